/**
 * Words of a text as the search sees them. A word is a run of letters, digits and marks; soft hyphens and zero-width
 * characters inside it do not count. Scripts that are written without spaces give one word a character, so that their
 * words are found as phrases. Offsets are UTF-16 code units.
 */

/** Letters that Unicode does not take apart into a letter and a mark. */
const STROKES: Record<string, string> = { ł: 'l', đ: 'd', ø: 'o', ħ: 'h', ŧ: 't', ı: 'i', ß: 'ss', æ: 'ae', œ: 'oe' }
const STROKE = /[łđøħŧıßæœ]/g
const NOT_COUNTED = /[\p{Mark}\u00ad\u200b-\u200d\u2060\ufeff]/gu
const ASCII_LOWER = /^[a-z0-9]+$/

/** A word without case, diacritics and invisible characters: two words are the same where this is. */
export function foldWord(word: string): string {
  if (ASCII_LOWER.test(word)) return word
  return word
    .normalize('NFKD')
    .replace(NOT_COUNTED, '')
    .toLowerCase()
    .replace(STROKE, (letter) => STROKES[letter] ?? letter)
    .normalize('NFC')
}

const NONE = 0
const LETTER = 1
/** A word by itself. */
const SINGLE = 2

/** Kinds of the code units below it; what is above is asked of Unicode, and remembered. */
const TABLE_SIZE = 0x10000
const kinds = new Uint8Array(TABLE_SIZE).fill(255)
const LETTER_CLASS = /^[\p{Letter}\p{Number}\p{Mark}\u00ad\u200b-\u200d\u2060\ufeff]$/u
const SINGLE_CLASS =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]$/u

function kindOf(unit: number): number {
  const known = kinds[unit] ?? NONE
  if (known !== 255) return known
  const character = String.fromCharCode(unit)
  const isSurrogate = unit >= 0xd800 && unit <= 0xdfff
  // Characters beyond the first plane are rare letters (or emoji, which find nothing and cost nothing).
  const letter = isSurrogate || LETTER_CLASS.test(character)
  const kind = !letter ? NONE : SINGLE_CLASS.test(character) ? SINGLE : LETTER
  kinds[unit] = kind
  return kind
}

/** Calls `visit` for each word with its place. */
export function forEachWordPlace(text: string, visit: (start: number, end: number) => void): void {
  const { length } = text
  let at = 0
  while (at < length) {
    const kind = kindOf(text.charCodeAt(at))
    if (kind === NONE) {
      at++
      continue
    }
    const start = at
    at++
    if (kind === LETTER) while (at < length && kindOf(text.charCodeAt(at)) === LETTER) at++
    visit(start, at)
  }
}

export interface Word {
  /** Folded; never empty. */
  word: string
  start: number
  end: number
}

export function wordsOf(text: string): Word[] {
  const words: Word[] = []
  forEachWordPlace(text, (start, end) => {
    const word = foldWord(text.slice(start, end))
    if (word !== '') words.push({ word, start, end })
  })
  return words
}
