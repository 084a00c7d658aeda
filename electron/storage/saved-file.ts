import { Low } from 'lowdb'
import type { Failure } from '#shared/failure.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { errorCode } from './file-system.ts'
import { type FileProblem, JsonFile, type JsonFileOptions, UnusableFileError } from './json-file.ts'

export interface SavedFileOptions<T> extends JsonFileOptions<T> {
  defaults: T
  /** First wait before a failed write is tried again (ms); doubles up to ten times that. */
  retryAfter?: number
  /** Told after every write: what is not saved, or null. */
  onState?: (failure: Failure | null) => void
}

/** Why a file could not be opened: a file problem, or a system error by its code. */
export type OpenProblem = FileProblem | { kind: 'unreadable'; code: string }

const RETRY_AFTER_MS = 1000

/**
 * One JSON file held in memory. Change `data`, then `save()`: the first save of a burst writes at once, all others
 * until it is done share the next write. A failed change stays in memory and is tried again with a fresh file.
 */
export class SavedFile<T> {
  private readonly low: Low<T>
  private readonly options: SavedFileOptions<T>
  private running: Promise<Result<null, Failure>> | null = null
  private queued: Promise<Result<null, Failure>> | null = null
  private dirty = false
  private closed = false
  private failures = 0
  private timer: NodeJS.Timeout | null = null

  private constructor(options: SavedFileOptions<T>) {
    this.options = options
    this.low = new Low(new JsonFile(options), options.defaults)
  }

  static async open<T>(options: SavedFileOptions<T>): Promise<Result<SavedFile<T>, OpenProblem>> {
    const file = new SavedFile(options)
    try {
      await file.low.read()
      return ok(file)
    } catch (error) {
      return fail(problemOf(error))
    }
  }

  get data(): T {
    return this.low.data
  }

  set data(data: T) {
    this.low.data = data
  }

  /** All changes are on the disk. */
  get settled(): boolean {
    return !this.dirty && this.running === null && this.queued === null
  }

  /** Durable when it answers ok; a failure means that it is kept in memory and will be tried again. */
  save(): Promise<Result<null, Failure>> {
    this.dirty = true
    if (this.queued !== null) return this.queued
    if (this.running === null) return this.start()
    this.queued = this.running.then(
      () => this.start(),
      () => this.start(),
    )
    return this.queued
  }

  /** Waits for writes under way and tries once more what has failed. */
  async flush(): Promise<void> {
    await (this.queued ?? this.running)
    if (this.dirty) await this.save()
  }

  /** Flushes; after that nothing is tried again. */
  async close(): Promise<void> {
    await this.flush()
    this.closed = true
    this.stopTimer()
  }

  private start(): Promise<Result<null, Failure>> {
    this.queued = null
    this.dirty = false
    this.stopTimer()
    this.running = this.attempt()
    return this.running
  }

  private async attempt(): Promise<Result<null, Failure>> {
    try {
      await this.low.write()
    } catch (error) {
      return this.failed(error)
    } finally {
      this.running = null
    }
    this.failures = 0
    this.options.onState?.(null)
    return ok(null)
  }

  private failed(error: unknown): Result<null, Failure> {
    const problem = problemOf(error)
    const failure: Failure = { code: 'not-saved', file: this.options.path, reason: reasonOf(problem) }
    this.dirty = true
    this.failures += 1
    this.retryLater()
    this.options.onState?.(failure)
    return fail(failure)
  }

  private retryLater(): void {
    if (this.closed) return
    const first = this.options.retryAfter ?? RETRY_AFTER_MS
    const wait = Math.min(first * 2 ** (this.failures - 1), first * 10)
    this.timer = setTimeout(() => void this.save(), wait)
    this.timer.unref()
  }

  private stopTimer(): void {
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = null
  }
}

/** Sorts what reading and writing may throw; anything else is a mistake in the program and is thrown on. */
export function problemOf(error: unknown): OpenProblem {
  if (error instanceof UnusableFileError) return error.problem
  const code = errorCode(error)
  if (code === null) throw error
  return { kind: 'unreadable', code }
}

/** A short technical word for messages: a system error code or what is wrong with the file. */
export function reasonOf(problem: OpenProblem): string {
  if (problem.kind === 'newer') return `format ${problem.format}`
  return problem.kind === 'lost' ? problem.reason : problem.code
}
