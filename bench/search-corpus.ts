/**
 * Articles of about 3 KB for the search benchmarks: words drawn as often as they stand in real Indonesian and English
 * text (the development corpora where they are there, else the starter articles), with one word in forty invented, so
 * that the vocabulary grows as it does in a real library.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type SearchDocument } from '../electron/search/search-document.ts'

const CORPORA = join(import.meta.dirname, '..', '..', 'shared', 'corpora')
const STARTERS = join(import.meta.dirname, '..', 'articles')
const WORDS_AN_ARTICLE = 440
const SYLLABLES =
  'ba be bi bo da du fa ga gi ha ja ka ke ki ko la le lu ma mi na ni pa pe ra ri sa se ta ti wa ya'.split(' ')
const COLOURS = ['yellow', 'green', 'blue', 'pink', 'purple'] as const

/** A small generator of numbers that are the same at every run (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function wordsOfFolder(folder: string, extension: string, limit: number): string[] {
  if (!existsSync(folder)) return []
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(extension))
  return files.slice(0, limit).flatMap((name) => {
    const text = readFileSync(join(folder, name), 'utf8').replace(/<[^>]*>/g, ' ')
    return text.split(/\s+/).filter((word) => /^[\p{Letter}\p{Number}"(][^<>{}=]{0,24}$/u.test(word))
  })
}

export interface WordSource {
  indonesian: string[]
  english: string[]
  real: boolean
}

export function loadWords(): WordSource {
  const starters = wordsOfFolder(STARTERS, '.md', 10)
  const indonesian = wordsOfFolder(join(CORPORA, 'indonesian-text'), '.json', 400)
  const english = wordsOfFolder(join(CORPORA, 'readability'), 'expected.html', 60)
  const real = indonesian.length > 1000 && english.length > 1000
  return { indonesian: real ? indonesian : starters, english: real ? english : starters, real }
}

/** Makes article number `index`; the same at every run. */
export function makeDocument(words: WordSource, index: number): SearchDocument {
  const random = randomNumbers(index + 1)
  const isIndonesian = random() < 0.7
  const source = isIndonesian ? words.indonesian : words.english
  const pick = (): string =>
    random() < 0.025 ? invented(random) : (source[Math.floor(random() * source.length)] ?? 'kata')
  const sentence = (length: number): string => Array.from({ length }, pick).join(' ')
  const paragraphs: string[] = []
  for (let left = WORDS_AN_ARTICLE; left > 0; left -= 44) paragraphs.push(`${sentence(44)}.`)
  const annotations = Math.floor(random() * random() * 8)
  const day = Math.floor(random() * 5000)
  return {
    id: index
      .toString(32)
      .replace(/[0189]/g, 'a')
      .padStart(26, 'b')
      .slice(-26),
    revision: index,
    title: sentence(8),
    byline: [`${invented(random)} ${invented(random)}`],
    site: `${SYLLABLES[Math.floor(random() * 32)] ?? 'x'}kabar.example`,
    url: null,
    published: new Date(Date.UTC(2010, 0, 1 + day)).toISOString().slice(0, 10),
    language: isIndonesian ? 'id' : 'en',
    saved: new Date(Date.UTC(2024, 0, 1, 0, index)).toISOString(),
    text: paragraphs.join('\n'),
    quotes: Array.from({ length: annotations }, () => sentence(12)),
    notes: Array.from({ length: annotations >> 1 }, () => sentence(15)),
    tags: Array.from({ length: Math.min(2, annotations) }, () => `tema/${SYLLABLES[Math.floor(random() * 32)] ?? 'x'}`),
    colours: annotations > 0 ? [COLOURS[index % 5] ?? 'yellow'] : [],
    highlights: annotations,
    orphans: 0,
    unread: random() < 0.5,
    archived: random() < 0.1,
    favourite: random() < 0.05,
    trashed: false,
    collections: [],
  }
}

function invented(random: () => number): string {
  const count = 2 + Math.floor(random() * 3)
  const word = Array.from({ length: count }, () => SYLLABLES[Math.floor(random() * SYLLABLES.length)] ?? '').join('')
  return word.charAt(0).toUpperCase() + word.slice(1)
}
