import { availableParallelism } from 'node:os'
import type { ArticleId, ImportedArticle } from '#shared/article.ts'
import type { Failure } from '#shared/failure.ts'
import type { ImportProgress, ImportSummary } from '#shared/import-summary.ts'
import { fail, type Result } from '#shared/result.ts'
import { articleIdOfLarge } from '../library/layout.ts'
import { readBeside } from './beside.ts'
import { expandSource } from './expand-source.ts'
import type { WorkerTask } from './import-protocol.ts'
import type { ImportSource } from './import-source.ts'
import { Overlap } from './overlap.ts'
import { type ImportOutcome, WorkerThread } from './worker-thread.ts'

/** The part of the library an import needs. */
export interface ImportTarget {
  add(
    article: ImportedArticle,
    capture: { file: string; starter: boolean },
  ): Promise<Result<{ id: ArticleId; title: string; already: boolean }, Failure>>
  /** What is there and not in the trash: bytes that are known are not read into an article again. */
  summary?(id: ArticleId): { title: string } | undefined
}

export interface ImportQueueOptions {
  library: ImportTarget
  /** The built `import-worker.js`, or its source under Node 24. */
  workerPath: string | URL
  /** Milliseconds one file may take; 60,000 unless told. */
  timeLimit?: number
  /** Megabytes one file may take; 1,024 unless told. */
  memoryLimit?: number
  /** Worker threads; as many as there are processors, up to four, unless told. */
  workers?: number
}

/** What another reading of the same bytes is given. */
export type ReadingAgain = Pick<WorkerTask, 'encoding' | 'fetched' | 'into'>

export interface ImportRun {
  starter: boolean
  onProgress?: (progress: ImportProgress) => void
  /** Stops before the next file and at the file being worked on: whole articles only. */
  signal?: AbortSignal
}

const TIME_LIMIT = 60_000
/** More workers would only wait for the disk and for the library. */
const MOST_WORKERS = 4
/** A file that came out of its worker, or that the library has already. */
type Outcome = ImportOutcome | { ok: true; known: { id: ArticleId; title: string } }

/** A file that was read: what it is known by, where it could be, and what came of it. */
interface Read {
  id: ArticleId | null
  outcome: Outcome
}

/** What became of a file in the library. */
type Entered = { known: { id: ArticleId; title: string } } | { outcome: ImportOutcome; added: AddResult }
type AddResult = Awaited<ReturnType<ImportTarget['add']>>

/** Articles that may wait for their turn to go into the library. */
const MOST_AHEAD = 16
/** Articles that go in at the same time: most of a durable save is waiting for the disk. */
const MOST_ENTERING = 8

/**
 * Imports files over a few warm workers; what comes out goes into the library in the order of the files. Folders and
 * archives count as the files in them. Runs asked for at the same time queue up.
 */
export class ImportQueue {
  private readonly library: ImportTarget
  private readonly threads: WorkerThread[]
  private last: Promise<unknown> = Promise.resolve()

  constructor(options: ImportQueueOptions) {
    this.library = options.library
    const count = options.workers ?? Math.min(MOST_WORKERS, Math.max(1, availableParallelism()))
    const timeLimit = options.timeLimit ?? TIME_LIMIT
    this.threads = Array.from(
      { length: count },
      () => new WorkerThread(options.workerPath, timeLimit, options.memoryLimit),
    )
  }

  run(sources: ImportSource[], options: ImportRun): Promise<ImportSummary> {
    const run = this.last.then(() => new QueueRun(this.library, this.threads, options).run(sources))
    this.last = run.catch(() => undefined)
    return run
  }

  /** Reads bytes once more, in another encoding or with pictures where they are given; nothing goes into the library. */
  readAgain(name: string, bytes: Uint8Array, given: ReadingAgain = {}): Promise<ImportOutcome> {
    const read = this.last.then(async () => {
      const [thread] = this.threads
      if (thread === undefined) throw new Error('A queue has a worker.')
      return await thread.run({ name, bytes, beside: {}, ...given }, undefined)
    })
    this.last = read.catch(() => undefined)
    return read
  }

  async close(): Promise<void> {
    await Promise.all(this.threads.map((thread) => thread.close()))
  }
}

/** One run over all workers. */
class QueueRun {
  private readonly library: ImportTarget
  private readonly threads: readonly WorkerThread[]
  private readonly options: ImportRun
  private readonly summary: ImportSummary = { imported: [], already: [], failed: [], cancelled: false }
  private readonly started = Date.now()
  private next = 0
  private done = 0
  private bytes = 0
  private ahead = 0
  private readonly entry = new Overlap(MOST_ENTERING)

  constructor(library: ImportTarget, threads: readonly WorkerThread[], options: ImportRun) {
    this.library = library
    this.threads = threads
    this.options = options
  }

  async run(sources: readonly ImportSource[]): Promise<ImportSummary> {
    const files = await this.expand(sources)
    // A single file needs one worker, and the second would only cost its start.
    const threads = this.threads.slice(0, Math.max(1, Math.min(this.threads.length, Math.ceil(files.length / 2))))
    if (files.length > 0) for (const thread of threads) thread.warm()
    await Promise.all(threads.map((thread) => this.work(thread, files)))
    await this.entry.all
    this.summary.cancelled = this.isCancelled
    this.report(files.length, files.at(-1)?.name ?? '')
    return this.summary
  }

  private get isCancelled(): boolean {
    return this.options.signal?.aborted === true
  }

  private async expand(sources: readonly ImportSource[]): Promise<ImportSource[]> {
    const files: ImportSource[] = []
    for (const source of sources) {
      if (this.isCancelled) return []
      const expanded = await expandSource(source)
      // A failure takes its turn among the files, so that the summary is in their order.
      if (expanded.ok) for (const file of expanded.value) files.push(file)
      else files.push({ name: source.name, read: () => Promise.resolve(expanded) })
    }
    return files
  }

  /** Takes the next file until there is none. */
  private async work(thread: WorkerThread, files: readonly ImportSource[]): Promise<void> {
    for (let source = files[this.next]; source !== undefined && !this.isCancelled; source = files[this.next]) {
      this.next += 1
      const { name } = source
      this.report(files.length, name)
      const read = this.importOne(thread, source)
      const entered = this.entry.add(read, {
        keyOf: ({ id }) => id,
        work: ({ outcome }) => this.enter(outcome, name),
        tell: (done) => {
          if (done === null) return
          this.record(done, name)
          this.done += 1
          this.report(files.length, name)
        },
      })
      this.ahead += 1
      void entered.then(() => (this.ahead -= 1)).catch(() => undefined)
      await read
      // Finished articles must not pile up in memory behind a slow one.
      while (this.ahead > MOST_AHEAD) await this.entry.all
    }
  }

  private async importOne(thread: WorkerThread, source: ImportSource): Promise<Read> {
    const bytes = await source.read()
    if (!bytes.ok) return { id: null, outcome: fail(bytes.failure) }
    this.bytes += bytes.value.length
    const id = await articleIdOfLarge(bytes.value)
    const known = this.library.summary?.(id)
    if (known !== undefined) return { id, outcome: { ok: true, known: { id, title: known.title } } }
    const beside = source.readBeside === undefined ? {} : await readBeside(bytes.value, source.readBeside)
    const outcome = await thread.run({ name: source.name, bytes: bytes.value, beside }, this.options.signal)
    return { id, outcome }
  }

  private report(total: number, name: string): void {
    const { done, bytes } = this
    const perFile = done === 0 ? null : (Date.now() - this.started) / done
    this.options.onProgress?.({
      done,
      total,
      name,
      bytes,
      remaining: perFile === null ? null : Math.round(perFile * (total - done)),
    })
  }

  /** Null for a file that was given up half way, because the run is over. */
  private async enter(outcome: Outcome, name: string): Promise<Entered | null> {
    if ('known' in outcome) return outcome
    if (!outcome.ok) return this.isCancelled ? null : { outcome, added: outcome }
    const added = await this.library.add(outcome.value, { file: name, starter: this.options.starter })
    return { outcome, added }
  }

  private record(entered: Entered, name: string): void {
    const { summary } = this
    if ('known' in entered) {
      summary.already.push({ ...entered.known, name })
      return
    }
    const { outcome, added } = entered
    if (!added.ok) {
      summary.failed.push({ name, failure: added.failure })
      return
    }
    const { id, title, already } = added.value
    const doubt = outcome.ok && !already ? outcome.value.doubt : undefined
    if (doubt !== undefined) (summary.doubtful ??= []).push({ id, title, doubt })
    ;(already ? summary.already : summary.imported).push({ id, name, title })
  }
}
