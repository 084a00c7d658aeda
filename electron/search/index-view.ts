import { type Field, FIELDS, STATE } from './search-document.ts'
import type { Segment } from './segment.ts'

/** The segments as one numbered row of documents: what queries look at until something changes. */
export class IndexView {
  readonly segments: readonly Segment[]
  /** Number of each segment's first document. */
  readonly bases: readonly number[]
  /** Documents, removed ones included. */
  readonly total: number
  readonly living: number
  /** Mean words of each field in a document, at least 1. */
  readonly means: Record<Field, number>

  private times: Float64Array | null = null
  private readonly presents: Uint8Array[] = []

  constructor(segments: readonly Segment[]) {
    this.segments = segments
    const bases: number[] = []
    let total = 0
    let removed = 0
    for (const segment of segments) {
      bases.push(total)
      total += segment.count
      removed += segment.removedCount
    }
    this.bases = bases
    this.total = total
    this.living = total - removed
    const mean = (field: Field): number => {
      const words = segments.reduce((sum, segment) => sum + segment.fields[field].words, 0)
      return Math.max(1, words / Math.max(1, total))
    }
    this.means = { title: mean('title'), people: mean('people'), notes: mean('notes'), text: mean('text') }
  }

  /** When each document was saved: milliseconds since 1970. */
  get saved(): Float64Array {
    if (this.times === null) {
      const times = new Float64Array(this.total)
      this.forEach(({ docs }, base) => times.set(docs.saved, base))
      this.times = times
    }
    return this.times
  }

  /** 1 for each document that is there; those in the trash are where `trash` asks for them. A copy, to be changed. */
  present(trash: boolean): Uint8Array {
    const known = this.presents[trash ? 1 : 0]
    if (known !== undefined) return known.slice()
    const mask = new Uint8Array(this.total)
    this.forEach(({ docs, removed }, base) => {
      for (let doc = 0; doc < docs.count; doc++) {
        const isTrashed = ((docs.states[doc] ?? 0) & STATE.trashed) !== 0
        if (removed[doc] === 0 && (trash || !isTrashed)) mask[base + doc] = 1
      }
    })
    this.presents[trash ? 1 : 0] = mask
    return mask.slice()
  }

  /** The segment of a document, and its number there. */
  locate(doc: number): { segment: Segment; at: number } {
    let index = this.bases.length - 1
    while (index > 0 && (this.bases[index] ?? 0) > doc) index--
    const segment = this.segments[index]
    if (segment === undefined) throw new Error(`No document ${doc}`)
    return { segment, at: doc - (this.bases[index] ?? 0) }
  }

  /** Calls `visit` for each segment with the number of its first document. */
  forEach(visit: (segment: Segment, base: number) => void): void {
    for (const [index, segment] of this.segments.entries()) visit(segment, this.bases[index] ?? 0)
  }
}

/** A field's place among the lengths of a document. */
export const FIELD_AT: Record<Field, number> = {
  title: FIELDS.indexOf('title'),
  people: FIELDS.indexOf('people'),
  notes: FIELDS.indexOf('notes'),
  text: FIELDS.indexOf('text'),
}
