import { crc32 } from 'node:zlib'
import { ByteWriter, NumberList } from './byte-writer.ts'
import { columnsOf, type DocTable, type TypedColumn } from './doc-table.ts'
import { type PackedStrings, StringList } from './packed-strings.ts'
import { PrefixSets } from './prefix-sets.ts'
import type { Field } from './search-document.ts'
import { StemGroups, type StemIndex } from './stem-groups.ts'
import { stemKeys } from './stems.ts'

/** Layout of a segment's files; another number means that it cannot be read. */
export const SEGMENT_FORMAT = 1
export const MAGIC = 'SIMAKSEG'
export const HEAD_BYTES = 16
/** Bits of the languages in which a term occurs; articles of unknown language count for both. */
export const INDONESIAN = 1
export const ENGLISH = 2
/** Terms between two places where a long work may be interrupted. */
const TERMS_A_SLICE = 2000

export interface MetaHeader {
  format: number
  count: number
  strings: string[]
  /** Name to offset (from the end of the header, a multiple of eight) and length in bytes. */
  sections: Record<string, [offset: number, length: number]>
  postings: { length: number; crc: number }
  positions: { length: number; crc: number }
}

export interface SegmentSinks {
  postings(bytes: Uint8Array): void
  positions(bytes: Uint8Array): void
}

/**
 * Writes a segment term by term, in the terms' order. Postings of a term: for each document varint(delta * 2 + 1) where
 * the term stands in it once, else varint(delta * 2) and varint(times). Positions: for each document its deltas.
 */
export class SegmentWriter {
  readonly positions: ByteWriter
  private readonly postings: ByteWriter
  private readonly sections = new Map<string, Uint8Array>()
  private readonly docs: number
  private terms = new StringList()
  private counts = new NumberList()
  private postingStarts = new NumberList()
  private positionStarts = new NumberList()
  private languages = new NumberList()
  private prefixes: PrefixSets
  private lastDoc = -1
  private docsOfTerm = 0
  private languagesOfTerm = 0

  /** @param docs number of documents the segment will have */
  constructor(sinks: SegmentSinks, docs: number) {
    this.postings = new ByteWriter((bytes) => sinks.postings(bytes))
    this.positions = new ByteWriter((bytes) => sinks.positions(bytes))
    this.docs = docs
    this.prefixes = new PrefixSets(docs)
  }

  startTerm(term: string): void {
    this.terms.push(term)
    this.postingStarts.push(this.postings.length)
    this.positionStarts.push(this.positions.length)
    this.prefixes.startTerm(term)
    this.lastDoc = -1
    this.docsOfTerm = 0
    this.languagesOfTerm = 0
  }

  /** Documents come in their order; their positions follow through `positions`. */
  posting(doc: number, times: number, languages: number): void {
    const delta = doc - this.lastDoc
    this.lastDoc = doc
    this.docsOfTerm++
    this.languagesOfTerm |= languages
    if (times === 1) this.postings.varint(delta * 2 + 1)
    else {
      this.postings.varint(delta * 2)
      this.postings.varint(times)
    }
    this.prefixes.add(doc)
  }

  endTerm(): void {
    this.counts.push(this.docsOfTerm)
    this.languages.push(this.languagesOfTerm)
  }

  /** Number of the term that is started next. */
  get nextTerm(): number {
    return this.terms.length
  }

  /**
   * Closes a field; what was written since the last one is its.
   * @param known its stems, where they need not be found anew
   */
  *endField(field: Field, known: StemIndex | null = null): Generator<void, void> {
    this.postingStarts.push(this.postings.length)
    this.positionStarts.push(this.positions.length)
    this.addStrings(`${field}.terms`, this.terms.pack())
    this.addNumbers(`${field}.counts`, this.counts)
    this.addNumbers(`${field}.postings`, this.postingStarts)
    this.addNumbers(`${field}.positions`, this.positionStarts)
    const sets = this.prefixes.finish()
    this.addStrings(`${field}.prefixes`, sets.names)
    this.add(`${field}.prefixStarts`, sets.starts)
    this.add(`${field}.prefixSets`, sets.bytes)
    const { stems, starts, terms } = known ?? (yield* this.findStems())
    yield
    this.addStrings(`${field}.stems`, stems)
    this.add(`${field}.stemStarts`, starts)
    this.add(`${field}.stemTerms`, terms)
    this.add(`${field}.languages`, Uint8Array.from(this.languages.view()))
    this.terms = new StringList()
    this.counts = new NumberList()
    this.postingStarts = new NumberList()
    this.positionStarts = new NumberList()
    this.languages = new NumberList()
    this.prefixes = new PrefixSets(this.docs)
  }

  /** The file that is loaded whole, in pieces: dictionaries and documents. */
  finish(table: DocTable): Uint8Array[] {
    this.postings.finish()
    this.positions.finish()
    for (const [name, column] of Object.entries(columnsOf(table))) this.add(name, column)
    const header: MetaHeader = {
      format: SEGMENT_FORMAT,
      count: table.count,
      strings: table.strings,
      sections: {},
      postings: { length: this.postings.length, crc: this.postings.crc },
      positions: { length: this.positions.length, crc: this.positions.crc },
    }
    let offset = 0
    for (const [name, bytes] of this.sections) {
      header.sections[name] = [offset, bytes.length]
      offset += aligned(bytes.length)
    }
    return metaPieces(header, [...this.sections.values()])
  }

  /** Which terms have which stem: `i` and `e` before the stem are the languages. */
  private *findStems(): Generator<void, StemIndex> {
    const groups = new StemGroups()
    for (let index = 0; index < this.terms.length; index++) {
      const term = this.terms.at(index)
      const flag = this.languages.at(index)
      if ((flag & INDONESIAN) !== 0) for (const key of stemKeys(term, 'id')) groups.add(`i${key}`, index)
      if ((flag & ENGLISH) !== 0) for (const key of stemKeys(term, 'en')) groups.add(`e${key}`, index)
      if (index % TERMS_A_SLICE === 0) yield
    }
    return groups.finish()
  }

  private addStrings(name: string, strings: PackedStrings): void {
    this.add(`${name}.bytes`, strings.bytes)
    this.add(`${name}.starts`, strings.starts)
  }

  private addNumbers(name: string, numbers: NumberList): void {
    this.add(name, numbers.view().slice())
  }

  private add(name: string, values: TypedColumn): void {
    this.sections.set(name, new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
  }
}

/** Whose words an article's are. */
export function languageBits(language: string | null): number {
  const name = language?.toLowerCase().split('-')[0]
  if (name === 'id' || name === 'ms' || name === 'in') return INDONESIAN
  return name === 'en' ? ENGLISH : INDONESIAN | ENGLISH
}

export function aligned(length: number): number {
  return (length + 7) & ~7
}

/**
 * `SIMAKSEG`, length of the header, CRC-32 of all that follows, header as JSON, sections, each up to a multiple of eight.
 * In pieces: with 100,000 articles, a copy of all of it would take as much memory as it takes loaded.
 */
function metaPieces(header: MetaHeader, sections: readonly Uint8Array[]): Uint8Array[] {
  const json = Buffer.from(JSON.stringify(header), 'utf8')
  const head = new Uint8Array(aligned(HEAD_BYTES + json.length))
  head.set(Buffer.from(MAGIC, 'latin1'), 0)
  head.set(json, HEAD_BYTES)
  const padded = sections.flatMap((section) => [section, new Uint8Array(aligned(section.length) - section.length)])
  const view = new DataView(head.buffer)
  view.setUint32(8, json.length, true)
  view.setUint32(
    12,
    padded.reduce((sum, piece) => crc32(piece, sum), crc32(head.subarray(HEAD_BYTES))),
    true,
  )
  return [head, ...padded]
}
