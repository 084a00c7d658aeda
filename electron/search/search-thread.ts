import { Worker } from 'node:worker_threads'
import type { ArticleId } from '#shared/article.ts'
import type { IndexState } from '#shared/search-contract.ts'
import type { Collection } from '#shared/views.ts'
import type { SearchMessage, SearchReply, SearchTasks, SearchWorkerData, TaskName } from './search-protocol.ts'

/**
 * Megabytes. Old: far above what 100,000 articles need, far below what would slow the machine down. Young: small, so that
 * the many short-lived objects of a build are collected before they add up.
 */
export const WORKER_LIMITS = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 16 }
/** A worker that ends by itself more often than this is given up. */
const MOST_RESTARTS = 3

export interface SearchThreadOptions extends SearchWorkerData {
  /** The built `search-worker.js`, or its source under Node 24. */
  workerPath: string | URL
  onState: (state: IndexState) => void
}

interface Waiting {
  resolve(value: unknown): void
  reject(error: Error): void
}

/** The search, in a thread of its own. Should it fail, a new one takes over; what was asked of the old one is refused. */
export class SearchThread {
  private readonly options: SearchThreadOptions
  private readonly waiting = new Map<number, Waiting>()
  private worker: Worker | null = null
  private tasks = 0
  private restarts = 0
  private collections: Collection[] = []

  constructor(options: SearchThreadOptions) {
    this.options = options
    this.start()
  }

  ask<T extends TaskName>(name: T, request: SearchTasks[T]['request']): Promise<SearchTasks[T]['value']> {
    const { worker } = this
    if (worker === null) return Promise.reject(new Error('The search has stopped.'))
    this.tasks++
    const task = this.tasks
    return new Promise((resolve, reject) => {
      // The worker answers a task with the value of that task: search-worker.ts.
      this.waiting.set(task, { resolve: (value) => resolve(value as SearchTasks[T]['value']), reject })
      worker.postMessage({ task, name, request } as SearchMessage)
    })
  }

  /** Tells of articles that were added, changed or removed. */
  changed(ids: readonly ArticleId[]): void {
    this.tell('changed', { ids: [...ids] })
  }

  setCollections(collections: readonly Collection[]): void {
    this.collections = [...collections]
    this.tell('collections', { collections: this.collections })
  }

  async close(): Promise<void> {
    const { worker } = this
    if (worker === null) return
    this.restarts = MOST_RESTARTS
    await this.ask('close', null).catch(() => undefined)
    this.worker = null
    await worker.terminate()
  }

  private tell<T extends TaskName>(name: T, request: SearchTasks[T]['request']): void {
    // What is not taken in now is found missing when the next worker starts.
    this.ask(name, request).catch(() => undefined)
  }

  private start(): void {
    const { workerPath, library, folder } = this.options
    const worker = new Worker(workerPath, {
      workerData: { library, folder } satisfies SearchWorkerData,
      resourceLimits: WORKER_LIMITS,
    })
    // An idle worker must not keep the process from ending.
    worker.unref()
    worker.on('message', (reply: SearchReply) => this.receive(reply))
    worker.on('error', () => undefined)
    worker.on('exit', () => this.ended(worker))
    this.worker = worker
    this.tell('collections', { collections: this.collections })
  }

  private receive(reply: SearchReply): void {
    if (reply.kind === 'state') return this.options.onState(reply.state)
    const waiting = this.waiting.get(reply.task)
    this.waiting.delete(reply.task)
    if (reply.kind === 'answer') waiting?.resolve(reply.value)
    else waiting?.reject(new Error(reply.reason))
  }

  private ended(worker: Worker): void {
    if (this.worker !== worker) return
    this.worker = null
    for (const { reject } of this.waiting.values()) reject(new Error('The search has stopped.'))
    this.waiting.clear()
    if (this.restarts >= MOST_RESTARTS) return
    this.restarts++
    this.start()
  }
}
