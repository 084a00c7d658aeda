import { NumberList } from './byte-writer.ts'
import { inByteOrder, type PackedStrings, StringList } from './packed-strings.ts'

const END = 0xffffffff

/** Which terms have which stem: the terms of stem `i` go from `starts[i]` up to `starts[i + 1]`. */
export interface StemIndex {
  stems: PackedStrings
  starts: Uint32Array
  terms: Uint32Array
}

/** The terms of each stem, as lists linked through two typed arrays: an array a stem would take five times the memory. */
export class StemGroups {
  /** Stem to its newest entry. */
  private readonly newest = new Map<string, number>()
  private readonly terms = new NumberList()
  private readonly before = new NumberList()

  add(stem: string, term: number): void {
    this.before.push(this.newest.get(stem) ?? END)
    this.newest.set(stem, this.terms.length)
    this.terms.push(term)
  }

  finish(): StemIndex {
    const writer = new StemWriter()
    for (const name of inByteOrder([...this.newest.keys()])) {
      writer.startStem(name)
      for (let at = this.newest.get(name) ?? END; at !== END; at = this.before.at(at)) writer.add(this.terms.at(at))
    }
    return writer.finish()
  }
}

/** Takes stems in byte order. */
class StemWriter {
  private readonly stems = new StringList()
  private readonly starts = new NumberList()
  private readonly terms = new NumberList()

  startStem(stem: string | Uint8Array): void {
    if (typeof stem === 'string') this.stems.push(stem)
    else this.stems.pushBytes(stem)
    this.starts.push(this.terms.length)
  }

  add(term: number): void {
    this.terms.push(term)
  }

  finish(): StemIndex {
    this.starts.push(this.terms.length)
    return { stems: this.stems.pack(), starts: this.starts.view().slice(), terms: this.terms.view().slice() }
  }
}

/** One field of a segment that is being merged, with the new numbers of its terms; GONE for terms without documents. */
export interface RenumberedField {
  field: { stems: PackedStrings; stemStarts: Uint32Array; stemTerms: Uint32Array }
  terms: Int32Array
}

export const GONE = -1
const STEMS_A_SLICE = 4000

/**
 * The stems of a merged field out of those of its parts, in one walk through all of them: stemming a million words once
 * more would take longer, and a table of their stems half of what the search may hold in memory.
 */
export function* mergeStems(parts: readonly RenumberedField[]): Generator<void, StemIndex> {
  const cursors = parts.map((part) => new StemCursor(part))
  const writer = new StemWriter()
  for (let walked = 1; ; walked++) {
    const least = leastOf(cursors)
    if (least === null) return writer.finish()
    const terms = new Set<number>()
    for (const cursor of cursors) {
      if (cursor.name === null || Buffer.compare(cursor.name, least) !== 0) continue
      cursor.forEachTerm((term) => terms.add(term))
      cursor.next()
    }
    if (terms.size > 0) writer.startStem(least)
    for (const term of terms) writer.add(term)
    if (walked % STEMS_A_SLICE === 0) yield
  }
}

function leastOf(cursors: readonly StemCursor[]): Uint8Array | null {
  let least: Uint8Array | null = null
  for (const { name } of cursors) {
    if (name !== null && (least === null || Buffer.compare(name, least) < 0)) least = name
  }
  return least
}

/** A place among the stems of one part. */
class StemCursor {
  /** The stem it stands at; null behind the last one. */
  name: Uint8Array | null
  private readonly part: RenumberedField
  private index = 0

  constructor(part: RenumberedField) {
    this.part = part
    this.name = this.nameHere()
  }

  next(): void {
    this.index++
    this.name = this.nameHere()
  }

  forEachTerm(visit: (term: number) => void): void {
    const { stemStarts, stemTerms } = this.part.field
    for (let at = stemStarts[this.index] ?? 0; at < (stemStarts[this.index + 1] ?? 0); at++) {
      const term = this.part.terms[stemTerms[at] ?? 0] ?? GONE
      if (term !== GONE) visit(term)
    }
  }

  private nameHere(): Uint8Array | null {
    const { stems } = this.part.field
    return this.index < stems.length ? stems.bytesAt(this.index) : null
  }
}
