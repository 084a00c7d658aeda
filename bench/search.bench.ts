/**
 * The library search with 1,000, 10,000 and 100,000 articles: build, restart, and every keystroke of 40 queries as they
 * are typed, beside a plain scan of the same text. Run: npm run bench -- search [articles ...]
 */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DocumentSource } from '../electron/search/article-document.ts'
import { SearchEngine } from '../electron/search/search-engine.ts'
import { loadWords, makeDocument, randomNumbers, type WordSource } from './search-corpus.ts'

const QUERIES = 40
const WORDS_A_QUERY = 3
const PAGE = 30
const FIXED = [
  '"di jakarta"',
  'yang di dan',
  'lang:id is:unread ekonomi',
  'pemerintah -harga',
  'site:ba pasar OR harga',
]

interface Row {
  articles: number
  'text (MB)': number
  'index / text': string
  'articles per CPU s': number
  'restart (ms)': string
  'keystroke median (ms)': string
  'keystroke p95 (ms)': string
  'keystroke p95 (CPU ms)': string
  'two letters p95 (ms)': string
  'facets p95 (ms)': string
  'plain scan median (ms)': string
  'change searchable (ms)': string
  'peak memory (MB)': number
}

function sourceOf(words: WordSource, articles: number): DocumentSource {
  const documentOf = new Map<string, number>()
  for (let index = 0; index < articles; index++) documentOf.set(makeId(index), index)
  return {
    refresh: () => undefined,
    *revisions() {
      for (const [id, index] of documentOf) yield [id, index]
    },
    document(id) {
      const index = documentOf.get(id)
      return index === undefined ? null : { ...makeDocument(words, index), id }
    },
    details: () => null,
  }
}

function makeId(index: number): string {
  const digits = 'abcdefghijklmnopqrstuvwxyz234567'
  let id = ''
  for (let rest = index; id.length < 26; rest = Math.floor(rest / 32)) id += digits[rest % 32] ?? 'a'
  return id
}

function run<T>(work: Generator<void, T>): Promise<T> {
  let step = work.next()
  while (step.done !== true) {
    step = work.next()
    peak = Math.max(peak, process.memoryUsage.rss())
  }
  return Promise.resolve(step.value)
}
let peak = 0

function typedQueries(words: WordSource): string[] {
  const random = randomNumbers(7)
  return Array.from({ length: QUERIES }, (_, index) => {
    const source = index % 3 === 0 ? words.english : words.indonesian
    const start = Math.floor(random() * (source.length - WORDS_A_QUERY))
    return source
      .slice(start, start + WORDS_A_QUERY)
      .join(' ')
      .replace(/["():]/g, '')
  })
}

/** From two letters on, as they are typed. */
function keystrokes(query: string): string[] {
  return Array.from({ length: Math.max(0, query.length - 1) }, (_, index) => query.slice(0, index + 2))
}

function milliseconds(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

/** Milliseconds of processor time: on a busy machine the clock on the wall measures the others. */
function processorTime(work: () => unknown): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => statSync(join(folder, name)))
    .reduce((sum, stat) => sum + (stat.isFile() ? stat.size : 0), 0)
}

async function measure(words: WordSource, articles: number): Promise<Row> {
  const folder = mkdtempSync(join(tmpdir(), 'simak-search-bench-'))
  const source = sourceOf(words, articles)
  const making = process.cpuUsage()
  let text = 0
  for (let index = 0; index < articles; index++) text += Buffer.byteLength(makeDocument(words, index).text)
  const made = process.cpuUsage(making)
  const options = { folder, source, run, now: Date.now }
  const engine = new SearchEngine(options)
  peak = 0
  const building = process.cpuUsage()
  await engine.sync()
  const built = process.cpuUsage(building)
  await engine.close()
  // The articles are made while they are taken in: what making them costs is taken off.
  const seconds = (built.user + built.system - made.user - made.system) / 1e6
  const index = sizeOf(folder)
  const start = performance.now()
  const again = new SearchEngine(options)
  again.query('ekonomi', { limit: PAGE, offset: 0, facets: false })
  const restart = performance.now() - start
  const row = { ...(await ask(again, words, articles)), 'restart (ms)': restart.toFixed(0) }
  await again.close()
  rmSync(folder, { recursive: true })
  return {
    articles,
    'text (MB)': Math.round(text / 1e6),
    'index / text': (index / text).toFixed(2),
    'articles per CPU s': Math.round(articles / seconds),
    ...row,
    'peak memory (MB)': Math.round(peak / 2 ** 20),
  }
}

async function ask(engine: SearchEngine, words: WordSource, articles: number) {
  const page = { limit: PAGE, offset: 0, facets: false }
  const typed = [...typedQueries(words), ...FIXED].flatMap(keystrokes)
  engine.warmUp()
  const times = typed.map((query) => milliseconds(() => engine.query(query, page)))
  const processor = typed.map((query) => processorTime(() => engine.query(query, page)))
  const slow = typed.map((query, at) => ({ query, time: times[at] ?? 0 })).toSorted((a, b) => b.time - a.time)
  console.log(
    slow
      .slice(0, 8)
      .map(({ query, time }) => `${time.toFixed(1)} ms «${query}»`)
      .join(', '),
  )
  const letters = 'me di pe ba ke te se an in th wh co re un pr st ma ka sa la'.split(' ')
  const two = letters.flatMap((query) => Array.from({ length: 5 }, () => milliseconds(() => engine.query(query, page))))
  const facets = letters.map((query) => milliseconds(() => engine.query(query, { ...page, facets: true })))
  peak = Math.max(peak, process.memoryUsage.rss())
  const changed = makeId(Math.min(articles - 1, 17))
  const started = performance.now()
  await engine.changed([changed])
  engine.query('ekonomi', page)
  const change = performance.now() - started
  return {
    'keystroke median (ms)': quantile(times, 0.5).toFixed(1),
    'keystroke p95 (ms)': quantile(times, 0.95).toFixed(1),
    'keystroke p95 (CPU ms)': quantile(processor, 0.95).toFixed(1),
    'two letters p95 (ms)': quantile(two, 0.95).toFixed(1),
    'facets p95 (ms)': quantile(facets, 0.95).toFixed(1),
    'plain scan median (ms)': scan(words, articles).toFixed(1),
    'change searchable (ms)': change.toFixed(1),
  }
}

/** A plain search of the lower-case text of all articles; of a tenth of them, ten times, so that memory is not the limit. */
function scan(words: WordSource, articles: number): number {
  const part = Math.min(articles, 10_000)
  const texts = Array.from({ length: part }, (_, index) => Buffer.from(makeDocument(words, index).text.toLowerCase()))
  const all = Buffer.concat(texts)
  const times = ['ekonomi', 'pemerintah', 'zaman dahulu', 'government'].map((query) =>
    milliseconds(() => {
      for (let at = all.indexOf(query); at !== -1; at = all.indexOf(query, at + 1));
    }),
  )
  return (quantile(times, 0.5) * articles) / part
}

const sizes = process.argv
  .slice(2)
  .map(Number)
  .filter((size) => size > 0)
const words = loadWords()
console.log(`words of ${words.real ? 'the development corpora' : 'the starter articles'}`)
const rows: Row[] = []
for (const articles of sizes.length > 0 ? sizes : [1000, 10_000, 100_000]) rows.push(await measure(words, articles))
for (const row of rows) console.table(row)
