import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import type { ImportedArticle } from '#shared/article.ts'
import type { Failure } from '#shared/failure.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import type { WorkerAnswer, WorkerTask } from './import-protocol.ts'

/** Heap and buffers of a worker; what takes more is given up. */
const MEMORY_LIMIT_MB = 1024
/**
 * Where V8 itself ends the worker. That may end the process with it, if what was asked for last is more than V8 has left
 * then, so it is far above the limit that is kept from outside.
 */
const HARD_LIMIT_MB = 2048
/** How often (ms) it is looked how much memory a working worker has. */
const MEMORY_LOOK = 200
/**
 * A DOM is made and thrown away for every file: with little room for young objects that costs half the time. More than
 * 16 MB may not move to the old ones at once, though: that is what Node leaves a worker that is at its limit.
 */
const YOUNG_LIMIT_MB = 48

/**
 * Each worker collects its young objects on its own thread. V8 would share that work out over helper threads, which are
 * no gain where every processor has a worker: two workers made a tenth more pages a second without.
 */
setFlagsFromString('--no-parallel-scavenge')

export type ImportOutcome = Result<ImportedArticle, Failure>

/**
 * One warm worker. A task that crashes it, runs out of memory or takes too long fails alone, and the next task gets a
 * new worker.
 */
export class WorkerThread {
  private readonly path: string | URL
  private readonly timeLimit: number
  private readonly memoryLimit: number
  private worker: Worker | null = null
  private online: Promise<void> = Promise.resolve()
  private tasks = 0

  /**
   * @param timeLimit milliseconds one task may take
   * @param memoryLimit megabytes it may take
   */
  constructor(path: string | URL, timeLimit: number, memoryLimit: number = MEMORY_LIMIT_MB) {
    this.path = path
    this.timeLimit = timeLimit
    this.memoryLimit = memoryLimit
  }

  /** Starts the worker, so that it is warm when the first task comes. */
  warm(): Worker {
    if (this.worker === null) {
      this.worker = new Worker(this.path, {
        resourceLimits: { maxOldGenerationSizeMb: HARD_LIMIT_MB, maxYoungGenerationSizeMb: YOUNG_LIMIT_MB },
      })
      // An idle worker must not keep the process from ending.
      this.worker.unref()
      this.worker.on('error', () => undefined)
      const { worker } = this
      this.online = new Promise((resolve) => worker.once('online', resolve))
    }
    return this.worker
  }

  /** @param signal stops the task at once by ending the worker */
  async run(given: Omit<WorkerTask, 'task'>, signal: AbortSignal | undefined): Promise<ImportOutcome> {
    const worker = this.warm()
    const { name, bytes } = given
    this.tasks += 1
    const task: WorkerTask = { ...given, task: this.tasks }
    const outcome = await this.answer(worker, task, signal)
    if (outcome !== null) return outcome.result.ok ? ok({ ...outcome.result.value, original: bytes }) : outcome.result
    await this.discard(worker)
    return fail({ code: 'import-failed', name, reason: signal?.aborted === true ? 'cancelled' : this.lastTrouble })
  }

  async close(): Promise<void> {
    if (this.worker !== null) await this.discard(this.worker)
  }

  private lastTrouble = ''

  /** Null when the worker is of no more use. */
  private answer(worker: Worker, task: WorkerTask, signal: AbortSignal | undefined): Promise<WorkerAnswer | null> {
    return new Promise((resolve) => {
      const settle = (answer: WorkerAnswer | null, trouble = ''): void => {
        isSettled = true
        clearTimeout(timer)
        clearInterval(looking)
        worker.off('message', onMessage).off('error', onError).off('exit', onExit)
        signal?.removeEventListener('abort', onAbort)
        worker.unref()
        this.lastTrouble = trouble
        resolve(answer)
      }
      const onMessage = (answer: WorkerAnswer): void => {
        if (answer.task === task.task) settle(answer)
      }
      const onError = (error: Error & { code?: string }): void =>
        settle(null, error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : error.message)
      const onExit = (code: number): void => settle(null, `worker ended with ${code}`)
      const onAbort = (): void => settle(null, 'cancelled')
      const looking = setInterval(() => {
        void this.isTooLarge(worker).then((is) => is && !isSettled && settle(null, 'memory'))
      }, MEMORY_LOOK)
      let timer: NodeJS.Timeout | undefined
      let isSettled = false
      // Starting a worker is no time of the task's.
      void this.online.then(() => {
        if (!isSettled) timer = setTimeout(() => settle(null, 'timeout'), this.timeLimit)
      })
      worker.on('message', onMessage).on('error', onError).on('exit', onExit)
      signal?.addEventListener('abort', onAbort)
      worker.ref()
      if (signal?.aborted === true) onAbort()
      else worker.postMessage(task)
    })
  }

  private async isTooLarge(worker: Worker): Promise<boolean> {
    try {
      const { used_heap_size: heap, external_memory: buffers } = await worker.getHeapStatistics()
      return heap + buffers > this.memoryLimit * 2 ** 20
    } catch (error) {
      // A worker that has ended tells so itself.
      if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_NOT_RUNNING') return false
      throw error
    }
  }

  private async discard(worker: Worker): Promise<void> {
    if (this.worker === worker) this.worker = null
    await worker.terminate()
  }
}
