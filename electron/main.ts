import { app, BrowserWindow, powerMonitor, session } from 'electron'
import { shutNetworkOff } from './chromium-switches.ts'
import { parseDeepLink } from '#shared/deep-link.ts'
import { deepLinkOfCommandLine, exportArguments, filesOfCommandLine, ownArguments } from './command-line.ts'
import { guardContents } from './contents-guard.ts'
import { makeHandlers } from './handlers.ts'
import { IncomingFiles } from './incoming-files.ts'
import { IncomingJumps } from './incoming-jumps.ts'
import { makeImports } from './import-handlers.ts'
import { KeptFolderExport } from './kept-folder.ts'
import { answerCalls } from './ipc.ts'
import { findPaths } from './paths.ts'
import { registerScheme, serveScheme } from './protocol.ts'
import { makeServices, type Services } from './services.ts'
import { printSearch } from './print-search.ts'
import { searchCommandOf } from './search/search-command.ts'
import { warnOfUnsaved } from './unsaved.ts'
import { guardSession } from './session-guard.ts'
import { importStarters } from './starters.ts'
import { openWindowState } from './storage/window-state-store.ts'
import { openWindow } from './window.ts'

const incoming = new IncomingFiles()
const jumps = new IncomingJumps()
const searchCommand = searchCommandOf(ownArguments(process.argv, app.getAppPath(), process.cwd()))
const command = exportArguments(process.argv, app.getAppPath(), process.cwd())

shutNetworkOff()
registerScheme()
app.enableSandbox()
if (command !== null) {
  void app.whenReady().then(() => exportAndExit(command))
} else if (searchCommand !== null) {
  void app.whenReady().then(() => printSearch(searchCommand))
} else if (app.requestSingleInstanceLock()) {
  listenBeforeReady()
  void app.whenReady().then(start)
} else {
  app.quit()
}

function listenBeforeReady(): void {
  app.on('session-created', guardSession)
  app.on('web-contents-created', (_event, contents) => guardContents(contents))
  app.on('second-instance', (_event, argv, workingFolder) => {
    incoming.add(filesOfCommandLine(argv, app.getAppPath(), workingFolder))
    jumps.add(deepLinkOfCommandLine(argv))
    focusWindow()
  })
  app.on('open-url', (event, address) => {
    event.preventDefault()
    jumps.add(parseDeepLink(address))
    focusWindow()
  })
  app.on('open-file', (event, file) => {
    event.preventDefault()
    incoming.add([file])
  })
  incoming.add(filesOfCommandLine(process.argv, app.getAppPath(), process.cwd()))
  jumps.add(deepLinkOfCommandLine(process.argv))
  // In development the scheme would lead to a bare Electron.
  if (app.isPackaged) app.setAsDefaultProtocolClient('simak')
}

/** `simak export`: no window, no lock; the switches of the command line have shut the network off all the same. */
async function exportAndExit(args: readonly string[]): Promise<void> {
  const { findLocale, runExportCommand } = await import('./export-command.ts')
  const [paths, { printPage }] = [findPaths(), await import('./print-page.ts')]
  app.on('web-contents-created', (_event, contents) => guardContents(contents))
  // The hidden window of a printed page is the only one; its end is not the end of the work.
  app.on('window-all-closed', () => undefined)
  guardSession(session.defaultSession)
  serveScheme({ renderer: paths.renderer, asset: () => Promise.resolve(null) })
  const locale = findLocale(app.getPreferredSystemLanguages())
  app.exit(await runExportCommand(args, { paths, locale, print: printPage }))
}

async function start(): Promise<void> {
  guardSession(session.defaultSession)
  const paths = findPaths()
  const [services, windowState] = await Promise.all([makeServices(paths, focusWindow), openWindowState(paths.appData)])
  serveScheme({
    renderer: paths.renderer,
    async asset(article, name) {
      const opened = await services.opened
      return opened.ok ? opened.value.library.assetPath(article, name) : null
    },
  })
  const imports = makeImports(services)
  answerCalls(
    makeHandlers(services, imports, () => void receiveFiles(services, imports)),
    (contents) => BrowserWindow.fromWebContents(contents) !== null,
  )
  const show = (): void => {
    const window = openWindow(paths.preload, services.settings.get().theme, windowState)
    warnOfUnsaved(window, services)
  }
  powerMonitor.on('suspend', () => void services.host.flush())
  services.applySettings()
  show()
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) show()
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  const kept = new KeptFolderExport(services)
  quitSaved(async () => {
    await kept.close()
    await Promise.all([services.close(), windowState.flush()])
  })
}

/** Called whenever a page is ready: the first time starter articles come before the files of the command line. */
async function receiveFiles(services: Services, imports: ReturnType<typeof makeImports>): Promise<void> {
  await importStarters(services, imports)
  jumps.ready((link) => {
    // The address may be of an article that has become a version of another one since.
    void services.opened.then((now) => {
      const article = now.ok ? now.value.library.shownAs(link.article) : link.article
      services.send('article:jump', { ...link, article })
    })
  })
  incoming.ready((files) => {
    void imports.importFiles(files).then((summary) => {
      if (summary.ok) services.send('import:done', summary.value)
    })
  })
}

/** Quitting waits until everything is on disk. */
function quitSaved(save: () => Promise<void>): void {
  let saved = false
  app.on('will-quit', (event) => {
    if (saved) return
    event.preventDefault()
    void save().finally(() => {
      saved = true
      app.quit()
    })
  })
}

function focusWindow(): void {
  const [window] = BrowserWindow.getAllWindows()
  if (window === undefined) return
  if (window.isMinimized()) window.restore()
  window.focus()
}
