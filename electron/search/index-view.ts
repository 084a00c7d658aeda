import { type Field, FIELDS } from './search-document.ts'
import type { Segment } from './segment.ts'

/** The segments as one numbered row of documents: what one query looks at. */
export class IndexView {
  readonly segments: readonly Segment[]
  /** Number of each segment's first document. */
  readonly bases: readonly number[]
  /** Documents, removed ones included. */
  readonly total: number
  readonly living: number
  /** Mean words of each field in a document, at least 1. */
  readonly means: Record<Field, number>

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
