import { availableParallelism } from 'node:os'
import { type ExportProgress, type ExportReport, MOST_CHANGES, type NoteChange } from '#shared/export-report.ts'
import type { ArticleId, ArticleSummary } from '#shared/article.ts'
import type { Failure } from '#shared/failure.ts'
import { ok, type Result } from '#shared/result.ts'
import type { LibraryPlace } from '../library/plain-reader.ts'
import type { FolderExportOptions } from './export-folder.ts'
import type { WantedArticle } from './export-methods.ts'
import { type ExportThread, ExportThreadError } from './export-thread.ts'
import type { ExportedArticle } from './exported-article.ts'
import type { RenderedArticle } from './rendered-article.ts'

/** Articles sent to a worker at once. */
const BATCH = 32
/** Articles whose state is asked for at once. */
const SKIMMED = 256
/** Articles that the worker that writes renders too, before others are started: that takes as long as some hundred. */
const FEW = 128
const MOST_RENDERERS = 3

export interface Candidate {
  summary: ArticleSummary
  /** Number of its records, as the library counts them. */
  records: number
}

export interface FolderRun {
  thread: ExportThread
  folder: string
  appData: string
  options: FolderExportOptions
  isPreview: boolean
  /** The articles in a stable order. */
  candidates: readonly Candidate[]
  /** Where they lie, for workers to read; null where what lies there is not what the library knows. */
  place: LibraryPlace | null
  /** The article, or why it cannot be read: for those that a worker cannot read by itself. */
  read: (id: ArticleId) => Promise<Result<ExportedArticle, Failure>>
  onProgress?: (progress: ExportProgress) => void
  /** Stops between batches: whole notes only. */
  signal?: AbortSignal
}

type Rendered = Result<RenderedArticle, Failure>

/**
 * Exports into a folder, or says what that would do. One worker has the folder: it says what has changed and writes, in
 * the order of the articles. Others read and render meanwhile. Memory holds a few batches, whatever the library's size.
 */
export function runFolderExport(run: FolderRun): Promise<Result<ExportReport, Failure>> {
  return run.thread.alone(() => runAlone(run))
}

async function runAlone(run: FolderRun): Promise<Result<ExportReport, Failure>> {
  const { thread, folder, appData, options } = run
  const opened = await thread.call('open', [folder, appData, options])
  if (!opened.ok) return opened
  // They start when they are first asked for something.
  const helpers = thread.helpers(Math.min(availableParallelism(), MOST_RENDERERS))
  const folderRun = new Run(run, helpers)
  try {
    await folderRun.all()
    await thread.call('close', [])
  } catch (error) {
    if (!(error instanceof ExportThreadError)) throw error
    folderRun.report.failed.push({ code: 'export-failed', path: folder, reason: error.message })
  } finally {
    await Promise.all(helpers.map((helper) => helper.close()))
  }
  folderRun.report.cancelled = run.signal?.aborted === true
  return ok(folderRun.report)
}

class Run {
  readonly report: ExportReport
  private readonly run: FolderRun
  private readonly helpers: readonly ExportThread[]
  private readonly ahead: Promise<Rendered[]>[] = []
  private writing: Promise<void> = Promise.resolve()
  private sent = 0
  private done = 0

  constructor(run: FolderRun, helpers: readonly ExportThread[]) {
    const counts = { new: 0, changed: 0, conflict: 0, untouched: 0, deleted: 0 }
    this.report = { folder: run.folder, counts, changes: [], failed: [], cancelled: false }
    this.run = run
    this.helpers = helpers
  }

  async all(): Promise<void> {
    const { candidates } = this.run
    let wanted: WantedArticle[] = []
    for (let i = 0; i < candidates.length && !this.isStopped(); i += SKIMMED) {
      wanted.push(...(await this.skim(candidates.slice(i, i + SKIMMED))))
      for (; wanted.length >= BATCH && !this.isStopped(); wanted = wanted.slice(BATCH)) await this.send(wanted)
    }
    if (wanted.length > 0 && !this.isStopped()) await this.send(wanted)
    while (this.ahead.length > 0) await this.writeNext()
    await this.writing
  }

  /** Has the first batch rendered; waits where enough are on their way: one for each helper, and one more. */
  private async send(wanted: readonly WantedArticle[]): Promise<void> {
    this.ahead.push(this.render(wanted.slice(0, BATCH)))
    if (this.ahead.length > this.helpers.length) await this.writeNext()
  }

  private isStopped(): boolean {
    return this.run.signal?.aborted === true
  }

  private tell(more: number): void {
    this.done += more
    this.run.onProgress?.({ done: this.done, total: this.run.candidates.length })
  }

  /** The articles of which something may have changed; the others are told in the report. */
  private async skim(candidates: readonly Candidate[]): Promise<WantedArticle[]> {
    const { thread, place, isPreview } = this.run
    const some = candidates.map(({ summary: { id, title } }) => ({ id, title }))
    const skimmed = await thread.call('skim', [some, place, isPreview])
    const wanted: WantedArticle[] = []
    for (const [i, candidate] of candidates.entries()) {
      const told = skimmed[i] ?? ''
      if (typeof told === 'string') wanted.push({ ...candidate, revision: told })
      else this.count(told)
    }
    if (wanted.length < candidates.length) this.tell(candidates.length - wanted.length)
    return wanted
  }

  private render(wanted: WantedArticle[]): Promise<Rendered[]> {
    const { thread, place } = this.run
    const helper = this.helpers[Math.floor(this.sent / BATCH) % this.helpers.length]
    const renderer = helper === undefined || place === null || this.sent < FEW ? thread : helper
    this.sent += wanted.length
    const rendered = this.renderOn(renderer, wanted)
    // A failure is told where it is waited for.
    rendered.catch(() => undefined)
    return rendered
  }

  private async renderOn(renderer: ExportThread, wanted: WantedArticle[]): Promise<Rendered[]> {
    const { place, options, read } = this.run
    const known = place === null ? [] : await renderer.call('render', [wanted, place, options])
    const results: Rendered[] = []
    for (const [i, { summary, revision }] of wanted.entries()) {
      const rendered = known[i] ?? null
      const article = rendered === null ? await read(summary.id) : null
      if (rendered !== null) results.push(rendered)
      else if (article?.ok === false) results.push(article)
      else if (article !== null)
        results.push(...(await renderer.call('renderRead', [[{ ...article.value, revision }], options])))
    }
    return results
  }

  /** Waits for the batch that was sent first, and for the one before it to be written. */
  private async writeNext(): Promise<void> {
    const rendered = (await this.ahead.shift()) ?? []
    await this.writing
    if (this.isStopped()) return
    this.writing = this.write(rendered)
    this.writing.catch(() => undefined)
  }

  private async write(rendered: readonly Rendered[]): Promise<void> {
    const { thread, isPreview } = this.run
    const readable = rendered.flatMap((article) => (article.ok ? [article.value] : []))
    this.report.failed.push(...rendered.flatMap((article) => (article.ok ? [] : [article.failure])))
    const results = readable.length === 0 ? [] : await thread.call('notes', [readable, isPreview])
    for (const result of results) {
      if (result.ok) this.count(result.value)
      else this.report.failed.push(result.failure)
    }
    this.tell(rendered.length)
  }

  private count(change: NoteChange): void {
    this.report.counts[change.action] += 1
    const isTelling = change.action !== 'untouched' || change.edits.length > 0
    if (isTelling && this.report.changes.length < MOST_CHANGES) this.report.changes.push(change)
  }
}
