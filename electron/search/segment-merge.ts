import { DocTableBuilder } from './doc-table.ts'
import { FIELDS } from './search-document.ts'
import { type FieldIndex, forEachPosting, type Segment } from './segment.ts'
import { languageBits, type SegmentSinks, SegmentWriter } from './segment-writer.ts'
import { GONE, mergeStems } from './stem-groups.ts'

const TERMS_A_SLICE = 500
/** Bytes; a merge reads its segments from the beginning to the end. */
const READ_AHEAD = 1 << 17

interface Part {
  segment: Segment
  /** The document's number in the merged segment, or GONE. */
  numbers: Int32Array
}

/** Writes the living documents of several segments as one, with places to interrupt; answers its loaded part in pieces. */
export function* mergeSegments(segments: readonly Segment[], sinks: SegmentSinks): Generator<void, Uint8Array[]> {
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
    const cursors = parts.map((part) => new Cursor(part, part.segment.fields[field]))
    yield* mergeField(cursors, writer)
    yield* writer.endField(field, yield* mergeStems(cursors))
  }
  for (const segment of segments) segment.readAhead(0)
  return writer.finish(docs.finish())
}

/** A place in one segment's dictionary. */
class Cursor {
  readonly part: Part
  readonly field: FieldIndex
  /** The new numbers of its terms. */
  readonly terms: Int32Array
  /** The term it stands at, as bytes; null behind the last one. */
  bytes: Uint8Array | null
  private index = 0

  constructor(part: Part, field: FieldIndex) {
    this.part = part
    this.field = field
    this.terms = new Int32Array(field.terms.length).fill(GONE)
    this.bytes = this.bytesHere()
  }

  get term(): number {
    return this.index
  }

  /** @param number the new number of the term it stood at */
  next(number: number): void {
    this.terms[this.index] = number
    this.index++
    this.bytes = this.bytesHere()
  }

  private bytesHere(): Uint8Array | null {
    return this.index < this.field.terms.length ? this.field.terms.bytesAt(this.index) : null
  }
}

function* mergeField(cursors: readonly Cursor[], writer: SegmentWriter): Generator<void, void> {
  let written = 0
  for (;;) {
    let least: Uint8Array | null = null
    for (const { bytes } of cursors) {
      if (bytes !== null && (least === null || Buffer.compare(bytes, least) < 0)) least = bytes
    }
    if (least === null) return
    const name = least
    const same = cursors.filter(({ bytes }) => bytes !== null && Buffer.compare(bytes, name) === 0)
    const term = new TermWriter(writer, Buffer.from(name).toString('utf8'))
    for (const cursor of same) term.addFrom(cursor)
    const number = term.end()
    for (const cursor of same) cursor.next(number)
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

  /** Answers the number of the term; GONE where it has no documents any more. */
  end(): number {
    if (!this.started) return GONE
    this.writer.endTerm()
    return this.writer.nextTerm - 1
  }
}

function languageBitsOf({ docs }: Segment, doc: number): number {
  const index = docs.languages[doc] ?? 0
  return languageBits(index === 0 ? null : (docs.strings[index - 1] ?? null))
}
