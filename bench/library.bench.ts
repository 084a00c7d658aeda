/**
 * Libraries of 1,000, 10,000 and 100,000 articles with 0 to 30 annotations each: how long the list takes to be there
 * (cold: nothing in app data; warm: as after a usual day, first rows and all), one highlight to be saved durably beside a bare write and
 * fsync of the same bytes, a second device's 10,000 records to be merged, and a search through the list; and the memory
 * of a process that has the library open. Medians; files in the system's cache. Only records are made: opening reads
 * nothing else. Run: npm run bench -- library.bench, or node bench/library.bench.ts [articles ...]
 */
import { execFileSync } from 'node:child_process'
import { mkdtempDisposable, open, readdir, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Library, openLibrary } from '../electron/library/library.ts'
import { sampleAnnotation, sampleArticle, sampleIds } from '../electron/library/sample-article.ts'
import { ArticleTable, packPage } from '../renderer/library/article-table.ts'
import { findRows, queryWords, sortedRows } from '../renderer/library/find-articles.ts'
import { fill, NOTE, recordsOf } from './library-corpus.ts'
import { median } from './median.ts'

const RUNS = 5
const SAVES = 15
const SECOND_DEVICE = 10_000

interface Row {
  articles: number
  'list, cold (ms)': number
  'its CPU': number
  'first rows, warm (ms)': number
  'their CPU': number
  'all rows (ms)': number
  'save (ms)': number
  'write+fsync (ms)': number
  'save / floor': number
  'merge 10k (ms)': number
  'filter (ms)': number
  'memory (MB)': number
}

async function opened(folder: string): Promise<Library> {
  const library = await openLibrary({ folder: join(folder, 'Simak'), appData: join(folder, 'profile') })
  if (!library.ok) throw new Error(library.failure.code)
  return library.value
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

async function medianOf(runs: number, work: (run: number) => Promise<number>): Promise<number> {
  const times: number[] = []
  for (let run = 0; run < runs; run++) times.push(await work(run))
  return Number(median(times).toFixed(1))
}

/** Saves and bare writes take turns, so that both meet the same disk. */
async function saving(library: Library, folder: string): Promise<{ save: number; floor: number }> {
  const first = sampleArticle('Article number 1 with a title of the usual length')
  await library.open(sampleIds(first).id)
  const { bytes } = recordsOf(1, 'aaaaaaaaaaaaaaaa')
  const floors: number[] = []
  const save = await medianOf(SAVES, async (run) => {
    floors.push(
      await timed(async () => {
        await using file = await open(join(folder, `bare-${run}`), 'wx')
        await file.writeFile(bytes)
        await file.sync()
      }),
    )
    return await timed(() => library.saveAnnotation(sampleAnnotation(first, 'run', `${NOTE} ${run}`)))
  })
  return { save, floor: Number((floors.sort((a, b) => a - b)[SAVES >> 1] ?? Number.NaN).toFixed(1)) }
}

/** Memory (MB) of a process of its own that has the library open and in step. */
function memoryOf(folder: string): number {
  const script = `
    const { openLibrary } = await import(${JSON.stringify(join(import.meta.dirname, '../electron/library/library.ts'))})
    const opened = await openLibrary(${JSON.stringify({ folder: join(folder, 'Simak'), appData: join(folder, 'profile') })})
    await opened.value.checked
    globalThis.gc()
    console.log(process.memoryUsage().rss)
    await opened.value.close()`
  const said = execFileSync(process.execPath, ['--expose-gc', '--input-type=module', '-e', script], {
    encoding: 'utf8',
  })
  return Math.round(Number(said) / 2 ** 20)
}

/** Medians of the time (ms) and of the processor's time (ms) that opening takes; `anew`: with nothing in app data. */
async function starts(
  runs: number,
  folder: string,
  until: (library: Library) => Promise<void>,
  anew = true,
): Promise<{ time: number; cpu: number }> {
  const spent: number[] = []
  const time = await medianOf(runs, async () => {
    if (anew) await rm(join(folder, 'profile', 'libraries'), { recursive: true, force: true })
    const before = process.cpuUsage()
    const start = performance.now()
    const library = await opened(folder)
    await until(library)
    const taken = performance.now() - start
    const { user, system } = process.cpuUsage(before)
    spent.push(Math.round((user + system) / 1000))
    await library.checked
    await library.close()
    return taken
  })
  return { time, cpu: spent.sort((a, b) => a - b)[runs >> 1] ?? Number.NaN }
}

async function measure(articles: number): Promise<Row> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'simak-bench-'))
  const empty = await opened(folder.path)
  await empty.markStartersImported()
  await empty.close()
  const [device = ''] = await readdir(join(empty.folder, 'devices'))
  await fill(empty.folder, device, articles)
  const cold = await starts(articles > 10_000 ? 1 : 3, folder.path, async (library) => {
    await library.checked
  })
  const warm = await starts(RUNS, folder.path, () => Promise.resolve(), false)
  const whole = await starts(RUNS, folder.path, (library) => library.listed, false)
  const library = await opened(folder.path)
  await library.checked
  if (library.list().length !== articles) throw new Error(`${library.list().length} of ${articles} articles`)
  const { save, floor } = await saving(library, folder.path)
  const table = new ArticleTable([packPage(library.list())])
  const rows = sortedRows(table, 'saved', 'en')
  const filter = await medianOf(RUNS, () =>
    timed(() => Promise.resolve(findRows(table, rows, queryWords('number 77')))),
  )
  await library.close()
  const memory = memoryOf(folder.path)
  await fill(empty.folder, 'bbbbbbbbbbbbbbbb', Math.min(articles, SECOND_DEVICE))
  const merge = await timed(async () => {
    const both = await opened(folder.path)
    await both.checked
    await both.close()
  })
  return {
    articles,
    'list, cold (ms)': cold.time,
    'its CPU': cold.cpu,
    'first rows, warm (ms)': warm.time,
    'their CPU': warm.cpu,
    'all rows (ms)': whole.time,
    'save (ms)': save,
    'write+fsync (ms)': floor,
    'save / floor': Number((save / floor).toFixed(1)),
    'merge 10k (ms)': Math.round(merge),
    'filter (ms)': filter,
    'memory (MB)': memory,
  }
}

const sizes = process.argv.slice(2).map(Number)
const rows: Row[] = []
for (const articles of sizes.length > 0 ? sizes : [1000, 10_000, 100_000]) rows.push(await measure(articles))
console.table(rows)
console.log(`load of the machine: ${loadavg()[0]?.toFixed(1)}`)
