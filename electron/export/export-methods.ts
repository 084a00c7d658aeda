import type { ArticleId, ArticleSummary } from '#shared/article.ts'
import type { NoteChange } from '#shared/export-report.ts'
import type { Failure } from '#shared/failure.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import type { ArticleFormat } from './article-formats.ts'
import { type LibraryPlace, PlainReader } from '../library/plain-reader.ts'
import { FolderExport, type FolderExportOptions, newNotePaths } from './export-folder.ts'
import { countChange, endedBy, type ExportTally, newTally } from './export-tally.ts'
import type { ExportedArticle } from './exported-article.ts'
import { imageNames } from './image-addresses.ts'
import type { MarkdownOptions } from './note-view.ts'
import { renderForFolder, templateFailureOf } from './rendered-article.ts'
import { packBatch, type Rendered, type RenderedBatch, unpackBatch } from './rendered-batch.ts'

/** Articles written at the same time: the disk is waited for in parallel. */
const AT_A_TIME = 8

let open: FolderExport | null = null

/**
 * Works with the open folder. Where what was exported can no longer be remembered, that ends the export: `ended` is asked
 * what to answer, with the failure once, and with null as long as there are still tasks of that export.
 */
async function inFolder<T>(
  work: (folder: FolderExport) => T | Promise<T>,
  ended: (failure: Failure | null) => T,
): Promise<T> {
  const folder = open
  if (folder === null) return ended(null)
  try {
    return await work(folder)
  } catch (error) {
    // Another task has ended it meanwhile.
    if (open !== folder) return ended(null)
    const failure = folder.endedBy(error)
    if (failure === null) throw error
    open = null
    return ended(failure)
  }
}

let reading: { key: string; reader: PlainReader } | null = null

/** Kept from batch to batch, with the memory that it reads into. */
function readerAt(place: LibraryPlace | null): PlainReader | null {
  if (place === null) return null
  const key = JSON.stringify(place)
  if (reading?.key !== key) reading = { key, reader: new PlainReader(place) }
  return reading.reader
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

interface Skimmed {
  revisions: (string | null)[]
  tally: ExportTally
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

  /**
   * What is to be told of articles without reading them; of the others the revision under which they must be read.
   * @param room how many changes are still to be told
   */
  skim(
    articles: { id: ArticleId; title: string }[],
    place: LibraryPlace | null,
    isPreview: boolean,
    room: number,
  ): Promise<Skimmed> {
    const reader = readerAt(place)
    const skimAll = (folder: FolderExport): Skimmed => {
      const tally = newTally()
      const revisions = articles.map((one) => {
        const revision = reader?.revisionOf(one.id) ?? ''
        const change = folder.skim({ ...one, revision }, isPreview)
        if (change === null) return revision
        countChange(tally, change, room)
        return null
      })
      return { revisions, tally }
    }
    return inFolder(skimAll, (failure) => ({ revisions: [], tally: endedBy(failure) }))
  },

  /** Starts the worker: it answers when it can be asked for more. */
  start(): Promise<null> {
    return Promise.resolve(null)
  },

  /** Articles read where they lie and rendered, but for those that the library has to read. Needs no open folder. */
  render(wanted: WantedArticle[], place: LibraryPlace | null, options: MarkdownOptions): Promise<RenderedBatch> {
    const reader = readerAt(place)
    return Promise.resolve(packBatch(wanted.map((one) => reader && readAndRender(reader, one, options))))
  },

  /** The same for an article that was read. */
  renderRead(article: ExportedArticle, options: MarkdownOptions): Promise<Rendered> {
    return Promise.resolve(renderForFolder(article, options))
  },

  /** Brings the notes of a batch up to date in the order of the articles, or says what that would do. */
  notes(
    packed: Uint8Array,
    found: (readonly [number, Rendered])[],
    isPreview: boolean,
    room: number,
  ): Promise<ExportTally> {
    const bringAll = async (folder: FolderExport): Promise<ExportTally> => {
      const tally = newTally()
      const rendered = unpackBatch(packed, found)
      if (!isPreview) folder.intend(found.length === 0 ? packed : packBatch(rendered).packed)
      const bring = (one: Rendered): Promise<Result<NoteChange, Failure>> =>
        !one.ok ? Promise.resolve(one) : isPreview ? folder.preview(one.value) : folder.write(one.value)
      for (let i = 0; i < rendered.length; i += AT_A_TIME) {
        for (const result of await Promise.all(rendered.slice(i, i + AT_A_TIME).map(bring))) {
          if (result.ok) countChange(tally, result.value, room)
          else tally.failed.push(result.failure)
        }
      }
      return tally
    }
    return inFolder(bringAll, endedBy)
  },

  close(): Promise<Result<null, Failure>> {
    const closed = inFolder<Result<null, Failure>>(
      (folder) => {
        folder.close()
        return ok(null)
      },
      (failure) => (failure === null ? ok(null) : fail(failure)),
    )
    open = null
    return closed
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
