/**
 * A process of its own for the search benchmark, as the app's main process is one: it starts the search in a worker with
 * the app's own limits and does nothing else. `search-process.ts build|ask|idle <folder> <queries as JSON>` prints one
 * line of JSON.
 */
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { WORKER_LIMITS } from '../electron/search/search-thread.ts'

const [, , task, folder, queries = '[]'] = process.argv
const worker = new Worker(join(import.meta.dirname, 'search-bench-worker.ts'), {
  workerData: { task, folder, queries: JSON.parse(queries) as unknown },
  resourceLimits: WORKER_LIMITS,
})
worker.on('message', (report: object) => {
  const { rss } = process.memoryUsage()
  // `maxRSS` is in kilobytes.
  const memory = { peak: Math.round(process.resourceUsage().maxRSS / 1024), now: Math.round(rss / 2 ** 20) }
  console.log(JSON.stringify({ ...report, memory }))
  void worker.terminate()
})
