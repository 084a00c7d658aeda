/**
 * Quality and time of what comes out of web pages, against Readability on linkedom alone on the same pages in the same
 * run; the time of a page is the median of seven runs. Run: npm run bench -- extraction [development|hold-out] [--show]
 * `--show` prints, for the development part only, the lines that are too many or missing.
 */
import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'
import type { ImportedArticle } from '#shared/article.ts'
import { readArticleText } from '#shared/article-text.ts'
import { importBytes } from '../electron/import/import-file.ts'
import { loadPages, type Page } from './corpora.ts'
import { f1, meanF1, type Overlap, overlapOf, tokensOf } from './four-grams.ts'
import { median } from './median.ts'
import { isSameByline, isSameDay, isSameTitle } from './page-facts.ts'

const RUNS = 7

interface Measured {
  page: Page
  alone: { text: string; milliseconds: number }
  own: { text: string; milliseconds: number; article: ImportedArticle | null }
}

/** Milliseconds this thread has worked: a busy machine makes no difference. */
function cpuTime(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

function textOf(html: string): string {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`)
  return readArticleText<Node>(document.body).text
}

function readabilityAlone({ bytes }: Page): Measured['alone'] {
  const start = cpuTime()
  const { document } = parseHTML(new TextDecoder().decode(bytes))
  const content = new Readability(document).parse()?.content ?? ''
  const milliseconds = cpuTime() - start
  return { text: textOf(content), milliseconds }
}

async function imported({ bytes }: Page): Promise<Measured['own']> {
  const start = cpuTime()
  const result = await importBytes('page.html', new Uint8Array(bytes))
  const milliseconds = cpuTime() - start
  return result.ok
    ? { text: textOf(result.value.content), milliseconds, article: result.value }
    : { text: '', milliseconds, article: null }
}

/** Lines of ours of which less than half stands in the marked text. */
function linesTooMany(own: string, gold: string): string[] {
  const key = (text: string): string => ` ${tokensOf(text.toLowerCase()).join(' ')} `
  const whole = key(gold)
  return own.split('\n').filter((line) => {
    if (whole.includes(key(line).trimEnd()) || tokensOf(line).length === 0) return false
    return overlapOf(line.toLowerCase(), gold.toLowerCase()).precision < 0.5
  })
}

function share(hits: readonly boolean[]): string {
  return hits.length === 0 ? '-' : `${hits.filter(Boolean).length}/${hits.length}`
}

function rowOf(measured: readonly Measured[]): Record<string, string | number> {
  const marked = measured.filter(({ page }) => page.text !== null)
  const overlaps = (which: 'alone' | 'own'): Overlap[] =>
    marked.map((one) => overlapOf(one[which].text, one.page.text ?? ''))
  const facts = measured.flatMap(({ page, own }) =>
    own.article === null ? [] : [{ gold: page.facts, own: own.article.facts.metadata }],
  )
  const sum = (which: 'alone' | 'own'): number => measured.reduce((total, one) => total + one[which].milliseconds, 0)
  return {
    pages: measured.length,
    'alone F1': marked.length === 0 ? '-' : meanF1(overlaps('alone')).toFixed(4),
    'Simak F1': marked.length === 0 ? '-' : meanF1(overlaps('own')).toFixed(4),
    'lines too many': marked.reduce((total, one) => total + linesTooMany(one.own.text, one.page.text ?? '').length, 0),
    empty: measured.filter(({ own }) => own.text === '').length,
    titles: share(facts.flatMap(({ gold, own }) => (gold.title === null ? [] : [isSameTitle(own.title, gold.title)]))),
    bylines: share(
      facts.flatMap(({ gold, own }) => (gold.byline === null ? [] : [isSameByline(own.byline, gold.byline)])),
    ),
    dates: share(
      facts.flatMap(({ gold, own }) => (gold.published === null ? [] : [isSameDay(own.published, gold.published)])),
    ),
    'time ratio': (sum('own') / sum('alone')).toFixed(2),
  }
}

function show({ page, own, alone }: Measured): void {
  const metadata = own.article?.facts.metadata
  console.log(`\n## ${page.collection} ${page.name}`)
  if (page.facts.title !== null && !isSameTitle(metadata?.title ?? '', page.facts.title))
    console.log(`  title: ${metadata?.title} | ${page.facts.title}`)
  if (page.facts.byline !== null && !isSameByline(metadata?.byline ?? [], page.facts.byline))
    console.log(`  byline: ${metadata?.byline.join(';')} | ${page.facts.byline}`)
  if (page.facts.published !== null && !isSameDay(metadata?.published ?? null, page.facts.published))
    console.log(`  date: ${metadata?.published} | ${page.facts.published}`)
  if (page.text === null) return
  const gold = page.text
  console.log(`  F1 ${f1(overlapOf(own.text, gold)).toFixed(3)}, alone ${f1(overlapOf(alone.text, gold)).toFixed(3)}`)
  for (const line of linesTooMany(own.text, gold)) console.log(`  + ${line.slice(0, 160)}`)
  for (const line of linesTooMany(gold, own.text)) console.log(`  - ${line.slice(0, 160)}`)
}

const part = process.argv.find((argument) => argument === 'development' || argument === 'hold-out')
const pages = loadPages().filter((page) => part === undefined || page.part === part)
for (const page of pages.slice(0, 5)) await imported(page)
const measured: Measured[] = []
for (const page of pages) measured.push({ page, alone: readabilityAlone(page), own: await imported(page) })
const times = measured.map(({ alone, own }) => ({ alone: [alone.milliseconds], own: [own.milliseconds] }))
for (let run = 1; run < RUNS; run += 1) {
  for (const [at, page] of pages.entries()) {
    times[at]?.alone.push(readabilityAlone(page).milliseconds)
    times[at]?.own.push((await imported(page)).milliseconds)
  }
}
for (const [at, { alone, own }] of measured.entries()) {
  alone.milliseconds = median(times[at]?.alone ?? [])
  own.milliseconds = median(times[at]?.own ?? [])
}
if (process.argv.includes('--show'))
  for (const one of measured.filter(({ page }) => page.part === 'development')) show(one)
const groups = Map.groupBy(measured, ({ page }) => `${page.collection} ${page.part}`)
console.table(
  Object.fromEntries(
    [...groups].toSorted(([a], [b]) => a.localeCompare(b)).map(([name, group]) => [name, rowOf(group)]),
  ),
)
console.table({ all: rowOf(measured) })
