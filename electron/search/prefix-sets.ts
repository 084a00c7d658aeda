import { packStrings, type PackedStrings } from './packed-strings.ts'

/** Prefixes of up to so many characters may have a set of their own. */
export const LONGEST_SET_PREFIX = 4
/** A shorter list is read from the terms' own postings in less than a millisecond. */
const LEAST_POSTINGS = 2048
const LEAST_TERMS = 4

interface Level {
  prefix: string
  bits: Uint8Array
  terms: number
  postings: number
}

export interface PrefixSetData {
  names: PackedStrings
  starts: Uint32Array
  bytes: Uint8Array
}

/**
 * The documents in which any word starts so, for prefixes with so many words that reading all their postings would make
 * a keystroke slow: one bit a document.
 */
export class PrefixSets {
  private readonly levels: Level[]
  private readonly docs: number
  private readonly found: [name: string, bits: Uint8Array][] = []
  private enabled: boolean

  constructor(docs: number) {
    this.docs = docs
    this.enabled = docs >= LEAST_POSTINGS
    const size = this.enabled ? (docs + 7) >>> 3 : 0
    this.levels = Array.from({ length: LONGEST_SET_PREFIX }, () => {
      return { prefix: '', bits: new Uint8Array(size), terms: 0, postings: 0 }
    })
  }

  startTerm(term: string): void {
    if (!this.enabled) return
    const characters = Array.from(term.slice(0, LONGEST_SET_PREFIX * 2))
    for (const [index, level] of this.levels.entries()) {
      const prefix = index < characters.length ? characters.slice(0, index + 1).join('') : ''
      if (prefix !== level.prefix) this.close(level, prefix)
      level.terms++
    }
  }

  add(doc: number): void {
    if (!this.enabled) return
    const byte = doc >>> 3
    const bit = 1 << (doc & 7)
    for (const level of this.levels) {
      level.bits[byte] = (level.bits[byte] ?? 0) | bit
      level.postings++
    }
  }

  finish(): PrefixSetData {
    for (const level of this.levels) this.close(level, '')
    const sorted = this.found.toSorted(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    const starts = new Uint32Array(sorted.length + 1)
    for (const [index, [, bits]] of sorted.entries()) starts[index + 1] = (starts[index] ?? 0) + bits.length
    const bytes = new Uint8Array(starts.at(-1) ?? 0)
    for (const [index, [, bits]] of sorted.entries()) bytes.set(bits, starts[index])
    return { names: packStrings(sorted.map(([name]) => name)), starts, bytes }
  }

  private close(level: Level, next: string): void {
    const least = Math.max(LEAST_POSTINGS, this.docs / 2)
    if (level.prefix !== '' && level.postings > least && level.terms >= LEAST_TERMS) {
      this.found.push([level.prefix, level.bits.slice()])
    }
    if (level.postings > 0) level.bits.fill(0)
    level.prefix = next
    level.terms = 0
    level.postings = 0
  }
}
