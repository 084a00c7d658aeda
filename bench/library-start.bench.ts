/**
 * From the start of the app to the first rows on the screen, with 1,000 and with 100,000 articles in turn, as after a
 * usual day; medians. Then, once more, what the app has in memory a while later. Needs a built app (`npm test` or scripts/build.mjs). Run: npm run bench -- library-start, or
 * node bench/library-start.bench.ts [articles ...]
 */
import { mkdtempDisposable, readdir, readFile } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchSimak, type RunningSimak } from '../e2e/app.ts'
import { openLibrary } from '../electron/library/library.ts'
import { fill } from './library-corpus.ts'
import { median } from './median.ts'

const RUNS = 5
/** Milliseconds that the first start is left alone: the search index is built in it. */
const FIRST_DAY = 120_000
/** Milliseconds after which all rows are there and what reading them left behind has been given back. */
const SETTLED = 75_000
/** Milliseconds in a tick of /proc. */
const TICK = 10

async function makeLibrary(top: string, articles: number): Promise<void> {
  const opened = await openLibrary({ folder: join(top, 'library'), appData: join(top, 'user-data') })
  if (!opened.ok) throw new Error(opened.failure.code)
  await opened.value.markStartersImported()
  await opened.value.close()
  const [device = ''] = await readdir(join(top, 'library', 'devices'))
  await fill(join(top, 'library'), device, articles, true)
}

interface Start {
  time: number
  /** Of the main process, its threads among it (ms). */
  cpu: number
}

async function startOnce(top: string, work: (simak: RunningSimak) => Promise<void> = async () => {}): Promise<Start> {
  const begun = performance.now()
  const simak = await launchSimak({ library: join(top, 'library'), userData: join(top, 'user-data') })
  await simak.page.waitForSelector('[role=option]')
  const time = performance.now() - begun
  const stat = await readFile(`/proc/${simak.app.process().pid}/stat`, 'utf8')
  const [user = 0, system = 0] = stat.slice(stat.lastIndexOf(')')).split(' ').slice(12, 14).map(Number)
  await work(simak)
  await simak.close()
  return { time, cpu: (user + system) * TICK }
}

interface Memory {
  /** Megabytes of the main process, its search worker among them. */
  main: number
  /** Megabytes of the page: objects, and bytes beside them. */
  objects: number
  bytes: number
}

async function memoryOf({ app, page }: RunningSimak): Promise<Memory> {
  await page.waitForTimeout(SETTLED)
  const status = await readFile(`/proc/${app.process().pid}/status`, 'utf8')
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const heap = await session.send('Runtime.getHeapUsage')
  const megabytes = (bytes: number): number => Math.round(bytes / 2 ** 20)
  return {
    main: megabytes(1024 * Number(/VmRSS:\s+(\d+)/.exec(status)?.[1])),
    objects: megabytes(heap.usedSize),
    bytes: megabytes(heap.backingStorageSize),
  }
}

const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1000, 100_000]
await using folder = await mkdtempDisposable(join(tmpdir(), 'simak-start-'))
const starts = new Map<number, Start[]>()
for (const articles of sizes) {
  await makeLibrary(join(folder.path, String(articles)), articles)
  await startOnce(join(folder.path, String(articles)), async ({ page }) => await page.waitForTimeout(FIRST_DAY))
  starts.set(articles, [])
}
for (let run = 0; run < RUNS; run++) {
  for (const articles of sizes) starts.get(articles)?.push(await startOnce(join(folder.path, String(articles))))
}
const memory = new Map<number, Memory>()
for (const articles of sizes) {
  const keep = async (simak: RunningSimak): Promise<void> => void memory.set(articles, await memoryOf(simak))
  await startOnce(join(folder.path, String(articles)), keep)
}
const rows = [...starts].map(([articles, all]) => ({
  articles,
  'first rows (ms)': Math.round(median(all.map(({ time }) => time))),
  'CPU of the main process (ms)': Math.round(median(all.map(({ cpu }) => cpu))),
  'main process (MB)': memory.get(articles)?.main,
  'page: objects (MB)': memory.get(articles)?.objects,
  'page: bytes (MB)': memory.get(articles)?.bytes,
}))
console.table(rows)
console.log(`load of the machine: ${loadavg()[0]?.toFixed(1)}`)
