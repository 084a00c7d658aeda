import { Worker } from 'node:worker_threads'
import type { ArticleId } from '#shared/article.ts'
import { type Carried, type CarryJob, carryOver } from '#shared/version.ts'
import type { LikenessMessage, LikenessReply, LikenessWorkerData } from './likeness-protocol.ts'

/** Megabytes: 100,000 articles take 60. */
const MEMORY_LIMIT_MB = 512

export interface LikenessThreadOptions extends LikenessWorkerData {
  /** The built `likeness-worker.js`, or its source under Node 24. */
  workerPath: string | URL
}

/**
 * Finds articles that are the same, in a thread of its own that begins with the first question. Should the thread end,
 * nothing is found any more: what is found is an offer, and never worth a failed import.
 */
export class LikenessThread {
  private readonly options: LikenessThreadOptions
  private readonly waiting = new Map<number, (reply: LikenessReply) => void>()
  private worker: Worker | null = null
  private isClosed = false
  private tasks = 0

  constructor(options: LikenessThreadOptions) {
    this.options = options
  }

  /** Tells of articles that came in or are others now. */
  changed(ids: readonly ArticleId[]): void {
    this.post({ name: 'changed', ids: [...ids] })
  }

  /** What is like these articles, of what is known by now; `whole` says that this is the library. */
  find(ids: readonly ArticleId[]): Promise<LikenessReply> {
    return this.ask((task) => ({ name: 'find', task, ids: [...ids] }))
  }

  /** The same when the whole library is known. */
  findLater(ids: readonly ArticleId[]): Promise<LikenessReply> {
    return this.ask((task) => ({ name: 'find-later', task, ids: [...ids] }))
  }

  /** Finds the highlights of an article in a new version of it. */
  async carry(job: CarryJob): Promise<Carried> {
    const { carried } = await this.ask((task) => ({ name: 'carry', task, job }))
    return carried ?? carryOver(job)
  }

  async close(): Promise<void> {
    const { worker } = this
    if (worker !== null) await this.ask((task) => ({ name: 'close', task }))
    this.isClosed = true
    this.ended()
    await worker?.terminate()
  }

  private ask(messageOf: (task: number) => LikenessMessage): Promise<LikenessReply> {
    this.tasks++
    const task = this.tasks
    return new Promise((resolve) => {
      this.waiting.set(task, resolve)
      if (!this.post(messageOf(task))) this.ended()
    })
  }

  private post(message: LikenessMessage): boolean {
    if (this.isClosed) return false
    this.worker ??= this.start()
    this.worker.postMessage(message)
    return true
  }

  private start(): Worker {
    const { workerPath, library, file } = this.options
    const worker = new Worker(workerPath, {
      workerData: { library, file } satisfies LikenessWorkerData,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT_MB },
    })
    // An idle worker must not keep the process from ending.
    worker.unref()
    worker.on('message', (reply: LikenessReply) => {
      const resolve = this.waiting.get(reply.task)
      this.waiting.delete(reply.task)
      resolve?.(reply)
    })
    worker.on('error', () => undefined)
    worker.on('exit', () => {
      this.isClosed = true
      this.ended()
    })
    return worker
  }

  /** Nobody will answer any more. */
  private ended(): void {
    for (const [task, resolve] of this.waiting) resolve({ task, whole: true, found: [] })
    this.waiting.clear()
  }
}
