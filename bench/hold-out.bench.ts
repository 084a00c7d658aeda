/**
 * What goes out of copied text, and what of the articles goes with it, on pages and texts whose gold was made by hand
 * before anyone looked at what Simak makes of them (hold-out-gold.ts). Pages are copied as a reader does: Chromium's text
 * of the page. Run: npm run bench -- hold-out [--show]
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { type Browser, chromium } from 'playwright-core'
import { z } from 'zod'
import { findChromium } from '../e2e/electron-stand-in/browser-process.ts'
import { draftOfText } from '../electron/import/plain-text.ts'
import { loadCorpus } from './corpora.ts'
import { tokensOf } from './four-grams.ts'
import { PAGES, TEXTS, type TextGold } from './hold-out-gold.ts'

interface Counted {
  boilerplate: number
  gone: number
  sentences: number
  touched: number
}

const show = process.argv.includes('--show')
/** Letters and digits alone: Simak parts sentences that lost the space between them. */
const key = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
const isIn = (ranges: TextGold['either'], at: number): boolean => ranges.some(([from, to]) => at >= from && at <= to)

function sentencesOf(text: string, least: number): string[] {
  return [...new Intl.Segmenter('id', { granularity: 'sentence' }).segment(text)]
    .map(({ segment }) => segment.trim())
    .filter((sentence) => tokensOf(sentence).length >= least)
}

/** What is kept: all of it as one string of words, and its blocks one by one. */
function keptOf(text: string): { whole: string; blocks: Set<string> } {
  const draft = draftOfText(text, 'x.txt')
  if (!draft.ok) throw new Error(draft.failure.code)
  const kept = draft.value.blocks.filter((block) => block.removed === null)
  const pieces = kept.flatMap(({ html }) =>
    html.split(/<\/(?:li|p|h2)>/).map((piece) => key(decoded(piece.replace(/<[^>]*>/g, ' ')))),
  )
  const title = key(draft.value.metadata.title)
  return { whole: title + pieces.join(''), blocks: new Set(pieces) }
}

function decoded(html: string): string {
  return html
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
}

function note(counted: Counted, isArticle: boolean, isKept: boolean, example: string): void {
  counted[isArticle ? 'sentences' : 'boilerplate'] += 1
  if (!isArticle && !isKept) counted.gone += 1
  if (isArticle && !isKept) counted.touched += 1
  if (show && isArticle !== isKept) console.log(isKept ? 'left' : 'touched', example.slice(0, 140))
}

function countTexts(folder: string): Counted {
  const counted: Counted = { boilerplate: 0, gone: 0, sentences: 0, touched: 0 }
  for (const gold of TEXTS) {
    const { isi, judul } = z
      .object({ isi: z.string(), judul: z.string() })
      .parse(JSON.parse(readFileSync(join(folder, gold.file), 'utf8')))
    if (isi.length !== gold.units) throw new Error(`${gold.file} is another text than the one that was judged`)
    const { whole } = keptOf(`${judul}\n\n${isi}`)
    for (const [from, to] of gold.boilerplate) {
      const piece = isi.slice(from, to)
      note(counted, false, whole.includes(key(piece)), `${gold.file} ${piece}`)
    }
    const cuts = [...gold.boilerplate, ...gold.either].toSorted(([a], [b]) => a - b)
    const own = [...cuts, [isi.length, isi.length] as const].map(([from], index) =>
      isi.slice(cuts[index - 1]?.[1] ?? 0, from),
    )
    for (const sentence of own.flatMap((piece) => sentencesOf(piece, 2)))
      note(counted, true, whole.includes(key(sentence)), `${gold.file} ${sentence}`)
  }
  return counted
}

async function copied(browser: Browser, html: string): Promise<string[]> {
  const context = await browser.newContext({ javaScriptEnabled: false, offline: true })
  const page = await context.newPage()
  await page.route('**', (route) => route.abort())
  await page.setContent(html, { waitUntil: 'domcontentloaded' })
  const text = await page.evaluate(() => document.body.innerText)
  await context.close()
  return text.split('\n').filter((line) => line.trim() !== '')
}

async function countPages(folder: string, isWanted: (file: string) => boolean): Promise<Counted> {
  const counted: Counted = { boilerplate: 0, gone: 0, sentences: 0, touched: 0 }
  await using browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] })
  for (const gold of PAGES.filter(({ file }) => isWanted(file))) {
    const name = readdirSync(folder).find((one) => one.startsWith(gold.file)) ?? gold.file
    const lines = await copied(browser, gunzipSync(readFileSync(join(folder, name))).toString('utf8'))
    if (lines.length !== gold.lines) throw new Error(`${gold.file} has other lines than those that were judged`)
    const { whole, blocks } = keptOf(lines.join('\n'))
    for (const [index, line] of lines.entries()) {
      const isArticle = isIn(gold.article, index + 1)
      if (!isArticle && isIn(gold.either, index + 1)) continue
      for (const piece of isArticle ? sentencesOf(line, 2) : [line]) {
        const words = tokensOf(piece).length
        if (words === 0) continue
        const isKept = isArticle || words > 3 ? whole.includes(key(piece)) : blocks.has(key(piece))
        note(counted, isArticle, isKept, `${gold.file} ${index + 1} ${piece}`)
      }
    }
  }
  return counted
}

function rowOf({ boilerplate, gone, sentences, touched }: Counted): object {
  const percent = (share: number): string => `${(100 * share).toFixed(2)} %`
  return {
    'boilerplate lines': boilerplate,
    gone: percent(gone / boilerplate),
    sentences,
    touched: percent(touched / sentences),
  }
}

const INDONESIAN = '7837c9d6'
const texts = loadCorpus('indonesian-text', countTexts)
const [indonesian, others] = await Promise.all(
  [(file: string) => file === INDONESIAN, (file: string) => file !== INDONESIAN].map(
    async (isWanted) => await loadCorpus('zyte', async (folder) => await countPages(folder, isWanted)),
  ),
)
const rows = { 'Indonesian texts': texts, 'an Indonesian page': indonesian, 'English pages': others }
console.table(
  Object.fromEntries(Object.entries(rows).flatMap(([name, counted]) => (counted ? [[name, rowOf(counted)]] : []))),
)
