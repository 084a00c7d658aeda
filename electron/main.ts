import { app, BrowserWindow, session } from 'electron'
import { shutNetworkOff } from './chromium-switches.ts'
import { argumentsBehindApp, filesOfCommandLine } from './command-line.ts'
import { guardContents } from './contents-guard.ts'
import { makeHandlers } from './handlers.ts'
import { IncomingFiles } from './incoming-files.ts'
import { makeImports } from './import-handlers.ts'
import { answerCalls } from './ipc.ts'
import { findPaths } from './paths.ts'
import { registerScheme, serveScheme } from './protocol.ts'
import { makeServices, type Services } from './services.ts'
import { printSearch } from './print-search.ts'
import { searchCommandOf } from './search/search-command.ts'
import { guardSession } from './session-guard.ts'
import { importStarters } from './starters.ts'
import { openWindowState } from './storage/window-state-store.ts'
import { openWindow } from './window.ts'

const incoming = new IncomingFiles()

shutNetworkOff()
registerScheme()
app.enableSandbox()
const searchCommand = searchCommandOf(argumentsBehindApp(process.argv, app.getAppPath(), process.cwd()))
if (searchCommand !== null) {
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
    focusWindow()
  })
  app.on('open-file', (event, file) => {
    event.preventDefault()
    incoming.add([file])
  })
  incoming.add(filesOfCommandLine(process.argv, app.getAppPath(), process.cwd()))
}

async function start(): Promise<void> {
  guardSession(session.defaultSession)
  const paths = findPaths()
  const [services, windowState] = await Promise.all([makeServices(paths), openWindowState(paths.appData)])
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
  const show = (): BrowserWindow => openWindow(paths.preload, services.settings.get().theme, windowState)
  services.applySettings()
  show()
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) show()
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  quitSaved(async () => {
    await Promise.all([services.close(), windowState.flush()])
  })
}

/** Called whenever a page is ready: the first time starter articles come before the files of the command line. */
async function receiveFiles(services: Services, imports: ReturnType<typeof makeImports>): Promise<void> {
  await importStarters(services, imports)
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
