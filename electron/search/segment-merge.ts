import { DocTableBuilder } from './doc-table.ts'
import { FIELDS } from './search-document.ts'
import { type FieldIndex, forEachPosting, type Segment } from './segment.ts'
import { languageBits, type SegmentSinks, SegmentWriter } from './segment-writer.ts'

const TERMS_A_SLICE = 500
const GONE = -1
/** Bytes; a merge reads its segments from the beginning to the end. */
const READ_AHEAD = 1 << 17

interface Part {
  segment: Segment
  /** The document's number in the merged segment, or GONE. */
  numbers: Int32Array
}

/** Writes the living documents of several segments as one, with places to interrupt; answers its loaded part. */
export function* mergeSegments(segments: readonly Segment[], sinks: SegmentSinks): Generator<void, Uint8Array> {
  const docs = new DocTableBuilder()
  const parts = segments.map((segment): Part => {
    const numbers = new Int32Array(segment.count).fill(GONE)
    for (let doc = 0; doc < segment.count; doc++) {
      if (segment.removed[doc] !== 0) continue
      numbers[doc] = docs.count
      docs.copy(segment.docs, doc)
    }
    return { segment, numbers }
  })
  yield
  for (const segment of segments) segment.readAhead(READ_AHEAD)
  const writer = new SegmentWriter(sinks, docs.count)
  for (const field of FIELDS) {
    yield* mergeField(
      parts.map((part) => new Cursor(part, part.segment.fields[field])),
      writer,
    )
    yield* writer.endField(field)
  }
  for (const segment of segments) segment.readAhead(0)
  return writer.finish(docs.finish())
}

/** A place in one segment's dictionary. */
class Cursor {
  readonly part: Part
  readonly field: FieldIndex
  private index = 0
  private text: string | null = null

  constructor(part: Part, field: FieldIndex) {
    this.part = part
    this.field = field
  }

  get term(): number {
    return this.index
  }

  get done(): boolean {
    return this.index >= this.field.terms.length
  }

  get bytes(): Uint8Array {
    return this.field.terms.bytesAt(this.index)
  }

  get name(): string {
    this.text ??= this.field.terms.at(this.index)
    return this.text
  }

  next(): void {
    this.index++
    this.text = null
  }
}

function* mergeField(cursors: readonly Cursor[], writer: SegmentWriter): Generator<void, void> {
  let written = 0
  for (;;) {
    const living = cursors.filter((cursor) => !cursor.done)
    const [first, ...others] = living
    if (first === undefined) return
    const least = others.reduce((best, cursor) => (Buffer.compare(cursor.bytes, best.bytes) < 0 ? cursor : best), first)
    const same = living.filter((cursor) => cursor === least || Buffer.compare(cursor.bytes, least.bytes) === 0)
    const term = new TermWriter(writer, least.name)
    for (const cursor of same) term.addFrom(cursor)
    term.end()
    for (const cursor of same) cursor.next()
    written++
    if (written % TERMS_A_SLICE === 0) yield
  }
}

/** Writes one term from several segments; a term without living documents is not written at all. */
class TermWriter {
  private readonly writer: SegmentWriter
  private readonly name: string
  private started = false

  constructor(writer: SegmentWriter, name: string) {
    this.writer = writer
    this.name = name
  }

  addFrom({ part, field, term }: Cursor): void {
    const { segment, numbers } = part
    const postings = segment.readPostings(field, term, term + 1).slice()
    const positions = segment.readPositions(field, term)
    let at = 0
    forEachPosting(postings, (doc, times) => {
      const from = at
      for (let count = 0; count < times; at++) if ((positions[at] ?? 0) < 128) count++
      const number = numbers[doc] ?? GONE
      if (number === GONE) return
      if (!this.started) this.writer.startTerm(this.name)
      this.started = true
      this.writer.posting(number, times, languageBitsOf(segment, doc))
      this.writer.positions.bytes(positions.subarray(from, at))
    })
  }

  end(): void {
    if (this.started) this.writer.endTerm()
  }
}

function languageBitsOf({ docs }: Segment, doc: number): number {
  const index = docs.languages[doc] ?? 0
  return languageBits(index === 0 ? null : (docs.strings[index - 1] ?? null))
}
