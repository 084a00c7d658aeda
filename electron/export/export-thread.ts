import { Worker } from 'node:worker_threads'
import type { ExportAnswer, ExportMethod, ExportMethods, ExportTask } from './export-methods.ts'

const MEMORY_LIMIT_MB = 1024
/** Nearly all that an export makes is gone with the article: with room for some hundreds, little is copied. */
const YOUNG_MB = 64
/** Milliseconds that helpers are kept for: who has looked at a preview exports next. */
const KEPT_MS = 60_000

/** The worker died, was ended, or took too long; nothing more is known of the task. */
export class ExportThreadError extends Error {}

/** The export worker from the outside: calls are answered by promises. Started when first needed. */
export class ExportThread {
  private readonly path: string | URL
  private worker: Worker | null = null
  private tasks = 0
  private last: Promise<unknown> = Promise.resolve()
  private readonly kept: ExportThread[] = []
  private keeping: NodeJS.Timeout | undefined
  private readonly waiting = new Map<number, { done(value: unknown): void; failed(error: Error): void }>()

  constructor(path: string | URL) {
    this.path = path
  }

  /** @param limit milliseconds after which the worker is ended; none for work that reports its progress */
  async call<M extends ExportMethod>(
    method: M,
    args: Parameters<ExportMethods[M]>,
    limit?: number,
  ): Promise<Awaited<ReturnType<ExportMethods[M]>>> {
    const worker = this.start()
    this.tasks += 1
    const task: ExportTask = { task: this.tasks, method, args }
    const timer = limit === undefined ? undefined : setTimeout(() => void this.end('timeout'), limit)
    try {
      const value = await new Promise<unknown>((done, failed) => {
        this.waiting.set(task.task, { done, failed })
        worker.ref()
        worker.postMessage(task)
      })
      // The worker answers with what the method of that name returned.
      return value as Awaited<ReturnType<ExportMethods[M]>>
    } finally {
      clearTimeout(timer)
      this.waiting.delete(task.task)
      if (this.waiting.size === 0) worker.unref()
    }
  }

  /** Runs work that needs the worker's one open folder; others wait until it is done. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    const run = this.last.then(work)
    this.last = run.catch(() => undefined)
    return run
  }

  /**
   * More threads of the same kind, for work that needs no open folder and runs alone. They start when they are first
   * asked for something, and are kept for the next such work, unless it comes late.
   */
  async withHelpers(count: number, work: (helpers: readonly ExportThread[]) => Promise<void>): Promise<void> {
    clearTimeout(this.keeping)
    while (this.kept.length < count) this.kept.push(new ExportThread(this.path))
    try {
      await work(this.kept.slice(0, count))
    } finally {
      this.keeping = setTimeout(() => void this.closeHelpers(), KEPT_MS).unref()
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.end('closed'), this.closeHelpers()])
  }

  private async closeHelpers(): Promise<void> {
    clearTimeout(this.keeping)
    await Promise.all(this.kept.splice(0).map((helper) => helper.close()))
  }

  private start(): Worker {
    if (this.worker !== null) return this.worker
    const worker = new Worker(this.path, {
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT_MB, maxYoungGenerationSizeMb: YOUNG_MB },
    })
    worker.on('message', (answer: ExportAnswer) => {
      const waiting = this.waiting.get(answer.task)
      if ('error' in answer) waiting?.failed(new Error(answer.error))
      else waiting?.done(answer.value)
    })
    // What an ended worker says late is not about the tasks of the next one.
    const gone = (why: string): void => {
      if (this.worker !== worker) return
      this.worker = null
      this.failAll(why)
    }
    worker.on('error', (error: unknown) => gone(error instanceof Error ? error.message : String(error)))
    worker.on('exit', (code) => gone(`worker ended with ${code}`))
    this.worker = worker
    return worker
  }

  private async end(why: string): Promise<void> {
    const { worker } = this
    this.worker = null
    this.failAll(why)
    await worker?.terminate()
  }

  private failAll(why: string): void {
    for (const { failed } of this.waiting.values()) failed(new ExportThreadError(why))
  }
}
