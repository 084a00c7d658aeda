import { mkdir } from 'node:fs/promises'
import type { ArticleId, ArticleSummary } from '#shared/article.ts'
import { type ExportFormat, type ExportScope, type NoteOptions } from '#shared/export-options.ts'
import type { ExportProgress, ExportReport } from '#shared/export-report.ts'
import type { Failure } from '#shared/failure.ts'
import { ok, type Result } from '#shared/result.ts'
import { openArticle } from './article-handlers.ts'
import type { ArticleFormat } from './export/article-formats.ts'
import type { ExportThread } from './export/export-thread.ts'
import type { ExportWords } from './export/export-words.ts'
import type { ExportedArticle } from './export/exported-article.ts'
import { imageNames } from './export/image-addresses.ts'
import type { MarkdownOptions } from './export/note-view.ts'
import { JSON_FRAME, libraryItems, someItems } from './library-json.ts'
import type { Library } from './library/library.ts'
import type { LibraryPlace } from './library/plain-reader.ts'
import { statusOf } from './library/shelf.ts'

/** What every export needs, with a window or without. */
export interface ExportJob {
  library: Library
  thread: ExportThread
  appData: string
  words: ExportWords
  onProgress?: (progress: ExportProgress) => void
  signal?: AbortSignal
}

/** How files other than notes were written. */
export interface FilesReport {
  paths: string[]
  failed: Failure[]
  cancelled: boolean
}

/** Makes a PDF of a self-contained page; only an app with Chromium has one. */
export type Printer = (html: string) => Promise<Uint8Array>

export interface NotesExport {
  ids: ExportScope
  folder: string
  note: NoteOptions
  isPreview: boolean
  /** Makes also the notes anew whose files the person has deleted. */
  again?: boolean
}

/** Notes of the articles into a folder, merged with what stands there; or, as a preview, what that would do. */
export async function exportNotes(
  job: ExportJob,
  { ids, folder, note, isPreview, again = false }: NotesExport,
): Promise<Result<ExportReport, Failure>> {
  const { runFolderExport } = await import('./export/run-export.ts')
  const wanted = await summariesOf(job.library, ids)
  const { library, thread, appData, onProgress, signal } = job
  // What is not on the disk yet has no revision that could be told from there.
  await library.flush()
  const report = await runFolderExport({
    thread,
    appData,
    folder,
    isPreview,
    options: { ...optionsOf(job, note), again },
    candidates: wanted.map((summary) => ({ summary, records: library.all.get(summary.id)?.records ?? 0 })),
    place: placeOf(library),
    read: (id) => exportedArticle(library, id),
    ...(onProgress === undefined ? {} : { onProgress }),
    ...(signal === undefined ? {} : { signal }),
  })
  if (!report.ok || isPreview || note.preset !== 'academic') return report
  const [{ exporting, inExportOrder }, { keepBibliography }] = await Promise.all([
    import('./export/export-folder.ts'),
    import('./export/bibliography-files.ts'),
  ])
  const kept = await exporting(folder, () => keepBibliography(folder, inExportOrder(job.library.list())))
  if (!kept.ok) report.value.failed.push(kept.failure)
  return report
}

interface FileExport {
  ids: ExportScope
  format: Exclude<ExportFormat, 'markdown'>
  note: NoteOptions
  /** A file; for pages of several articles a folder. */
  target: string
  print: Printer | null
}

/** Everything but notes: one file of all articles, or a page each. Never more than one article in memory. */
export async function exportFiles(job: ExportJob, wanted: FileExport): Promise<Result<FilesReport, Failure>> {
  const ids = await articlesOf(job.library, wanted.ids)
  const report: FilesReport = { paths: [], failed: [], cancelled: false }
  const { exporting } = await import('./export/export-folder.ts')
  return exporting(wanted.target, async () => {
    if (wanted.format === 'html' || wanted.format === 'pdf') await writePages(job, wanted, ids, report)
    else {
      const { writeParts } = await import('./export/atomic-file.ts')
      const written = await writeParts(wanted.target, partsOf(job, wanted, ids, report), job.signal)
      if (written) report.paths.push(wanted.target)
    }
    report.cancelled = job.signal?.aborted === true
    return report
  })
}

async function writePages(job: ExportJob, wanted: FileExport, ids: ArticleId[], report: FilesReport): Promise<void> {
  const { createFile, replaceFile } = await import('./export/atomic-file.ts')
  const { pagePaths, withPdfMark } = await import('./export/page-paths.ts')
  if (ids.length !== 1) await mkdir(wanted.target, { recursive: true })
  for (const [done, id] of ids.entries()) {
    if (job.signal?.aborted === true) return
    job.onProgress?.({ done, total: ids.length })
    const article = await exportedArticle(job.library, id)
    if (!article.ok) {
      report.failed.push(article.failure)
      continue
    }
    const html = await pageOf(job, wanted, article.value)
    const { print } = wanted
    const bytes = wanted.format === 'pdf' && print !== null ? withPdfMark(await print(html), id) : Buffer.from(html)
    if (ids.length === 1) {
      await replaceFile(wanted.target, bytes)
      report.paths.push(wanted.target)
      continue
    }
    for await (const path of pagePaths(
      wanted.target,
      article.value.summary,
      wanted.format === 'pdf' ? '.pdf' : '.html',
    )) {
      if (!(path.isOurs ? await replaceFile(path.path, bytes) : await createFile(path.path, bytes))) continue
      report.paths.push(path.path)
      break
    }
  }
  job.onProgress?.({ done: ids.length, total: ids.length })
}

async function pageOf(job: ExportJob, { note }: FileExport, article: ExportedArticle): Promise<string> {
  const [html = ''] = await job.thread.call('format', [[article], 'html', optionsOf(job, note)])
  return html
}

type SingleFormat = Exclude<ArticleFormat, 'html'>

async function* partsOf(
  job: ExportJob,
  wanted: FileExport,
  ids: ArticleId[],
  report: FilesReport,
): AsyncGenerator<string> {
  const { frameOf } = await import('./export/article-formats.ts')
  const tell = (done: number, total: number): void => job.onProgress?.({ done, total })
  // The caller sees to it that pages and notes do not come here.
  const format = wanted.format as SingleFormat | 'json'
  const { before, between, after } = format === 'json' ? JSON_FRAME : frameOf(format)
  const parts =
    format !== 'json'
      ? articleParts(job, { format, note: wanted.note, ids, tell })
      : wanted.ids === null
        ? libraryItems(job.library, tell)
        : someItems(job.library, ids, tell)
  yield before
  let isFirst = true
  for await (const part of parts) {
    if (job.signal?.aborted === true) break
    if (!part.ok) report.failed.push(part.failure)
    else if (part.value !== '') {
      yield* slices(isFirst ? part.value : between + part.value)
      isFirst = false
    }
  }
  yield after
}

/** UTF-16 code units that are written at once. */
const SLICE = 4_000_000

/** A large text in parts, none of which ends within a character. */
function* slices(text: string): Generator<string> {
  for (let at = 0; at < text.length; ) {
    const end = at + SLICE
    const isWithin = end < text.length && /[\ud800-\udbff]/.test(text[end - 1] ?? '')
    yield text.slice(at, isWithin ? end - 1 : end)
    at = isWithin ? end - 1 : end
  }
}

async function* articleParts(
  job: ExportJob,
  {
    format,
    note,
    ids,
    tell,
  }: { format: SingleFormat; note: NoteOptions; ids: ArticleId[]; tell: (done: number, total: number) => void },
): AsyncGenerator<Result<string, Failure>> {
  for (const [done, id] of ids.entries()) {
    tell(done, ids.length)
    const article = await exportedArticle(job.library, id)
    if (!article.ok) {
      yield article
      continue
    }
    const [part = ''] = await job.thread.call('format', [[article.value], format, optionsOf(job, note)])
    yield ok(part)
  }
  tell(ids.length, ids.length)
}

/** What a worker needs of an article, and no more. */
export async function exportedArticle(library: Library, id: ArticleId): Promise<Result<ExportedArticle, Failure>> {
  const opened = await openArticle(library, id)
  if (!opened.ok) return opened
  const { position, leftOut: _leftOut, ...article } = opened.value
  const status = await library.articleRecords.read(id, (records) => statusOf(records, position !== null))
  if (!status.ok) return status
  return ok({ ...article, status: status.value, images: await imagesOf(library, id, article.html) })
}

export function optionsOf({ words }: Pick<ExportJob, 'words'>, note: NoteOptions): MarkdownOptions {
  return { exported: new Date().toISOString(), words, note }
}

/** In the order of exports, so that equal titles get the same numbers every time. */
async function articlesOf(library: Library, ids: ExportScope): Promise<ArticleId[]> {
  return (await summariesOf(library, ids)).map(({ id }) => id)
}

async function summariesOf(library: Library, ids: ExportScope): Promise<ArticleSummary[]> {
  const { inExportOrder } = await import('./export/export-folder.ts')
  await library.listed
  const summaries = inExportOrder(library.list())
  const wanted = ids === null ? null : new Set(ids)
  return wanted === null ? summaries : summaries.filter(({ id }) => wanted.has(id))
}

/** Only what lies in the library's folder. */
async function imagesOf(library: Library, id: ArticleId, html: string): Promise<Record<string, string>> {
  const images: Record<string, string> = {}
  for (const name of imageNames(html)) {
    const path = await library.assetPath(id, name)
    if (path !== null) images[name] = path
  }
  return images
}

/** Where the library lies; null where something stands in memory alone, because the disk does not take it. */
function placeOf(library: Library): LibraryPlace | null {
  if (library.trouble !== null) return null
  const { layout, device, otherDevices } = library.parts.context
  return { root: layout.root, devices: [device, ...otherDevices] }
}
