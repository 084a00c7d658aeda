/** What the process of the search benchmark runs in its worker: building an index, or opening one and asking it. */
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { runInSlices } from '../electron/search/run-in-slices.ts'
import { SearchEngine } from '../electron/search/search-engine.ts'
import { FileDocuments, makeId } from './search-documents.ts'

const PAGE = { limit: 30, offset: 0, facets: false }

// The one who starts the worker is search-process.ts.
const { task, folder, queries } = workerData as { task: string; folder: string; queries: string[] }

function open(): SearchEngine {
  return new SearchEngine({
    folder: join(folder, 'index'),
    source: new FileDocuments(folder),
    run: runInSlices,
    now: Date.now,
  })
}

function milliseconds(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

/** Milliseconds of processor time: on a busy machine the clock on the wall measures the others. */
function processorTime(work: () => unknown): number {
  const before = process.threadCpuUsage()
  work()
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1000
}

async function build(): Promise<object> {
  const before = process.cpuUsage()
  const engine = open()
  await engine.sync()
  await engine.close()
  const { user, system } = process.cpuUsage(before)
  return { seconds: (user + system) / 1e6 }
}

async function ask(): Promise<object> {
  const start = performance.now()
  const engine = open()
  engine.query('ekonomi', PAGE)
  const restart = performance.now() - start
  engine.warmUp()
  const times = queries.map((query) => milliseconds(() => engine.query(query, PAGE)))
  const processor = queries.map((query) => processorTime(() => engine.query(query, PAGE)))
  const letters = 'me di pe ba ke te se an in th wh co re un pr st ma ka sa la'.split(' ')
  const two = letters.flatMap((query) => Array.from({ length: 5 }, () => milliseconds(() => engine.query(query, PAGE))))
  const facets = letters.map((query) => milliseconds(() => engine.query(query, { ...PAGE, facets: true })))
  const started = performance.now()
  await engine.changed([makeId(17)])
  engine.query('ekonomi', PAGE)
  const change = performance.now() - started
  await engine.close()
  return { restart, times, processor, two, facets, change }
}

const report = task === 'build' ? await build() : task === 'ask' ? await ask() : {}
parentPort?.postMessage(report)
