import path from 'node:path'
import { BrowserWindow, clipboard, dialog } from 'electron'
import type { ImportSummary } from '#shared/import-summary.ts'
import { ok, type Result } from '#shared/result.ts'
import type { Failure } from '#shared/failure.ts'
import { KNOWN_EXTENSIONS } from './import/formats.ts'
import { clipboardSource } from './import/clipboard.ts'
import { bytesSource, fileSource, type ImportSource } from './import/import-source.ts'
import type { Handlers } from './ipc.ts'
import type { Services } from './services.ts'
import { findTwins } from './find-twins.ts'

type ImportChannel =
  | 'library:choose-files'
  | 'library:choose-folder'
  | 'library:import-clipboard'
  | 'library:import-files'
  | 'library:cancel-import'

/** The one import that may run at a time per request, and the way to stop all of them. */
export interface Imports {
  importFiles(files: readonly string[]): Promise<Result<ImportSummary, Failure>>
  importSources(sources: ImportSource[], starter: boolean): Promise<Result<ImportSummary, Failure>>
  chooseFiles(): Promise<string[]>
  chooseFolder(): Promise<string[]>
  cancel(): void
}

export function makeImports(services: Services): Imports {
  let running = new AbortController()
  const importSources: Imports['importSources'] = async (sources, starter) => {
    const opened = await services.opened
    if (!opened.ok) return opened
    const summary = await opened.value.imports.run(sources, {
      starter,
      signal: running.signal,
      onProgress: (progress) => services.send('import:progress', progress),
    })
    for (const { id } of summary.imported) services.changed(id)
    if (!starter) Object.assign(summary, await findTwins(services, opened.value, summary))
    if (summary.imported.length > 0) services.send('library:changed', { ids: summary.imported.map(({ id }) => id) })
    return ok(summary)
  }
  return {
    importSources,
    importFiles: async (files) => {
      const isLibrary = (file: string): boolean => file.toLowerCase().endsWith('.json')
      const summary = await importSources(files.filter((file) => !isLibrary(file)).map(fileSource), false)
      if (!summary.ok) return summary
      for (const file of files.filter(isLibrary)) {
        const taken = await importLibraryFile(services, file, running.signal)
        summary.value.imported.push(...taken.imported)
        summary.value.already.push(...taken.already)
        summary.value.failed.push(...taken.failed)
        summary.value.cancelled ||= taken.cancelled
      }
      return summary
    },
    chooseFiles: () => chooseFiles(services),
    chooseFolder: () => chooseFolder(services),
    cancel() {
      running.abort()
      running = new AbortController()
    },
  }
}

/** A file of the export "JSON". */
async function importLibraryFile(services: Services, file: string, signal: AbortSignal) {
  const name = path.basename(file)
  const opened = await services.opened
  if (!opened.ok) return { imported: [], already: [], failed: [{ name, failure: opened.failure }], cancelled: false }
  const { importLibraryJson } = await import('./import-library-json.ts')
  const onProgress = (bytes: number): void =>
    services.send('import:progress', { done: 0, total: 1, name, bytes, remaining: null })
  const taken = await importLibraryJson(opened.value.library, { name, path: file, signal, onProgress })
  const ids = [...taken.imported, ...taken.already].map(({ id }) => id)
  for (const id of ids) services.changed(id)
  services.send('library:changed', { ids })
  return taken
}

export function importHandlers(imports: Imports): Pick<Handlers, ImportChannel> {
  return {
    'library:choose-files': async () => {
      const files = await imports.chooseFiles()
      return files.length === 0 ? ok(null) : imports.importFiles(files)
    },
    'library:import-files': (files) =>
      imports.importSources(
        files.map(({ name, bytes }) => bytesSource(name, bytes)),
        false,
      ),
    'library:choose-folder': async () => {
      const folders = await imports.chooseFolder()
      return folders.length === 0 ? ok(null) : imports.importFiles(folders)
    },
    'library:import-clipboard': async () => {
      const source = clipboardSource({ html: await clipboardHtml(), text: await clipboard.readText() })
      return source === null ? ok(null) : imports.importSources([source], false)
    },
    'library:cancel-import': () => {
      imports.cancel()
      return ok(null)
    },
  }
}

async function clipboardHtml(): Promise<string> {
  for (const item of await clipboard.read()) {
    if (item.types.includes('text/html')) return await (await item.getType('text/html')).text()
  }
  return ''
}

async function chooseFiles(services: Services): Promise<string[]> {
  const { t } = services.messages()
  const options: Electron.OpenDialogOptions = {
    title: t('main:dialog.importTitle'),
    buttonLabel: t('main:dialog.importButton'),
    properties: ['openFile', 'multiSelections'],
    filters: [
      { name: t('main:dialog.articles'), extensions: [...KNOWN_EXTENSIONS, 'json'] },
      { name: t('main:dialog.allFiles'), extensions: ['*'] },
    ],
  }
  return await ask(options)
}

async function chooseFolder(services: Services): Promise<string[]> {
  const { t } = services.messages()
  return await ask({
    title: t('main:dialog.importFolderTitle'),
    buttonLabel: t('main:dialog.importButton'),
    properties: ['openDirectory'],
  })
}

async function ask(options: Electron.OpenDialogOptions): Promise<string[]> {
  const [window] = BrowserWindow.getAllWindows()
  const answer =
    window === undefined ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(window, options)
  return answer.canceled ? [] : answer.filePaths
}
