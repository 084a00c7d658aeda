import type { ArticleId, ArticleSummary } from '#shared/article.ts'
import type { NoteChange } from '#shared/export-report.ts'
import type { Failure } from '#shared/failure.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import type { ArticleFormat } from './article-formats.ts'
import { type LibraryPlace, PlainReader } from '../library/plain-reader.ts'
import { FolderExport, type FolderExportOptions, newNotePaths } from './export-folder.ts'
import type { ExportedArticle } from './exported-article.ts'
import { imageNames } from './image-addresses.ts'
import type { MarkdownOptions } from './note-view.ts'
import { renderForFolder, templateFailureOf } from './rendered-article.ts'
import { packBatch, type Rendered, type RenderedBatch, unpackBatch } from './rendered-batch.ts'

/** Articles written at the same time: the disk is waited for in parallel. */
const AT_A_TIME = 8

let open: FolderExport | null = null

function openFolder(): FolderExport {
  if (open === null) throw new Error('No folder is open')
  return open
}

/** An article that may be read where it lies. */
export interface WantedArticle {
  summary: ArticleSummary
  /** Number of its records, as the library counts them. */
  records: number
  revision: string
}

function readAndRender(
  reader: PlainReader,
  { summary, records, revision }: WantedArticle,
  options: MarkdownOptions,
): Rendered | null {
  const read = reader.read(summary.id, records)
  if (read === null) return null
  const images = options.note.fullText === 'none' ? {} : imagesOf(reader, summary.id, read.html)
  return renderForFolder({ ...read, summary, revision, images }, options)
}

/** Only what lies in the library's folder. */
function imagesOf(reader: PlainReader, id: ArticleId, html: string): Record<string, string> {
  const images = imageNames(html).map((name) => [name, reader.assetPath(id, name)] as const)
  return Object.fromEntries(images.filter((image): image is [string, string] => image[1] !== null))
}

/** What the export worker can be asked for; one folder is open at a time. */
export const EXPORT_METHODS = {
  async open(folder: string, appData: string, options: FolderExportOptions): Promise<Result<null, Failure>> {
    open?.close()
    open = null
    const broken = templateFailureOf(options.note)
    if (broken !== null) return fail(broken)
    const opened = await FolderExport.open(folder, appData, options)
    open = opened.ok ? opened.value : null
    return opened.ok ? ok(null) : opened
  },

  /** For each article what is to be told of it without reading it, or the revision under which it must be read. */
  skim(
    articles: { id: ArticleId; title: string }[],
    place: LibraryPlace | null,
    isPreview: boolean,
  ): Promise<(NoteChange | string)[]> {
    const folder = openFolder()
    const reader = place === null ? null : new PlainReader(place)
    const known = articles.map((one) => ({ ...one, revision: reader?.revisionOf(one.id) ?? '' }))
    return Promise.resolve(known.map((one) => folder.skim(one, isPreview) ?? one.revision))
  },

  /** Starts the worker: it answers when it can be asked for more. */
  start(): Promise<null> {
    return Promise.resolve(null)
  },

  /** Articles read where they lie and rendered, but for those that the library has to read. Needs no open folder. */
  render(wanted: WantedArticle[], place: LibraryPlace | null, options: MarkdownOptions): Promise<RenderedBatch> {
    const reader = place === null ? null : new PlainReader(place)
    return Promise.resolve(packBatch(wanted.map((one) => reader && readAndRender(reader, one, options))))
  },

  /** The same for an article that was read. */
  renderRead(article: ExportedArticle, options: MarkdownOptions): Promise<Rendered> {
    return Promise.resolve(renderForFolder(article, options))
  },

  /** Brings the notes of a batch up to date, or says what that would do. Answers in the order of the articles. */
  async notes(
    packed: Uint8Array,
    found: (readonly [number, Rendered])[],
    isPreview: boolean,
  ): Promise<Result<NoteChange, Failure>[]> {
    const folder = openFolder()
    const results: Result<NoteChange, Failure>[] = []
    const rendered = unpackBatch(packed, found)
    const bring = (one: Rendered): Promise<Result<NoteChange, Failure>> =>
      !one.ok ? Promise.resolve(one) : isPreview ? folder.preview(one.value) : folder.write(one.value)
    for (let i = 0; i < rendered.length; i += AT_A_TIME) {
      results.push(...(await Promise.all(rendered.slice(i, i + AT_A_TIME).map(bring))))
    }
    return results
  },

  close(): Promise<null> {
    open?.close()
    open = null
    return Promise.resolve(null)
  },

  /** One note as it would be exported anew, and under which name, for the live preview. */
  note(
    article: ExportedArticle,
    options: MarkdownOptions,
  ): Promise<Result<{ markdown: string; path: string }, Failure>> {
    const rendered = renderForFolder(article, options)
    if (!rendered.ok) return Promise.resolve(rendered)
    const { name, note } = rendered.value
    return Promise.resolve(ok({ markdown: note.markdown, path: newNotePaths(name, options.words).next().value }))
  },

  async format(articles: ExportedArticle[], format: ArticleFormat, options: MarkdownOptions): Promise<string[]> {
    // Notes need none of it, and it is slow to load.
    const { renderArticle } = await import('./article-formats.ts')
    return Promise.all(articles.map((article) => renderArticle(article, format, options)))
  },
}

export type ExportMethods = typeof EXPORT_METHODS
export type ExportMethod = keyof ExportMethods

/** One call to the worker. */
export interface ExportTask {
  task: number
  method: ExportMethod
  args: unknown[]
}

export type ExportAnswer = { task: number; value: unknown } | { task: number; error: string }
