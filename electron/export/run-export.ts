import { availableParallelism } from 'node:os'
import { type ExportProgress, type ExportReport, MOST_CHANGES } from '#shared/export-report.ts'
import type { ArticleId, ArticleSummary } from '#shared/article.ts'
import type { Failure } from '#shared/failure.ts'
import { ok, type Result } from '#shared/result.ts'
import type { LibraryPlace } from '../library/plain-reader.ts'
import type { FolderExportOptions } from './export-folder.ts'
import type { WantedArticle } from './export-methods.ts'
import { addTally, type ExportTally, newTally } from './export-tally.ts'
import { type ExportThread, ExportThreadError } from './export-thread.ts'
import type { ExportedArticle } from './exported-article.ts'
import { inTurns } from './in-turns.ts'
import type { Rendered, RenderedBatch } from './rendered-batch.ts'

/** Articles sent to a worker at once. */
const BATCH = 64
/** Articles whose state is asked for at once. */
const SKIMMED = 256
/** Articles that the worker that writes renders alone: to start another takes as long as some hundred. */
const FEW = 128
const MOST_HELPERS = 3

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

/** A batch as it goes to the worker that writes. */
interface Ready {
  size: number
  packed: RenderedBatch['packed']
  found: [number, Rendered][]
}

/**
 * Exports into a folder, or says what that would do. One worker has the folder: it says what has changed and writes, in
 * the order of the articles. Others read and render meanwhile, one for every processor but that worker's, which renders
 * too where it has nothing to write. Memory holds a few batches, whatever the library's size.
 */
export function runFolderExport(run: FolderRun): Promise<Result<ExportReport, Failure>> {
  return run.thread.alone(() => runAlone(run))
}

async function runAlone(run: FolderRun): Promise<Result<ExportReport, Failure>> {
  const { thread, folder, appData, options } = run
  const opened = await thread.call('open', [folder, appData, options])
  if (!opened.ok) return opened
  const folderRun = new Run(run)
  const { counts, changes, failed } = folderRun.tally
  const helpers = Math.max(1, Math.min(availableParallelism() - 1, MOST_HELPERS))
  try {
    await thread.withHelpers(helpers, (others) => inTurns(folderRun, thread, others))
    const closed = await thread.call('close', [])
    if (!closed.ok) failed.push(closed.failure)
  } catch (error) {
    if (!(error instanceof ExportThreadError)) throw error
    failed.push({ code: 'export-failed', path: folder, reason: error.message })
  }
  return ok({ folder, counts, changes, failed, cancelled: run.signal?.aborted === true })
}

class Run {
  readonly tally: ExportTally = newTally()
  private readonly run: FolderRun
  private wanted = 0
  private done = 0

  constructor(run: FolderRun) {
    this.run = run
  }

  isStopped(): boolean {
    return this.tally.isOver || this.run.signal?.aborted === true
  }

  /** Whether there is enough to do to start others, and they can read what there is. */
  needsHelp(): boolean {
    return this.wanted > FEW && this.run.place !== null
  }

  /** The articles of which something may have changed, in their order; a look ahead is taken while they are worked on. */
  async *batches(): AsyncGenerator<WantedArticle[], void> {
    const { candidates } = this.run
    let wanted: WantedArticle[] = []
    let next = this.skim(candidates.slice(0, SKIMMED))
    for (let i = SKIMMED; i < candidates.length + SKIMMED; i += SKIMMED) {
      const more = await next
      next = this.skim(candidates.slice(i, i + SKIMMED))
      // A failure is told where it is waited for.
      next.catch(() => undefined)
      this.wanted += more.length
      wanted.push(...more)
      for (; wanted.length >= BATCH; wanted = wanted.slice(BATCH)) yield wanted.slice(0, BATCH)
    }
    if (wanted.length > 0) yield wanted
  }

  /** What can be found out of a batch beside the worker that writes. */
  async render(renderer: ExportThread, wanted: WantedArticle[]): Promise<Ready> {
    const { place, options, read } = this.run
    const { packed, missing } = await renderer.call('render', [wanted, place, options])
    const found: [number, Rendered][] = []
    for (const [i, { summary, revision }] of wanted.entries()) {
      if (!missing.includes(i)) continue
      const article = await read(summary.id)
      found.push([
        i,
        article.ok ? await renderer.call('renderRead', [{ ...article.value, revision }, options]) : article,
      ])
    }
    return { size: wanted.length, packed, found }
  }

  async write({ size, packed, found }: Ready): Promise<void> {
    const { thread, isPreview } = this.run
    this.tell(size, await thread.call('notes', [packed, found, isPreview, this.room()]))
  }

  /** The articles of which something may have changed; the others are told in the report. */
  private async skim(candidates: readonly Candidate[]): Promise<WantedArticle[]> {
    if (candidates.length === 0 || this.isStopped()) return []
    const { thread, place, isPreview } = this.run
    const some = candidates.map(({ summary: { id, title } }) => ({ id, title }))
    const { revisions, tally } = await thread.call('skim', [some, place, isPreview, this.room()])
    const wanted = candidates.flatMap((candidate, i): WantedArticle[] => {
      const revision = revisions[i] ?? null
      return revision === null ? [] : [{ ...candidate, revision }]
    })
    if (wanted.length < candidates.length) this.tell(candidates.length - wanted.length, tally)
    return wanted
  }

  private tell(more: number, tally: ExportTally): void {
    addTally(this.tally, tally)
    this.done += more
    this.run.onProgress?.({ done: this.done, total: this.run.candidates.length })
  }

  private room(): number {
    return MOST_CHANGES - this.tally.changes.length
  }
}
