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
import { CopiedScore, isIn, keptOf, sentencesOf } from './copied-score.ts'
import { loadCorpus } from './corpora.ts'
import { tokensOf } from './four-grams.ts'
import { PAGES, TEXTS } from './hold-out-gold.ts'

/** Letters and digits alone: Simak parts sentences that lost the space between them. */
const key = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
/** All that is kept as one string, and its lines one by one. */
function keysOf(text: string): { whole: string; lines: Set<string> } {
  const { title, lines } = keptOf(text)
  const keys = lines.map(key)
  return { whole: key(title) + keys.join(''), lines: new Set(keys) }
}

function countTexts(folder: string): CopiedScore {
  const score = new CopiedScore()
  for (const gold of TEXTS) {
    const { isi, judul } = z
      .object({ isi: z.string(), judul: z.string() })
      .parse(JSON.parse(readFileSync(join(folder, gold.file), 'utf8')))
    if (isi.length !== gold.units) throw new Error(`${gold.file} is another text than the one that was judged`)
    const { whole } = keysOf(`${judul}\n\n${isi}`)
    for (const [from, to] of gold.boilerplate) {
      const piece = isi.slice(from, to)
      score.add(false, whole.includes(key(piece)), `${gold.file} ${piece}`)
    }
    const cuts = [...gold.boilerplate, ...gold.either].toSorted(([a], [b]) => a - b)
    const own = [...cuts, [isi.length, isi.length] as const].map(([from], index) =>
      isi.slice(cuts[index - 1]?.[1] ?? 0, from),
    )
    for (const sentence of own.flatMap((piece) => sentencesOf(piece, 2)))
      score.add(true, whole.includes(key(sentence)), `${gold.file} ${sentence}`)
  }
  return score
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

async function countPages(folder: string, isWanted: (file: string) => boolean): Promise<CopiedScore> {
  const score = new CopiedScore()
  await using browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] })
  for (const gold of PAGES.filter(({ file }) => isWanted(file))) {
    const name = readdirSync(folder).find((one) => one.startsWith(gold.file)) ?? gold.file
    const lines = await copied(browser, gunzipSync(readFileSync(join(folder, name))).toString('utf8'))
    if (lines.length !== gold.lines) throw new Error(`${gold.file} has other lines than those that were judged`)
    const { whole, lines: kept } = keysOf(lines.join('\n'))
    for (const [index, line] of lines.entries()) {
      const isArticle = isIn(gold.article, index + 1)
      if (!isArticle && isIn(gold.either, index + 1)) continue
      for (const piece of isArticle ? sentencesOf(line, 2) : [line]) {
        const words = tokensOf(piece).length
        if (words === 0) continue
        const isKept = isArticle || words > 3 ? whole.includes(key(piece)) : kept.has(key(piece))
        score.add(isArticle, isKept, `${gold.file} ${index + 1} ${piece}`)
      }
    }
  }
  return score
}

const INDONESIAN = '7837c9d6'
const texts = loadCorpus('indonesian-text', countTexts)
const [indonesian, others] = await Promise.all(
  [(file: string) => file === INDONESIAN, (file: string) => file !== INDONESIAN].map(
    async (isWanted) => await loadCorpus('zyte', async (folder) => await countPages(folder, isWanted)),
  ),
)
const rows = { 'Indonesian texts': texts, 'an Indonesian page': indonesian, 'English pages': others }
const scores = Object.entries(rows).flatMap(([name, score]) => (score ? [{ name, score }] : []))
if (process.argv.includes('--show'))
  for (const example of scores.flatMap(({ score }) => score.examples)) console.log(example)
console.table(Object.fromEntries(scores.map(({ name, score }) => [name, score.row()])))
