/**
 * What goes out of copied Indonesian text, and what of the articles goes with it. The gold has three parts. The lines of
 * whole pages were judged by hand (copied-gold.ts); the rules for them were written by looking at these pages. Around and
 * into every article lines are put that people copy with a page (SURROUNDINGS), so that it is known exactly which they
 * are. What the files have of their own is found by a pattern (OWN), made after looking at the first and last letters
 * of every fourth file: pointers, video boxes and reporter lines glued to the text. All else is taken for real sentences.
 * Run: npm run bench -- text [--show]
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { draftOfText } from '../electron/import/plain-text.ts'
import { COPIED_GOLD, type CopiedGold } from './copied-gold.ts'
import { copiedLines } from './copied-text.ts'
import { loadCorpus, partOf } from './corpora.ts'
import { tokensOf } from './four-grams.ts'

const ARTICLE = z.object({ judul: z.string(), isi: z.string() })

/** Surroundings of a page that people copy with its text; made up, one kind each, to be found again exactly. */
const SURROUNDINGS = {
  above: ['Home', 'News', 'Beranda > Nasional > Daerah', 'fbpx', 'Bagikan'],
  between: [
    'Baca Juga: Harga Beras Naik Lagi',
    'ADVERTISEMENT',
    'SCROLL TO CONTINUE WITH CONTENT',
    'Simak juga: Video Banjir di Kota',
  ],
  below: [
    'Editor: Sari Wulandari',
    'Tag: beras, harga, pasar',
    'Terpopuler',
    'Lima Fakta tentang Pasar Induk',
    'Copyright © 2023 Kabar Lembah. All rights reserved.',
    'Follow us on Instagram',
  ],
}
const OWN =
  /\b(?:baca|simak|lihat)\s+(?:juga|pula)\s*:|\(\s*baca(?:\s*:|\p{L}+\s[^)]{20,}\))|^Kompas TV\s+[\p{Lu}\d]|^Laporan Wartawan\s/iu

interface Counted {
  boilerplate: number
  gone: number
  sentences: number
  touched: number
  examples: string[]
}

function sentencesOf(text: string): string[] {
  return [...new Intl.Segmenter('id', { granularity: 'sentence' }).segment(text)]
    .map(({ segment }) => segment.trim())
    .filter((sentence) => tokensOf(sentence).length >= 4)
}

function key(text: string): string {
  return tokensOf(text.toLowerCase()).join(' ')
}

function count(title: string, body: string, counted: Counted): void {
  const paragraphs = body.split(/\n+/).filter((paragraph) => paragraph.trim() !== '')
  const middle = paragraphs.length >> 1
  const lines = [
    ...SURROUNDINGS.above,
    title,
    ...paragraphs.slice(0, middle),
    ...SURROUNDINGS.between,
    ...paragraphs.slice(middle),
    ...SURROUNDINGS.below,
  ]
  const draft = draftOfText(lines.join('\n\n'), 'x.txt')
  if (!draft.ok) throw new Error(draft.failure.code)
  const kept = draft.value.blocks.filter((block) => block.removed === null).map((block) => block.text)
  const whole = ` ${key(kept.join('\n'))} `
  for (const line of Object.values(SURROUNDINGS).flat()) {
    counted.boilerplate += 1
    if (kept.some((text) => key(text) === key(line))) counted.examples.push(`left: ${line}`)
    else counted.gone += 1
  }
  for (const sentence of sentencesOf(body)) {
    if (OWN.test(sentence)) {
      counted.boilerplate += 1
      if (kept.some((text) => OWN.test(text) && text.includes(sentence.slice(0, 40))))
        counted.examples.push(`left: ${sentence.slice(0, 120)}`)
      else counted.gone += 1
    } else {
      counted.sentences += 1
      if (!whole.includes(` ${key(sentence)} `)) {
        counted.touched += 1
        counted.examples.push(`touched: ${sentence.slice(0, 160)}`)
      }
    }
  }
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

loadCorpus('indonesian-text', (folder) => {
  const rows: Record<string, object> = {}
  for (const part of ['development', 'hold-out'] as const) {
    const counted: Counted = { boilerplate: 0, gone: 0, sentences: 0, touched: 0, examples: [] }
    const files = readdirSync(folder).filter((name) => partOf(name) === part)
    for (const name of files) {
      const { judul, isi } = ARTICLE.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')))
      count(judul, isi, counted)
    }
    rows[part] = { articles: files.length, ...rowOf(counted) }
    if (process.argv.includes('--show') && part === 'development')
      for (const example of counted.examples) console.log(example)
  }
  console.table(rows)
})

/** What is kept, line by line. */
function keptLines(text: string): string[] {
  const draft = draftOfText(text, 'x.txt')
  if (!draft.ok) throw new Error(draft.failure.code)
  const kept = draft.value.blocks.filter((block) => block.removed === null)
  return kept.flatMap(({ html }) =>
    html.split(/<\/(?:li|p|h2)>/).map((piece) => key(decoded(piece.replace(/<[^>]*>/g, ' ')))),
  )
}

function decoded(html: string): string {
  return html
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
}

const isIn = (ranges: CopiedGold['article'], line: number): boolean =>
  ranges.some(([from, to]) => line >= from && line <= to)

/** A whole page as copied, with the lines that were judged by hand. */
function countPage(html: string, gold: CopiedGold, counted: Counted): void {
  const lines = copiedLines(html)
  if (lines.length !== gold.lines) throw new Error(`${gold.file} has other lines than those that were judged`)
  const kept = keptLines(lines.join('\n'))
  const whole = ` ${kept.join(' ')} `
  for (const [index, line] of lines.entries()) {
    const isArticle = isIn(gold.article, index + 1)
    if (!isArticle && isIn(gold.either, index + 1)) continue
    for (const piece of isArticle ? sentencesOf(line) : [line]) {
      // Bullets and numbers of lists have no words.
      if (key(piece) === '') continue
      const isKept =
        isArticle || tokensOf(piece).length > 3 ? whole.includes(` ${key(piece)} `) : kept.includes(key(piece))
      counted[isArticle ? 'sentences' : 'boilerplate'] += 1
      if (!isArticle && !isKept) counted.gone += 1
      if (isArticle && !isKept) counted.touched += 1
      if (isArticle !== isKept)
        counted.examples.push(`${gold.file} ${index + 1} ${isKept ? 'left' : 'touched'}: ${piece.slice(0, 120)}`)
    }
  }
}

loadCorpus('indonesian-html', (folder) => {
  const counted: Counted = { boilerplate: 0, gone: 0, sentences: 0, touched: 0, examples: [] }
  for (const gold of COPIED_GOLD) countPage(readFileSync(join(folder, gold.file), 'utf8'), gold, counted)
  if (process.argv.includes('--show')) for (const example of counted.examples) console.log(example)
  console.table({ 'whole pages, judged by hand': { pages: COPIED_GOLD.length, ...rowOf(counted) } })
})
