/**
 * How long a library takes to open, and one highlight to be saved durably, with 1,000 and 10,000 articles of 0 to 30
 * annotations (medians of 7, files in the system's cache). The floors: reading the same files one after the other, and
 * writing the same bytes with one fsync. Run: node bench/library-open.bench.ts [articles ...]
 */
import { mkdir, mkdtempDisposable, open, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hash } from 'node:crypto'
import type { Annotation } from '#shared/annotation.ts'
import { captureOf } from '../electron/library/article-view.ts'
import { type Library, openLibrary } from '../electron/library/library.ts'
import { sampleAnnotation, sampleArticle, sampleIds } from '../electron/library/sample-article.ts'
import { seal } from '../electron/storage/envelope.ts'

const RUNS = 7
const SAVED = '2026-11-21T12:00:00.000Z'
const NOTE = 'A note of about the length that people write into a margin when they read. '

interface Row {
  articles: number
  'open (ms)': string
  'read its files (ms)': string
  'opening to its floor': string
  'save one highlight (ms)': string
  'write and fsync (ms)': string
  'saving to its floor': string
  'memory (MB)': number
}

function recordsOf(index: number): { id: string; bytes: Uint8Array } {
  const article = sampleArticle(`Article number ${index}`)
  const { id, version } = sampleIds(article)
  const hlc = `${SAVED}.0000.aaaaaaaaaaaaaaaa`
  const capture = captureOf(article, version, { file: `${index}.txt`, starter: false, saved: SAVED })
  const annotations = Array.from({ length: (index * 7) % 31 }, (_, count) =>
    sampleAnnotation(article, hash('sha256', `${index} ${count}`).slice(0, 21), NOTE),
  )
  const asRecord = (data: Annotation) => ({ id: `annotation/${data.id}`, type: 'annotation', hlc, data })
  const records = [{ id: 'capture', type: 'capture', hlc, data: capture }, ...annotations.map(asRecord)]
  return { id, bytes: seal(1, { records }) }
}

/** Answers the folder of the records. */
async function fill(library: Library, articles: number): Promise<string> {
  const device = (await readdir(join(library.folder, 'devices')))[0] ?? ''
  const folder = join(library.folder, 'devices', device, 'articles')
  await mkdir(folder, { recursive: true })
  for (let index = 0; index < articles; index++) {
    const { id, bytes } = recordsOf(index)
    await writeFile(join(folder, `${id}.json`), bytes)
  }
  return folder
}

async function readAll(folder: string): Promise<void> {
  for (const name of await readdir(folder)) await readFile(join(folder, name))
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

async function median(work: (run: number) => Promise<number>): Promise<number> {
  const times: number[] = []
  for (let run = 0; run < RUNS; run++) times.push(await work(run))
  return times.sort((a, b) => a - b)[RUNS >> 1] ?? Number.NaN
}

async function measure(articles: number): Promise<Row> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'simak-bench-'))
  const empty = await opened(folder.path)
  await empty.markStartersImported()
  const records = await fill(empty, articles)
  await empty.close()
  const reading = await median(() => timed(() => readAll(records)))
  const opening = await median(async () => await timed(async () => await (await opened(folder.path)).close()))
  const library = await opened(folder.path)
  if (library.list().length !== articles) throw new Error(`${library.list().length} of ${articles} articles`)
  const first = sampleArticle('Article number 1')
  await library.open(sampleIds(first).id)
  const saving = await median((run) => timed(() => library.saveAnnotation(sampleAnnotation(first, `run-${run}`, NOTE))))
  const bytes = recordsOf(1).bytes
  const bare = await median((run) =>
    timed(async () => {
      await using file = await open(join(folder.path, `bare-${run}`), 'wx')
      await file.writeFile(bytes)
      await file.sync()
    }),
  )
  await library.close()
  return {
    articles,
    'open (ms)': opening.toFixed(1),
    'read its files (ms)': reading.toFixed(1),
    'opening to its floor': (opening / reading).toFixed(1),
    'save one highlight (ms)': saving.toFixed(1),
    'write and fsync (ms)': bare.toFixed(1),
    'saving to its floor': (saving / bare).toFixed(1),
    'memory (MB)': Math.round(process.memoryUsage().rss / 2 ** 20),
  }
}

const sizes = process.argv.slice(2).map(Number)
const rows: Row[] = []
for (const articles of sizes.length > 0 ? sizes : [1000, 10_000]) rows.push(await measure(articles))
console.table(rows)
