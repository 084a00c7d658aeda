import { lowerBound } from '#shared/lower-bound.ts'
import { foldWord } from '#shared/words.ts'
import type { Span } from './text-map.ts'

/** How the text is compared. */
export interface FindOptions {
  /** Capital and small letters differ. */
  matchCase: boolean
  /** Letters with and without marks differ. */
  diacritics: boolean
  wholeWord: boolean
}

/** More hits than this are not counted. */
export const MOST_HITS = 50_000

/** A text as it is compared, with the way back: unit `i` of `folded` stands at `places[i]`; null where nothing moved. */
export interface FoldedText {
  folded: string
  places: Uint32Array | null
}

const ASCII = /^[\0-\x7f]*$/
const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/
const SPACE = /\s/
const WORD = /[\p{Letter}\p{Number}\p{Mark}]/u

/**
 * Makes a text comparable: without soft hyphens and other invisible characters, any white space as one space (so that a
 * phrase is found across blocks), and without case and marks unless they count.
 */
export function foldForFind(text: string, { matchCase, diacritics }: FindOptions): FoldedText {
  if (ASCII.test(text)) return { folded: foldPlain(text, matchCase), places: null }
  const parts: string[] = []
  const places = new PlaceList(text.length)
  for (const { 0: piece, index } of text.matchAll(PIECES)) {
    const isPlain = piece.charCodeAt(0) < 0x80
    const folded = isPlain ? foldPlain(piece, matchCase) : foldCharacter(piece, matchCase, diacritics)
    places.add(index, folded.length, isPlain ? 1 : 0)
    parts.push(folded)
  }
  places.add(text.length, 1, 0)
  return { folded: parts.join(''), places: places.finish() }
}

/** Stretches of plain letters as a whole, which is most of any text; anything else by itself. */
const PIECES = /[\0-\x7f]+|[^\0-\x7f]/gu

function foldPlain(text: string, matchCase: boolean): string {
  const spaced = text.replace(/\s/g, ' ')
  return matchCase ? spaced : spaced.toLowerCase()
}

/** Places of folded units, growing as they come. */
class PlaceList {
  private values: Uint32Array
  private count = 0

  constructor(expected: number) {
    this.values = new Uint32Array(expected + 1024)
  }

  /** Adds `count` places from `from` on, `step` apart. */
  add(from: number, count: number, step: number): void {
    if (this.count + count > this.values.length) {
      const grown = new Uint32Array((this.count + count) * 2)
      grown.set(this.values)
      this.values = grown
    }
    for (let at = 0; at < count; at++) this.values[this.count++] = from + at * step
  }

  finish(): Uint32Array {
    return this.values.subarray(0, this.count)
  }
}

const known = new Map<string, string>()

function foldCharacter(character: string, matchCase: boolean, diacritics: boolean): string {
  const key = `${character}${matchCase ? 'c' : ''}${diacritics ? 'd' : ''}`
  const before = known.get(key)
  if (before !== undefined) return before
  const folded = foldedCharacter(character, matchCase, diacritics)
  known.set(key, folded)
  return folded
}

function foldedCharacter(character: string, matchCase: boolean, diacritics: boolean): string {
  if (INVISIBLE.test(character)) return ''
  if (SPACE.test(character)) return ' '
  if (!WORD.test(character)) return character
  if (diacritics) return matchCase ? character : character.toLowerCase()
  const isCapital = matchCase && character !== character.toLowerCase()
  const bare = foldWord(character)
  return isCapital ? bare.toUpperCase() : bare
}

/** Where the query stands, in text order; hits do not overlap. */
export function findHits(text: string, prepared: FoldedText, query: string, options: FindOptions): Span[] {
  const wanted = foldForFind(query.normalize('NFC'), options).folded
  if (wanted.trim() === '') return []
  const { folded, places } = prepared
  const hits: Span[] = []
  for (let at = folded.indexOf(wanted); at !== -1 && hits.length < MOST_HITS; ) {
    const start = places === null ? at : (places[at] ?? 0)
    const last = at + wanted.length
    const end = places === null ? last : endAt(text, places, last)
    const counts = !options.wholeWord || (isEdge(text, start) && isEdge(text, end))
    if (counts) hits.push({ start, end })
    at = folded.indexOf(wanted, counts ? last : at + 1)
  }
  return hits
}

/** The end of a hit takes in what folded to nothing behind its last character: marks, but no soft hyphen. */
function endAt(text: string, places: Uint32Array, folded: number): number {
  const last = places[folded - 1] ?? 0
  const next = places[folded] ?? text.length
  let end = last + ((text.codePointAt(last) ?? 0) > 0xffff ? 2 : 1)
  while (end < next && WORD.test(text[end] ?? '')) end++
  return end
}

/** No word goes on over this place. */
function isEdge(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 1), at)
  const after = text.slice(at, at + 1)
  return !(WORD.test(before) && WORD.test(after))
}

/** The hit at or after a place of the text, by its number; the first one behind the end. -1 where there is none. */
export function hitAfter(hits: readonly Span[], offset: number): number {
  if (hits.length === 0) return -1
  const found = lowerBound(hits.length, (at) => (hits[at]?.end ?? 0) > offset)
  return found === hits.length ? 0 : found
}

/** Numbers of the hits that overlap a stretch of the text: first, and end. */
export function hitsBetween(hits: readonly Span[], start: number, end: number): [first: number, end: number] {
  const first = lowerBound(hits.length, (at) => (hits[at]?.end ?? 0) > start)
  return [first, lowerBound(hits.length, (at) => (hits[at]?.start ?? 0) >= end)]
}
