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
import { CopiedScore, isIn, keptOf, sentencesOf } from './copied-score.ts'
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

function key(text: string): string {
  return tokensOf(text.toLowerCase()).join(' ')
}

function count(title: string, body: string, score: CopiedScore): void {
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
  for (const line of Object.values(SURROUNDINGS).flat())
    score.add(
      false,
      kept.some((text) => key(text) === key(line)),
      line,
    )
  for (const sentence of sentencesOf(body, 4)) {
    const isArticle = !OWN.test(sentence)
    const isKept = isArticle
      ? whole.includes(` ${key(sentence)} `)
      : kept.some((text) => OWN.test(text) && text.includes(sentence.slice(0, 40)))
    score.add(isArticle, isKept, sentence)
  }
}

loadCorpus('indonesian-text', (folder) => {
  const rows: Record<string, object> = {}
  for (const part of ['development', 'hold-out'] as const) {
    const score = new CopiedScore()
    const files = readdirSync(folder).filter((name) => partOf(name) === part)
    for (const name of files) {
      const { judul, isi } = ARTICLE.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')))
      count(judul, isi, score)
    }
    rows[part] = { articles: files.length, ...score.row() }
    if (process.argv.includes('--show') && part === 'development')
      for (const example of score.examples) console.log(example)
  }
  console.table(rows)
})

/** A whole page as copied, with the lines that were judged by hand. */
function countPage(html: string, gold: CopiedGold, score: CopiedScore): void {
  const lines = copiedLines(html)
  if (lines.length !== gold.lines) throw new Error(`${gold.file} has other lines than those that were judged`)
  const kept = keptOf(lines.join('\n')).lines.map(key)
  const whole = ` ${kept.join(' ')} `
  for (const [index, line] of lines.entries()) {
    const isArticle = isIn(gold.article, index + 1)
    if (!isArticle && isIn(gold.either, index + 1)) continue
    for (const piece of isArticle ? sentencesOf(line, 4) : [line]) {
      // Bullets and numbers of lists have no words.
      if (key(piece) === '') continue
      const isKept =
        isArticle || tokensOf(piece).length > 3 ? whole.includes(` ${key(piece)} `) : kept.includes(key(piece))
      score.add(isArticle, isKept, `${gold.file} ${index + 1} ${piece}`)
    }
  }
}

loadCorpus('indonesian-html', (folder) => {
  const score = new CopiedScore()
  for (const gold of COPIED_GOLD) countPage(readFileSync(join(folder, gold.file), 'utf8'), gold, score)
  if (process.argv.includes('--show')) for (const example of score.examples) console.log(example)
  console.table({ 'whole pages, judged by hand': { pages: COPIED_GOLD.length, ...score.row() } })
})
