import type { ArticleId, ImportedArticle } from '#shared/article.ts'
import type { Failure } from '#shared/failure.ts'
import type { ImportProgress, ImportSummary } from '#shared/import-summary.ts'
import { fail, type Result } from '#shared/result.ts'
import type { ImportSource } from './import-source.ts'
import { type ImportOutcome, WorkerThread } from './worker-thread.ts'

/** The part of the library an import needs. */
export interface ImportTarget {
  add(
    article: ImportedArticle,
    capture: { file: string; starter: boolean },
  ): Promise<Result<{ id: ArticleId; title: string; already: boolean }, Failure>>
}

export interface ImportQueueOptions {
  library: ImportTarget
  /** The built `import-worker.js`, or its source under Node 24. */
  workerPath: string | URL
  /** Milliseconds one file may take; 60,000 unless told. */
  timeLimit?: number
}

export interface ImportRun {
  starter: boolean
  onProgress?: (progress: ImportProgress) => void
  /** Stops before the next file and at the file being worked on: whole articles only. */
  signal?: AbortSignal
}

const TIME_LIMIT = 60_000

/** Imports files one after another, in their order, over one warm worker. Runs asked for at the same time queue up. */
export class ImportQueue {
  private readonly library: ImportTarget
  private readonly thread: WorkerThread
  private last: Promise<unknown> = Promise.resolve()

  constructor(options: ImportQueueOptions) {
    this.library = options.library
    this.thread = new WorkerThread(options.workerPath, options.timeLimit ?? TIME_LIMIT)
  }

  run(sources: ImportSource[], options: ImportRun): Promise<ImportSummary> {
    const run = this.last.then(() => this.runAll(sources, options))
    this.last = run.catch(() => undefined)
    return run
  }

  async close(): Promise<void> {
    await this.thread.close()
  }

  private async runAll(
    sources: readonly ImportSource[],
    { starter, onProgress, signal }: ImportRun,
  ): Promise<ImportSummary> {
    const isCancelled = (): boolean => signal?.aborted === true
    const summary: ImportSummary = { imported: [], already: [], failed: [], cancelled: false }
    if (sources.length > 0) this.thread.warm()
    for (const [done, source] of sources.entries()) {
      if (isCancelled()) break
      onProgress?.({ done, total: sources.length, name: source.name })
      const outcome = await this.importOne(source, signal)
      if (isCancelled() && !outcome.ok) break
      await this.keep(outcome, source.name, starter, summary)
    }
    summary.cancelled = isCancelled()
    const finished = summary.imported.length + summary.already.length + summary.failed.length
    onProgress?.({ done: finished, total: sources.length, name: sources.at(-1)?.name ?? '' })
    return summary
  }

  private async importOne(source: ImportSource, signal: AbortSignal | undefined): Promise<ImportOutcome> {
    const bytes = await source.read()
    return bytes.ok ? this.thread.run(source.name, bytes.value, signal) : fail(bytes.failure)
  }

  private async keep(outcome: ImportOutcome, name: string, starter: boolean, summary: ImportSummary): Promise<void> {
    const added = outcome.ok ? await this.library.add(outcome.value, { file: name, starter }) : outcome
    if (!added.ok) summary.failed.push({ name, failure: added.failure })
    else
      (added.value.already ? summary.already : summary.imported).push({
        id: added.value.id,
        name,
        title: added.value.title,
      })
  }
}
