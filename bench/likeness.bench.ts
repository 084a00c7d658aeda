/**
 * Finding articles with the same text among many. Run: npm run bench likeness, or this file with a number of articles.
 * All figures are CPU time of this process; the articles are made up (300 words each, every text there twice).
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LikenessIndex } from '../electron/import/likeness-index.ts'
import type { LibraryReader, ReadArticle } from '../electron/library/library-reader.ts'

const articles = Number(process.argv[2] ?? 100_000)
const WORDS = 300
const QUESTIONS = 200
const VOCABULARY = Array.from({ length: 5000 }, (_, at) => `w${(Math.imul(at + 7, 2654435761) >>> 0).toString(36)}`)
const DIGITS = 'abcdefghijklmnopqrstuvwxyz234567'

/** A valid id that holds its number. */
function idOf(number: number): string {
  let id = ''
  for (let rest = number, at = 0; at < 26; at++, rest = Math.floor(rest / 32)) id += DIGITS.charAt(rest % 32)
  return id
}

const ids = Array.from({ length: articles }, (_, at) => idOf(at))
const numbers = new Map(ids.map((id, at) => [id, at]))

/** The text of the first half of the articles is that of the second half once more. */
function textOf(number: number): string {
  let state = (number % (articles >> 1)) * 7919 + 13
  const words: string[] = []
  for (let at = 0; at < WORDS; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    words.push(VOCABULARY[state % VOCABULARY.length] ?? '')
  }
  return words.join(' ')
}

function read(id: string): ReadArticle {
  const number = numbers.get(id) ?? 0
  const facts = { byline: [], published: null, language: null, saved: '', words: WORDS, highlights: 0, notes: 0 }
  const url = `https://outlet-${number}.example/${number}`
  return {
    summary: { ...facts, id, title: '', site: null, url, waiting: 0, starter: false, file: '' },
    trashed: false,
    shelf: { read: false, archived: false, favourite: false, collections: [] },
    annotations: [],
    version: '',
    html: `<p>${textOf(number)}</p>`,
    revision: 1,
  }
}

function timed<V>(name: string, work: () => V): V {
  const before = process.cpuUsage()
  const value = work()
  const { user, system } = process.cpuUsage(before)
  console.log(`${name.padEnd(46)} ${((user + system) / 1000).toFixed(0).padStart(7)} ms`)
  return value
}

const source = { refresh: () => undefined, ids: () => ids, revisionOf: () => 1, read }
// Of a reader, the index uses these four only.
const reader = source as unknown as LibraryReader
const folder = mkdtempSync(join(tmpdir(), 'simak-likeness-'))
try {
  const file = join(folder, 'likeness.bin')
  console.log(`${articles} articles of ${WORDS} words, every text twice`)
  timed('all for the first time', () => [...new LikenessIndex(reader, file).sync()].length)
  const index = timed('opening what was kept', () => new LikenessIndex(reader, file))
  timed('looking whether anything has changed', () => [...index.sync()].length)
  const found = timed(`${QUESTIONS} questions`, () => ids.slice(0, QUESTIONS).flatMap((id) => index.find(id)).length)
  console.log(`${found} of ${QUESTIONS} found; the file has ${(statSync(file).size / 1e6).toFixed(1)} MB`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
