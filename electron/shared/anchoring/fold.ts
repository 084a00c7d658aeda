import { lowerBound } from '../lower-bound.ts'

/**
 * The skeleton of a text: what is left of it whatever reflow, typography or encoding did. White space, punctuation,
 * marks and controls go; letters lose case, accents and ligatures (NFKD, then full upper and lower case). Units are
 * UTF-16 code units.
 */
export interface Skeleton {
  folded: string
  /** For each unit of `folded`, where the code point it was made from begins in the text. */
  offsets: Int32Array
}

const DROPPED = /[\p{White_Space}\p{P}\p{M}\p{C}\p{Sk}]/gu
const ASCII_END = 0x80
/** Units per call of String.fromCharCode; more would overflow the stack. */
const CHUNK = 8192

const ascii = Uint16Array.from(
  { length: ASCII_END },
  (_, unit) => foldCodePoint(String.fromCharCode(unit)).charCodeAt(0) || 0,
)
/** What each code point beyond ASCII folds to; bounded by Unicode, a few hundred entries in practice. */
const known = new Map<number, string>()

export function foldText(text: string): Skeleton {
  let units = new Uint16Array(text.length)
  let offsets = new Int32Array(text.length)
  let length = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit < ASCII_END) {
      const folded = ascii[unit] ?? 0
      if (folded === 0) continue
      if (length === units.length) [units, offsets] = grown(units, offsets)
      units[length] = folded
      offsets[length++] = at
      continue
    }
    const point = text.codePointAt(at) ?? unit
    const folded = foldPoint(point)
    while (length + folded.length > units.length) [units, offsets] = grown(units, offsets)
    for (let k = 0; k < folded.length; k++) {
      units[length] = folded.charCodeAt(k)
      offsets[length++] = at
    }
    if (point > 0xffff) at++
  }
  return { folded: stringOf(units.subarray(0, length)), offsets: offsets.slice(0, length) }
}

/** The index in `offsets` of the first skeleton unit made from text at or after `at`. */
export function skeletonOffset({ offsets }: Skeleton, at: number): number {
  return lowerBound(offsets.length, (index) => (offsets[index] ?? 0) >= at)
}

function foldPoint(point: number): string {
  let folded = known.get(point)
  if (folded === undefined) {
    folded = foldCodePoint(String.fromCodePoint(point))
    known.set(point, folded)
  }
  return folded
}

function foldCodePoint(character: string): string {
  const bare = character.normalize('NFKD').replace(DROPPED, '')
  return bare.toUpperCase().toLowerCase().normalize('NFKD').replace(DROPPED, '')
}

/** Only text full of ligatures is longer folded than unfolded. */
function grown(
  units: Uint16Array<ArrayBuffer>,
  offsets: Int32Array<ArrayBuffer>,
): [Uint16Array<ArrayBuffer>, Int32Array<ArrayBuffer>] {
  const size = units.length * 2 + 32
  const moreUnits = new Uint16Array(size)
  const moreOffsets = new Int32Array(size)
  moreUnits.set(units)
  moreOffsets.set(offsets)
  return [moreUnits, moreOffsets]
}

function stringOf(units: Uint16Array): string {
  let text = ''
  for (let at = 0; at < units.length; at += CHUNK)
    text += Reflect.apply(String.fromCharCode, null, units.subarray(at, at + CHUNK))
  return text
}

/** From here on (CJK radicals, kana, Han, Hangul) one unit says as much as several letters. */
export const IDEOGRAPHS_FROM = 0x2e80
export const LETTERS_PER_IDEOGRAPH = 2.5

/** How much a stretch of a skeleton says, in letters of an alphabet. */
export function lettersIn(folded: string, from = 0, to = folded.length): number {
  let letters = 0
  for (let at = from; at < to; at++) letters += folded.charCodeAt(at) >= IDEOGRAPHS_FROM ? LETTERS_PER_IDEOGRAPH : 1
  return letters
}

/** Whether most of it is in a script whose units are not letters. */
export function isIdeographic(folded: string): boolean {
  return lettersIn(folded) > (folded.length * (1 + LETTERS_PER_IDEOGRAPH)) / 2
}
