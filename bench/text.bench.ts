/**
 * What goes out of copied Indonesian text, and what of the articles goes with it. The gold has two parts. Around and
 * into every article lines are put that people copy with a page (SURROUNDINGS), so that it is known exactly which they
 * are. What the files have of their own is found by a pattern (OWN), made after looking at the first and last letters
 * of every fourth file: pointers, video boxes and reporter lines glued to the text. All else is taken for real sentences.
 * Run: npm run bench -- text [--show]
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { draftOfText } from '../electron/import/plain-text.ts'
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
const OWN = /\b(?:baca|simak|lihat)\s+(?:juga|pula)\s*:|\(\s*baca\s*:|^Kompas TV\s+[\p{Lu}\d]|^Laporan Wartawan\s/iu

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

loadCorpus('indonesian-text', (folder) => {
  const rows: Record<string, object> = {}
  for (const part of ['development', 'hold-out'] as const) {
    const counted: Counted = { boilerplate: 0, gone: 0, sentences: 0, touched: 0, examples: [] }
    const files = readdirSync(folder).filter((name) => partOf(name) === part)
    for (const name of files) {
      const { judul, isi } = ARTICLE.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')))
      count(judul, isi, counted)
    }
    const percent = (share: number): string => `${(100 * share).toFixed(2)} %`
    rows[part] = {
      articles: files.length,
      'boilerplate lines': counted.boilerplate,
      gone: percent(counted.gone / counted.boilerplate),
      sentences: counted.sentences,
      touched: percent(counted.touched / counted.sentences),
    }
    if (process.argv.includes('--show') && part === 'development')
      for (const example of counted.examples) console.log(example)
  }
  console.table(rows)
})
