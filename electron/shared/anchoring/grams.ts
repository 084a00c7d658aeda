import { isIdeographic } from './fold.ts'

/** Length of the pieces that are looked up: rare enough to point somewhere, short enough to survive edits. */
const LETTERS = 5
const IDEOGRAPHS = 3

const SMALLEST_TABLE = 1 << 10
const LARGEST_TABLE = 1 << 18
const MULTIPLIER = 0x01000193
const NONE = -1

/** Where every piece (gram) of a skeleton stands; the places of one hash are a linked list in two arrays. */
export class GramIndex {
  readonly text: string
  /** Units of a gram. */
  readonly gram: number
  private readonly mask: number
  private readonly first: Int32Array
  private readonly next: Int32Array
  private readonly counts: Int32Array

  constructor(text: string) {
    let size = SMALLEST_TABLE
    while (size < text.length && size < LARGEST_TABLE) size *= 2
    this.text = text
    this.gram = isIdeographic(text) ? IDEOGRAPHS : LETTERS
    this.mask = size - 1
    this.first = new Int32Array(size).fill(NONE)
    this.next = new Int32Array(text.length)
    this.counts = new Int32Array(size)
    for (let at = text.length - this.gram; at >= 0; at--) {
      const slot = this.slotOf(text, at)
      this.next[at] = this.first[slot] ?? NONE
      this.first[slot] = at
      this.counts[slot] = (this.counts[slot] ?? 0) + 1
    }
  }

  /** How often the gram at `at` of `pattern` stands in the text, or a little more (grams that share a hash count). */
  countOf(pattern: string, at: number): number {
    return this.counts[this.slotOf(pattern, at)] ?? 0
  }

  /** Calls `found` with each place of the gram at `at` of `pattern`, in text order. */
  forEachPlace(pattern: string, at: number, found: (place: number) => void): void {
    for (let place = this.first[this.slotOf(pattern, at)] ?? NONE; place !== NONE; place = this.next[place] ?? NONE) {
      if (this.isSame(place, pattern, at)) found(place)
    }
  }

  private slotOf(text: string, at: number): number {
    let hash = 0
    for (let k = 0; k < this.gram; k++) hash = Math.imul(hash ^ text.charCodeAt(at + k), MULTIPLIER)
    return (hash ^ (hash >>> 15)) & this.mask
  }

  private isSame(place: number, pattern: string, at: number): boolean {
    for (let k = 0; k < this.gram; k++) if (this.text.charCodeAt(place + k) !== pattern.charCodeAt(at + k)) return false
    return true
  }
}
