import { crc32 } from 'node:zlib'
import { type DocTable, tableOf, uint32 } from './doc-table.ts'
import { PackedStrings } from './packed-strings.ts'
import { LONGEST_SET_PREFIX } from './prefix-sets.ts'
import { type Field, FIELDS } from './search-document.ts'
import { aligned, HEAD_BYTES, MAGIC, type MetaHeader, SEGMENT_FORMAT } from './segment-writer.ts'

/** Where the large parts of a segment are read from: a file, or memory for what has just come in. */
export interface Source {
  readonly length: number
  /** The bytes may be overwritten by the next call. Shorter than asked for where the source ends. */
  read(offset: number, length: number): Uint8Array
  /** From now on this many bytes are read ahead: for who reads from the beginning to the end. 0 for none. */
  readAhead(bytes: number): void
  close(): void
}

export class MemorySource implements Source {
  private readonly bytes: Uint8Array

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  get length(): number {
    return this.bytes.length
  }

  read(offset: number, length: number): Uint8Array {
    return this.bytes.subarray(offset, offset + length)
  }

  readAhead(): void {
    // Everything is here.
  }

  close(): void {
    // Memory needs no closing.
  }
}

/** One field's dictionary and the way to its postings. */
export interface FieldIndex {
  terms: PackedStrings
  counts: Uint32Array
  languages: Uint8Array
  postings: Uint32Array
  positions: Uint32Array
  stems: PackedStrings
  stemStarts: Uint32Array
  stemTerms: Uint32Array
  prefixes: PackedStrings
  prefixStarts: Uint32Array
  prefixSets: Uint8Array
  /** Words of the field in all documents. */
  words: number
}

/** A part of the index that never changes, but for the documents that are taken out of it. */
export class Segment {
  readonly docs: DocTable
  readonly fields: Record<Field, FieldIndex>
  readonly sums: Pick<MetaHeader, 'postings' | 'positions'>
  /** 1 for documents that are gone or have a newer version in another segment. */
  readonly removed: Uint8Array
  removedCount = 0
  private readonly postings: Source
  private readonly positions: Source

  /** @throws where the bytes are no segment, or not one that this version can read */
  constructor(meta: Uint8Array, postings: Source, positions: Source) {
    const { header, section } = readMeta(meta)
    this.docs = tableOf(header.count, header.strings, section)
    const field = (name: Field): FieldIndex => fieldIndex(name, section, this.docs)
    this.fields = { title: field('title'), people: field('people'), notes: field('notes'), text: field('text') }
    this.sums = { postings: header.postings, positions: header.positions }
    if (postings.length !== header.postings.length || positions.length !== header.positions.length) {
      throw new DamagedIndex('length')
    }
    this.postings = postings
    this.positions = positions
    this.removed = new Uint8Array(header.count)
  }

  get count(): number {
    return this.docs.count
  }

  remove(doc: number): void {
    if (this.removed[doc] !== 0) return
    this.removed[doc] = 1
    this.removedCount++
  }

  /** Postings of the terms from `first` up to `end`, in one read; `starts` of the field say which are whose. */
  readPostings(field: FieldIndex, first: number, end: number): Uint8Array {
    const from = field.postings[first] ?? 0
    return this.postings.read(from, (field.postings[end] ?? from) - from)
  }

  readPositions(field: FieldIndex, term: number): Uint8Array {
    const from = field.positions[term] ?? 0
    return this.positions.read(from, (field.positions[term + 1] ?? from) - from)
  }

  /** The set of documents with a word that starts so; null where the postings must be read. */
  prefixSet(field: FieldIndex, prefix: string): Uint8Array | null {
    if (prefix.length > LONGEST_SET_PREFIX * 2) return null
    const index = field.prefixes.find(prefix)
    if (index < 0) return null
    return field.prefixSets.subarray(field.prefixStarts[index] ?? 0, field.prefixStarts[index + 1] ?? 0)
  }

  /** Reads a piece of the large files and adds it to a sum; for checking them when there is time. */
  checksum(part: 'postings' | 'positions', offset: number, length: number, sum: number): number {
    return crc32(this[part].read(offset, length), sum)
  }

  readAhead(bytes: number): void {
    this.postings.readAhead(bytes)
    this.positions.readAhead(bytes)
  }

  close(): void {
    this.postings.close()
    this.positions.close()
  }
}

/** The files of an index are not what was written. */
export class DamagedIndex extends Error {}

function readMeta(meta: Uint8Array): { header: MetaHeader; section: (name: string) => Uint8Array } {
  const view = new DataView(meta.buffer, meta.byteOffset, meta.byteLength)
  if (meta.length < HEAD_BYTES || Buffer.from(meta.subarray(0, 8)).toString('latin1') !== MAGIC) {
    throw new DamagedIndex('magic')
  }
  if (crc32(meta.subarray(HEAD_BYTES)) !== view.getUint32(12, true)) throw new DamagedIndex('checksum')
  const length = view.getUint32(8, true)
  // The checksum vouches for the shape: only this program writes it.
  const header = JSON.parse(Buffer.from(meta.subarray(HEAD_BYTES, HEAD_BYTES + length)).toString('utf8')) as MetaHeader
  if (header.format !== SEGMENT_FORMAT) throw new DamagedIndex('format')
  const start = aligned(HEAD_BYTES + length)
  const section = (name: string): Uint8Array => {
    const place = header.sections[name]
    if (place === undefined) throw new DamagedIndex(name)
    return meta.subarray(start + place[0], start + place[0] + place[1])
  }
  return { header, section }
}

function fieldIndex(name: Field, section: (name: string) => Uint8Array, docs: DocTable): FieldIndex {
  const numbers = (part: string): Uint32Array => uint32(section(`${name}.${part}`))
  const strings = (part: string): PackedStrings =>
    new PackedStrings(section(`${name}.${part}.bytes`), numbers(`${part}.starts`))
  const at = FIELDS.indexOf(name)
  let words = 0
  for (let index = at; index < docs.lengths.length; index += FIELDS.length) words += docs.lengths[index] ?? 0
  return {
    terms: strings('terms'),
    counts: numbers('counts'),
    languages: section(`${name}.languages`),
    postings: numbers('postings'),
    positions: numbers('positions'),
    stems: strings('stems'),
    stemStarts: numbers('stemStarts'),
    stemTerms: numbers('stemTerms'),
    prefixes: strings('prefixes'),
    prefixStarts: numbers('prefixStarts'),
    prefixSets: section(`${name}.prefixSets`),
    words,
  }
}

/** Calls `visit` for each document of a term's postings. */
export function forEachPosting(bytes: Uint8Array, visit: (doc: number, times: number) => void): void {
  let doc = -1
  let at = 0
  const end = bytes.length
  while (at < end) {
    let byte = bytes[at++] ?? 0
    let value = byte & 127
    for (let shift = 7; byte > 127 && at < end; shift += 7) {
      byte = bytes[at++] ?? 0
      value |= (byte & 127) << shift
    }
    doc += value >>> 1
    let times = 1
    if ((value & 1) === 0) {
      byte = bytes[at++] ?? 0
      times = byte & 127
      for (let shift = 7; byte > 127 && at < end; shift += 7) {
        byte = bytes[at++] ?? 0
        times |= (byte & 127) << shift
      }
    }
    visit(doc, times)
  }
}
