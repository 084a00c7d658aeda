/**
 * A library on the disk into a folder of notes: first, again without a change, and again after a change of every
 * hundredth article, beside the floor: the same bytes written with plain fs calls, at once (writeFileSync) and awaited
 * one after the other (node:fs/promises), and once with fsync. The first export and the floors take turns, seven times,
 * each into a folder of its own, of which the first has threads and code that nobody has used; nothing is deleted meanwhile, because ext4 makes files several times slower for minutes after that. Reading the library is part of an
 * export; what reading its files alone takes is told. Says too how long the main thread's loop was held up, and the CPU
 * time of all threads, which tells more than the clock on a busy machine. Then, each in a process of its own, the memory
 * of notes, of JSON and of that into an empty library, for a quarter of the articles and for all.
 * Run: npm run bench -- export.bench [articles]
 */
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { open, writeFile } from 'node:fs/promises'
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe } from '../electron/shared/anchoring/describe.ts'
import { bodiesOf } from '../electron/shared/annotation.ts'
import { DEFAULT_NOTE_OPTIONS } from '../electron/shared/export-options.ts'
import { exportNotes } from '../electron/export-articles.ts'
import { takeInArticle } from '../electron/library/carried-article.ts'
import { articleIdOf, contentHashOf } from '../electron/library/layout.ts'
import { type Library, openLibrary } from '../electron/library/library.ts'
import { ExportThread } from '../electron/export/export-thread.ts'
import type { ExportedArticle } from '../electron/export/exported-article.ts'
import { benchWords, unsyncedFiles } from './export-surroundings.ts'
import { median } from './median.ts'

const ARTICLES = Number(process.argv[2] ?? 10_000)
const HIGHLIGHTS = 10
const ROUNDS = 7
const LETTERS = 'abcdefghijklmnopqrstuvwxyz'
const SENTENCE = 'Warga lembah membangun jembatan bambu di atas sungai yang meluap setiap musim hujan'

function articleAt(index: number, note: string): ExportedArticle {
  const sentences = Array.from({ length: 36 }, (_, i) => `${SENTENCE}, kali ke-${index * 100 + i}.`)
  const paragraphs = Array.from({ length: 12 }, (_, i) => sentences.slice(i * 3, i * 3 + 3).join(' '))
  const text = paragraphs.join('\n')
  const id = Array.from({ length: 26 }, (_, i) => LETTERS[Math.floor(index / 26 ** i) % 26]).join('')
  const annotations = Array.from({ length: HIGHLIGHTS }, (_, i) => {
    const quote = sentences[i * 3] ?? ''
    const start = text.indexOf(quote)
    return {
      id: `hl-${index}-${i}`,
      motivation: 'highlighting' as const,
      created: '2026-11-20T09:00:00.000Z',
      modified: '2026-11-20T09:00:00.000Z',
      colour: 'yellow' as const,
      body: bodiesOf(i % 2 === 0 ? `${note} ${i}` : '', i % 3 === 0 ? ['jembatan'] : []),
      target: { source: id, version: '', selector: describe(text, start, start + quote.length) },
    }
  })
  return {
    html: paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('\n'),
    annotations,
    summary: {
      id,
      title: `Jembatan Bambu ${index}`,
      byline: ['Siti'],
      site: 'Kabar',
      url: `https://contoh.test/${index}`,
      published: '2026-05-04',
      language: 'id',
      saved: '2026-11-20T08:00:00.000Z',
      words: 400,
      highlights: HIGHLIGHTS,
      notes: 5,
      waiting: 0,
      starter: false,
      file: 'a.txt',
    },
  }
}

async function takeIn(library: Library, index: number): Promise<void> {
  const { html, annotations, summary } = articleAt(index, 'Catatan')
  const { title, byline, site, url, published, language, saved, words, file, starter } = summary
  const original = Buffer.from(`${index}\n${html}`)
  const id = articleIdOf(original)
  const version = contentHashOf(html)
  const metadata = { title, byline, site, url, published, language }
  const capture = { saved, file, starter, extension: 'html', version, metadata, words }
  const stamp = { hlc: `2026-11-20T09:00:00.000Z.0000.${'a'.repeat(8)}` }
  const taken = await takeInArticle(library, {
    id,
    extension: 'html',
    original,
    contents: [{ html, facts: { importer: 'bench', metadata, removals: [], words } }],
    records: [
      { id: 'capture', type: 'capture', ...stamp, data: capture },
      ...annotations.map((one) => ({
        id: `annotation/${one.id}`,
        type: 'annotation',
        ...stamp,
        data: { ...one, target: { ...one.target, source: id, version } },
      })),
    ],
  })
  if (!taken.ok) throw new Error(JSON.stringify(taken.failure))
}

async function change(library: Library, index: number): Promise<void> {
  const id = articleIdOf(Buffer.from(`${index}\n${articleAt(index, '').html}`))
  const opened = await library.open(id)
  const [first] = opened.ok ? opened.value.annotations : []
  if (first === undefined) throw new Error('no annotation')
  await library.saveAnnotation({ ...first, body: bodiesOf('Catatan baru', []) })
}

const top = mkdtempSync(join(tmpdir(), 'simak-bench-'))
const appData = join(top, 'data')
const thread = new ExportThread(new URL('../electron/export/export-worker.ts', import.meta.url))

async function exportAll(library: Library, folder: string) {
  const delay = monitorEventLoopDelay({ resolution: 5 })
  const before = process.memoryUsage.rss() / 2 ** 20
  let mb = before
  const job = {
    library,
    thread,
    appData,
    words: benchWords,
    onProgress: () => {
      mb = Math.max(mb, process.memoryUsage.rss() / 2 ** 20)
    },
  }
  const cpu = process.cpuUsage()
  const held = performance.eventLoopUtilization()
  const start = performance.now()
  delay.enable()
  const report = await exportNotes(job, { ids: null, folder, note: DEFAULT_NOTE_OPTIONS, isPreview: false })
  const seconds = (performance.now() - start) / 1000
  const { active } = performance.eventLoopUtilization(held)
  const { user, system } = process.cpuUsage(cpu)
  if (!report.ok || report.value.failed.length > 0) throw new Error(JSON.stringify(report))
  const { new: made, changed, untouched } = report.value.counts
  return {
    'new/changed/same': `${made}/${changed}/${untouched}`,
    s: round(seconds),
    'cpu s': round((user + system) / 1e6),
    'of it system': round(system / 1e6),
    'main busy s': round(active / 1000),
    'main p99 ms': round(delay.percentile(99) / 1e6 - 5),
    'main worst ms': round(delay.max / 1e6 - 5),
    'MB before': Math.round(before),
    'MB at most': Math.round(mb),
  }
}

/** Memory of exports and imports alone in a process, of a quarter of the library and of all of it. */
async function memory(): Promise<Record<string, object>> {
  const library = join(top, 'library')
  const rows: Record<string, object> = {}
  const parts: [string, number][] = [
    ['a quarter', Math.ceil(ARTICLES / 4)],
    ['all', ARTICLES],
  ]
  for (const [name, articles] of parts) {
    const json = join(top, `${articles}.json`)
    const own = (task: string, from: string, data: string, target: string): Promise<object> =>
      inProcess([task, from, join(top, data), target, String(articles)])
    rows[`notes, ${name}`] = await own('notes', library, 'data', join(top, `notes-${articles}`))
    rows[`JSON, ${name}`] = await own('json', library, 'data', json)
    const { size } = statSync(json)
    const other = join(top, `other-${articles}`)
    rows[`${Math.round(size / 2 ** 20)} MB of it in again`] = await own('import', other, `data-${articles}`, json)
  }
  return rows
}

async function inProcess(args: readonly string[]): Promise<object> {
  const program = join(import.meta.dirname, 'export-process.ts')
  const { stdout } = await promisify(execFile)(process.execPath, [...process.execArgv, program, ...args])
  // The line that the program prints.
  const { s, cpu, before, most } = JSON.parse(stdout) as Record<'s' | 'cpu' | 'before' | 'most', number>
  return { s: round(s), 'cpu s': round(cpu), 'MB before': before, 'MB at most': most }
}

type Note = readonly [name: string, bytes: Buffer]

const WAYS: Record<string, (path: string, bytes: Buffer) => void | Promise<void>> = {
  'at once': writeFileSync,
  awaited: writeFile,
  'awaited, with fsync': async (path, bytes) => {
    const handle = await open(path, 'w')
    await handle.writeFile(bytes)
    await handle.sync()
    await handle.close()
  },
}

async function plain(notes: readonly Note[], way: keyof typeof WAYS): Promise<{ s: number; 'cpu s': number }> {
  const place = mkdtempSync(join(top, 'plain-'))
  return await timed(async () => {
    for (const [name, bytes] of notes) await WAYS[way]?.(join(place, name), bytes)
  })
}

/** All files of the library that an export reads: contents and records. */
async function reading(library: Library): Promise<{ s: number; 'cpu s': number }> {
  const files = readdirSync(library.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && (entry.name.endsWith('.html') || entry.parentPath.includes('devices')))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes('original'))
  return await timed(() => Promise.resolve(files.forEach((path) => void readFileSync(path))))
}

async function timed(work: () => Promise<void>): Promise<{ s: number; 'cpu s': number }> {
  const cpu = process.cpuUsage()
  const start = performance.now()
  await work()
  const { user, system } = process.cpuUsage(cpu)
  return { s: round((performance.now() - start) / 1000), 'cpu s': round((user + system) / 1e6) }
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}

try {
  mkdirSync(appData)
  const opened = await openLibrary({ folder: join(top, 'library'), appData, files: unsyncedFiles })
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure))
  const library = opened.value
  for (let i = 0; i < ARTICLES; i++) await takeIn(library, i)
  await library.flush()
  console.log(`${ARTICLES} articles, ${ARTICLES * HIGHLIGHTS} highlights`)
  const rows: Record<string, object> = {}
  const firsts: Awaited<ReturnType<typeof exportAll>>[] = []
  const floors: { atOnce: number; awaited: number }[] = []
  for (let i = 0; i < ROUNDS; i++) {
    const folder = join(top, `vault-${i}`)
    firsts.push(await exportAll(library, folder))
    const notes = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))] as const)
    floors.push({ atOnce: (await plain(notes, 'at once')).s, awaited: (await plain(notes, 'awaited')).s })
    if (i === ROUNDS - 1) rows['plain fs calls with fsync'] = await plain(notes, 'awaited, with fsync')
  }
  const last = join(top, `vault-${ROUNDS - 1}`)
  rows['unchanged'] = await exportAll(library, last)
  for (let i = 0; i < ARTICLES; i += 100) await change(library, i)
  rows['one in a hundred changed'] = await exportAll(library, last)
  rows['reading alone'] = await reading(library)
  console.table(firsts.map((one, i) => ({ ...one, ...floors[i] })))
  const first = median(firsts.map(({ s: seconds }) => seconds))
  for (const way of ['atOnce', 'awaited'] as const) {
    const floor = median(floors.map((one) => one[way]))
    console.log(`first export ${first} s, plain fs calls ${way} ${floor} s: ${round(first / floor)} times (bar 2)`)
  }
  console.table(rows)
  await library.close()
  console.table(await memory())
} finally {
  await thread.close()
  rmSync(top, { recursive: true, force: true })
}
