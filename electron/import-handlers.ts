import path from 'node:path'
import { app, BrowserWindow, clipboard, dialog } from 'electron'
import type { ArticleId, ImportedArticle } from '#shared/article.ts'
import type { EncodingDoubt } from '#shared/encoding-doubt.ts'
import type { ImportProgress, ImportSummary } from '#shared/import-summary.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import type { Failure } from '#shared/failure.ts'
import { KNOWN_EXTENSIONS } from './import/formats.ts'
import { articleTextOf } from './export/exported-article.ts'
import { sourcesOfFiles } from './import/expand-source.ts'
import { clipboardSource } from './import/clipboard.ts'
import type { ReadingAgain } from './import/import-queue.ts'
import { bytesSource, fileSource, type ImportSource } from './import/import-source.ts'
import type { Handlers } from './ipc.ts'
import type { OpenLibrary } from './library-host.ts'
import { askWhereToSave, writeChosenFile } from './save-dialog.ts'
import type { Services } from './services.ts'
import { findTwins } from './find-twins.ts'

type ImportChannel =
  | 'library:choose-files'
  | 'library:choose-folder'
  | 'library:import-clipboard'
  | 'library:import-files'
  | 'library:keep-summary'
  | 'library:read-as'
  | 'article:encoding-doubt'
  | 'library:cancel-import'

interface DroppedFile {
  name: string
  /** Its place in the folder that was dropped, with slashes. */
  path?: string | null | undefined
  bytes: Uint8Array
}

/** The one import that may run at a time per request, and the way to stop all of them. */
export interface Imports {
  importFiles(files: readonly string[]): Promise<Result<ImportSummary, Failure>>
  importDropped(files: readonly DroppedFile[]): Promise<Result<ImportSummary, Failure>>
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
      onProgress: fewTimes((progress) => services.send('import:progress', progress)),
    })
    for (const { id } of summary.imported) services.changed(id)
    if (!starter) Object.assign(summary, await findTwins(services, opened.value, summary))
    if (summary.imported.length > 0) services.send('library:changed', { ids: summary.imported.map(({ id }) => id) })
    return ok(summary)
  }
  return {
    importSources,
    importFiles: async (files) => {
      const summary = await importSources(files.filter((file) => !isLibraryJson(file)).map(fileSource), false)
      const libraries = files.filter(isLibraryJson).map((file) => ({ name: path.basename(file), from: file }))
      return summary.ok ? addLibraries(services, summary.value, libraries, running.signal) : summary
    },
    importDropped: async (files) => {
      const articles = files.filter(({ name }) => !isLibraryJson(name))
      const summary = await importSources(droppedSources(articles), false)
      const libraries = files.flatMap(({ name, bytes }) => (isLibraryJson(name) ? [{ name, from: bytes }] : []))
      return summary.ok ? addLibraries(services, summary.value, libraries, running.signal) : summary
    },
    chooseFiles: () => chooseFiles(services),
    chooseFolder: () => chooseFolder(services),
    cancel() {
      running.abort()
      running = new AbortController()
    },
  }
}

/** How often (ms) the window is told how far an import is: small files are done in less. */
const TELL_EVERY = 100

/** Leaves out progress that comes too soon after the last that was told; never the end. */
function fewTimes(tell: (progress: ImportProgress) => void): (progress: ImportProgress) => void {
  let last = Number.NEGATIVE_INFINITY
  return (progress) => {
    const now = Date.now()
    if (now - last < TELL_EVERY && progress.done < progress.total) return
    last = now
    tell(progress)
  }
}

/** Files of a dropped folder come with their place in it, so that pictures find their pages. */
function droppedSources(files: readonly DroppedFile[]): ImportSource[] {
  const single = files.filter(({ path: place }) => !place).map(({ name, bytes }) => bytesSource(name, bytes))
  return [
    ...single,
    ...sourcesOfFiles(files.flatMap(({ path: place, bytes }) => (place ? [{ path: place, bytes }] : []))),
  ]
}

interface LibraryJson {
  name: string
  from: string | Uint8Array
}

function isLibraryJson(name: string): boolean {
  return name.toLowerCase().endsWith('.json')
}

/** Takes files of the export "JSON" in and adds how that went. */
async function addLibraries(
  services: Services,
  summary: ImportSummary,
  files: readonly LibraryJson[],
  signal: AbortSignal,
): Promise<Result<ImportSummary, Failure>> {
  for (const file of files) {
    const opened = await services.opened
    if (!opened.ok) return opened
    const { importLibraryJson } = await import('./import-library-json.ts')
    const onProgress = (bytes: number): void =>
      services.send('import:progress', { done: 0, total: 1, name: file.name, bytes, remaining: null })
    const taken = await importLibraryJson(opened.value.library, { ...file, signal, onProgress })
    const ids = [...taken.imported, ...taken.already].map(({ id }) => id)
    for (const id of ids) services.changed(id)
    services.send('library:changed', { ids })
    summary.imported.push(...taken.imported)
    summary.already.push(...taken.already)
    summary.failed.push(...taken.failed)
    summary.cancelled ||= taken.cancelled
  }
  return ok(summary)
}

export function importHandlers(services: Services, imports: Imports): Pick<Handlers, ImportChannel> {
  return {
    'library:choose-files': async () => {
      const files = await imports.chooseFiles()
      return files.length === 0 ? ok(null) : imports.importFiles(files)
    },
    'library:import-files': (files) => imports.importDropped(files),
    'library:read-as': (request) => readAs(services, request),
    'article:encoding-doubt': ({ id }) => encodingDoubt(services, id),
    'library:keep-summary': ({ text }) => keepSummary(services, text),
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

/** The original of an article once more, as an import would read it. */
export async function readOriginal(
  { library, imports }: OpenLibrary,
  id: ArticleId,
  given: ReadingAgain = {},
): Promise<Result<ImportedArticle, Failure>> {
  const file = library.originalPath(id)
  if (file === null) return fail({ code: 'article-missing', id })
  const bytes = await fileSource(file).read()
  return bytes.ok ? await imports.readAgain(path.basename(file), bytes.value, given) : bytes
}

/** The reader's word on the encoding: the original once more, as a newer version with the facts that it now says. */
async function readAs(
  services: Services,
  { id, encoding }: { id: ArticleId; encoding: string },
): Promise<Result<null, Failure>> {
  const opened = await services.opened
  if (!opened.ok) return opened
  const { library } = opened.value
  const read = await readOriginal(opened.value, id, { encoding })
  if (!read.ok) return read
  const { content, facts } = read.value
  const added = await library.versions.add(id, { html: content, text: articleTextOf(content) })
  if (!added.ok) return added
  const { title, byline, site } = facts.metadata
  const corrected = await library.correctMetadata(id, { title, byline, site }, [])
  services.changed(id)
  services.send('library:changed', { ids: [id] })
  return corrected
}

async function encodingDoubt(services: Services, id: ArticleId): Promise<Result<EncodingDoubt | null, Failure>> {
  const opened = await services.opened
  if (!opened.ok) return opened
  const read = await readOriginal(opened.value, id)
  return read.ok ? ok(read.value.doubt ?? null) : read
}

async function keepSummary(services: Services, text: string): Promise<Result<{ path: string } | null, Failure>> {
  const { t } = services.messages()
  const target = await askWhereToSave({
    title: t('main:dialog.keepSummaryTitle'),
    defaultPath: path.join(app.getPath('documents'), `${t('main:dialog.summaryFile')}.txt`),
    filters: [{ name: t('main:dialog.text'), extensions: ['txt'] }],
  })
  return target === null ? ok(null) : await writeChosenFile(target, text)
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
