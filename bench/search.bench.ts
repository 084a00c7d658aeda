/**
 * The library search with 1,000, 10,000 and 100,000 articles: build, restart, and every keystroke of 45 queries as they
 * are typed, beside a plain scan of the same text. Building and asking run in processes of their own, whose memory is
 * what the app's would be without the rest of the app. Run: npm run bench -- search [articles ...]
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadWords, makeDocument, randomNumbers, type WordSource } from './search-corpus.ts'
import { writeDocuments } from './search-documents.ts'

const QUERIES = 40
const WORDS_A_QUERY = 3
const FIXED = [
  '"di jakarta"',
  'yang di dan',
  'lang:id is:unread ekonomi',
  'pemerintah -harga',
  'site:ba pasar OR harga',
]

interface Memory {
  peak: number
  now: number
}

interface Asked {
  restart: number
  times: number[]
  processor: number[]
  two: number[]
  facets: number[]
  change: number
  memory: Memory
}

function inProcess<Report>(task: string, folder: string, queries: readonly string[] = []): Report {
  const program = join(import.meta.dirname, 'search-process.ts')
  const args = ['--disable-warning=ExperimentalWarning', program, task, folder, JSON.stringify(queries)]
  // It prints what it is asked for: search-bench-worker.ts.
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as Report
}

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

function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => statSync(join(folder, name)))
    .reduce((sum, stat) => sum + (stat.isFile() ? stat.size : 0), 0)
}

/** A plain search of the lower-case text of all articles, in ms; of at most 10,000, so that memory is not the limit. */
function scan(words: WordSource, articles: number): number {
  const part = Math.min(articles, 10_000)
  const texts = Array.from({ length: part }, (_, index) => Buffer.from(makeDocument(words, index).text.toLowerCase()))
  const all = Buffer.concat(texts)
  const times = ['ekonomi', 'pemerintah', 'zaman dahulu', 'government'].map((query) => {
    const start = performance.now()
    for (let at = all.indexOf(query); at !== -1; at = all.indexOf(query, at + 1));
    return performance.now() - start
  })
  return (quantile(times, 0.5) * articles) / part
}

function measure(words: WordSource, articles: number): Record<string, string | number> {
  const folder = mkdtempSync(join(tmpdir(), 'simak-search-bench-'))
  try {
    const text = writeDocuments(folder, words, articles)
    const idle = inProcess<{ memory: Memory }>('idle', folder)
    const built = inProcess<{ seconds: number; memory: Memory }>('build', folder)
    const typed = [...typedQueries(words), ...FIXED].flatMap(keystrokes)
    const asked = inProcess<Asked>('ask', folder, typed)
    const floor = scan(words, articles)
    const slow = typed.map((query, at) => ({ query, time: asked.times[at] ?? 0 })).toSorted((a, b) => b.time - a.time)
    console.log(
      `slowest: ${slow
        .slice(0, 8)
        .map(({ query, time }) => `${time.toFixed(1)} ms «${query}»`)
        .join(', ')}`,
    )
    const p95 = quantile(asked.times, 0.95)
    return {
      articles,
      'text (MB)': Math.round(text / 1e6),
      'index / text': (sizeOf(join(folder, 'index')) / text).toFixed(2),
      'articles per CPU s': Math.round(articles / built.seconds),
      'restart (ms)': asked.restart.toFixed(0),
      'keystroke median (ms)': quantile(asked.times, 0.5).toFixed(1),
      'keystroke p95 (ms)': p95.toFixed(1),
      'keystroke p95 (CPU ms)': quantile(asked.processor, 0.95).toFixed(1),
      'two letters p95 (ms)': quantile(asked.two, 0.95).toFixed(1),
      'facets p95 (ms)': quantile(asked.facets, 0.95).toFixed(1),
      'plain scan (ms)': floor.toFixed(1),
      'keystroke p95 / plain scan': (p95 / floor).toFixed(3),
      'change searchable (ms)': asked.change.toFixed(1),
      'memory of the empty process (MB)': idle.memory.peak,
      'memory asking, peak (MB)': asked.memory.peak,
      'memory building, peak (MB)': built.memory.peak,
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const sizes = process.argv
  .slice(2)
  .map(Number)
  .filter((size) => size > 0)
const words = loadWords()
console.log(`words of ${words.real ? 'the development corpora' : 'the starter articles'}`)
const rows = (sizes.length > 0 ? sizes : [1000, 10_000, 100_000]).map((articles) => measure(words, articles))
for (const row of rows) console.table(row)
