import { app, BrowserWindow, clipboard, ClipboardItem, dialog } from 'electron'
import path from 'node:path'
import { bodiesOf, tagsOf } from '#shared/annotation.ts'
import type { ExportFormat } from '#shared/export-options.ts'
import type { Failure } from '#shared/failure.ts'
import type { Calls, FilesRequest, NotesRequest } from '#shared/ipc-contract.ts'
import { assertNever, fail, ok, type Result } from '#shared/result.ts'
import { withLibrary } from './article-handlers.ts'
import { exportedArticle, exportFiles, type ExportJob, exportNotes, optionsOf } from './export-articles.ts'
import { ExportThreadError } from './export/export-thread.ts'
import { exportWords } from './export/export-words.ts'
import type { Handlers } from './ipc.ts'
import type { Library } from './library/library.ts'
import { printPage } from './print-page.ts'
import type { OpenLibrary } from './library-host.ts'
import { askWhereToSave } from './save-dialog.ts'
import type { Services } from './services.ts'

type ExportChannel = Extract<keyof Calls, `export:${string}` | `clipboard:${string}`>
type Answer<C extends keyof Calls> = Promise<Result<Calls[C]['value'], Failure>>

/** Milliseconds that a template may take in the live preview before its worker is ended. */
const PREVIEW_LIMIT = 8_000

/** Where the last export of this run went: the next dialog opens there. */
let lastFolder: string | null = null
let running = new AbortController()

/** Notes, other formats and the clipboard. The exporter is loaded when first used: starting does not pay for it. */
export function exportHandlers(services: Services): Pick<Handlers, ExportChannel> {
  const inLibrary = withLibrary(services)
  return {
    'export:choose-folder': async () => {
      const folder = await chooseFolder(services)
      return ok(folder === null ? null : { folder })
    },
    'export:notes': (request) => notes(services, request),
    'export:files': (request) => files(services, request),
    'export:cancel': () => {
      running.abort()
      running = new AbortController()
      return ok(null)
    },
    'export:render': (request) => renderNote(services, request),
    'export:template': async ({ preset }) => {
      const { presetTemplate } = await import('./export/presets.ts')
      return ok({ template: presetTemplate(preset) })
    },
    'export:take-back': (request) => inLibrary((library) => takeBack(services, library, request)),
    'clipboard:copy-annotations': ({ article, ids }) =>
      inLibrary(async (library) => {
        const opened = await exportedArticle(library, article)
        if (!opened.ok) return opened
        const { annotationsToMarkdown } = await import('./export/article-markdown.ts')
        await copy(annotationsToMarkdown(opened.value, ids))
        return ok(null)
      }),
    'clipboard:copy-passage': ({ article, text }) =>
      inLibrary(async (library) => {
        const opened = await exportedArticle(library, article)
        if (!opened.ok) return opened
        const { passageToMarkdown } = await import('./export/article-markdown.ts')
        await copy(passageToMarkdown(opened.value.summary, text))
        return ok(null)
      }),
  }
}

/** A job of this window: it shows its progress and can be stopped by `export:cancel`. */
export function jobOf(services: Services, { library }: OpenLibrary): ExportJob {
  return {
    library,
    thread: services.exporter,
    appData: services.paths.appData,
    words: exportWords(services.messages().t, services.settings.get().colourNames),
    onProgress: (progress) => services.send('export:progress', progress),
    signal: running.signal,
  }
}

async function notes(services: Services, request: NotesRequest): Answer<'export:notes'> {
  const { folder, preview, ...wanted } = request
  const opened = await services.opened
  if (!opened.ok) return opened
  if (!services.folders.has(folder)) return fail({ code: 'bad-request', channel: 'export:notes', reason: 'folder' })
  lastFolder = folder
  return exportNotes(jobOf(services, opened.value), { ...wanted, folder, isPreview: preview })
}

async function files(services: Services, { ids, format, note }: FilesRequest): Answer<'export:files'> {
  const opened = await services.opened
  if (!opened.ok) return opened
  await opened.value.library.listed
  const wanted = ids ?? opened.value.library.list().map(({ id }) => id)
  const isMany = (format === 'html' || format === 'pdf') && wanted.length !== 1
  const [only] = wanted
  const title = only === undefined || wanted.length > 1 ? 'Simak' : (opened.value.library.summary(only)?.title ?? '')
  const target = isMany ? await chooseFolder(services) : await chooseFile(services, format, title)
  if (target === null) return ok(null)
  return exportFiles(jobOf(services, opened.value), { ids, format, note, target, print: printPage })
}

async function renderNote(
  services: Services,
  { id, note }: Calls['export:render']['request'],
): Answer<'export:render'> {
  const opened = await services.opened
  if (!opened.ok) return opened
  const article = await exportedArticle(opened.value.library, id)
  if (!article.ok) return article
  const job = jobOf(services, opened.value)
  try {
    const rendered = await job.thread.call('note', [article.value, optionsOf(job, note)], PREVIEW_LIMIT)
    return rendered
  } catch (error) {
    if (!(error instanceof ExportThreadError)) throw error
    return fail({ code: 'template-failed', line: null, reason: error.message })
  }
}

async function takeBack(
  services: Services,
  library: Library,
  { article, annotation: id, note }: Calls['export:take-back']['request'],
): Answer<'export:take-back'> {
  const opened = await library.open(article)
  if (!opened.ok) return opened
  const annotation = opened.value.annotations.find((one) => one.id === id)
  if (annotation === undefined) return fail({ code: 'article-missing', id: article })
  const body = bodiesOf(note, tagsOf(annotation))
  const saved = await library.saveAnnotation({ ...annotation, body, modified: new Date().toISOString() })
  services.changed(article)
  services.send('library:changed', { ids: [article] })
  return saved
}

/** Markdown for editors, and the same as rich text for everything else. */
async function copy(markdown: string): Promise<void> {
  const { markdownHtml } = await import('./export/html-page.ts')
  await clipboard.write([new ClipboardItem({ 'text/plain': markdown, 'text/html': markdownHtml(markdown) })])
}

const EXTENSIONS: Record<FilesRequest['format'], string> = {
  html: 'html',
  pdf: 'pdf',
  'json-ld': 'jsonld',
  csv: 'csv',
  json: 'json',
  bibtex: 'bib',
  csl: 'csl.json',
}

async function chooseFile(services: Services, format: FilesRequest['format'], title: string): Promise<string | null> {
  const { fileNames } = await import('./export/file-names.ts')
  const { t } = services.messages()
  const extension = EXTENSIONS[format]
  const target = await askWhereToSave({
    title: t('main:dialog.exportFileTitle'),
    buttonLabel: t('main:dialog.exportButton'),
    defaultPath: path.join(folderToOpen(services), fileNames(title, 'Simak', `.${extension}`).next().value),
    filters: [{ name: formatName(format), extensions: [extension] }],
  })
  if (target !== null) lastFolder = path.dirname(target)
  return target
}

/** Proper names, alike in all languages. */
function formatName(format: Exclude<ExportFormat, 'markdown'>): string {
  switch (format) {
    case 'html':
      return 'HTML'
    case 'pdf':
      return 'PDF'
    case 'json-ld':
      return 'JSON-LD'
    case 'csv':
      return 'CSV'
    case 'json':
      return 'JSON'
    case 'bibtex':
      return 'BibTeX'
    case 'csl':
      return 'CSL-JSON'
    default:
      return assertNever(format)
  }
}

async function chooseFolder(services: Services): Promise<string | null> {
  const { t } = services.messages()
  const options: Electron.OpenDialogOptions = {
    title: t('main:dialog.exportLibraryTitle'),
    buttonLabel: t('main:dialog.exportButton'),
    defaultPath: folderToOpen(services),
    properties: ['openDirectory', 'createDirectory'],
  }
  const [window] = BrowserWindow.getAllWindows()
  const answer = await (window === undefined ? dialog.showOpenDialog(options) : dialog.showOpenDialog(window, options))
  const [folder] = answer.filePaths
  if (answer.canceled || folder === undefined) return null
  lastFolder = folder
  services.folders.add(folder)
  return folder
}

function folderToOpen(services: Services): string {
  return lastFolder ?? services.settings.get().export.folder ?? app.getPath('documents')
}
