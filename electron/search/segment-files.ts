import { closeSync, fstatSync, openSync, readFileSync, readSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { MemorySource, Segment, type Source } from './segment.ts'
import type { SegmentSinks } from './segment-writer.ts'

/** Ends of the three files of a segment. */
const PARTS = ['meta', 'postings', 'positions'] as const
const FIRST_BUFFER = 1 << 16

/** A large file that is read piece by piece; the system keeps in memory what is used often. */
class FileSource implements Source {
  readonly length: number
  private readonly descriptor: number
  private buffer = new Uint8Array(0)
  /** What of the file the buffer holds. */
  private start = 0
  private filled = 0
  private ahead = 0

  constructor(path: string) {
    this.descriptor = openSync(path, 'r')
    this.length = fstatSync(this.descriptor).size
  }

  read(offset: number, length: number): Uint8Array {
    const from = offset - this.start
    if (from >= 0 && from + length <= this.filled) return this.buffer.subarray(from, from + length)
    this.fill(offset, Math.max(length, this.ahead))
    return this.buffer.subarray(0, Math.min(length, this.filled))
  }

  readAhead(bytes: number): void {
    this.ahead = bytes
  }

  private fill(offset: number, length: number): void {
    if (this.buffer.length < length) this.buffer = new Uint8Array(Math.max(FIRST_BUFFER, length))
    this.start = offset
    this.filled = 0
    while (this.filled < length) {
      const read = readSync(this.descriptor, this.buffer, this.filled, length - this.filled, offset + this.filled)
      if (read === 0) break
      this.filled += read
    }
  }

  close(): void {
    closeSync(this.descriptor)
  }
}

/** Loads a segment from its files. Throws DamagedIndex or what the file system throws. */
export function openSegment(folder: string, name: string): Segment {
  const read = readFileSync(join(folder, `${name}.meta`))
  // Small files come from a shared pool at any offset, and columns of doubles want multiples of eight.
  const meta = read.byteOffset % 8 === 0 ? read : new Uint8Array(read)
  const postings = new FileSource(join(folder, `${name}.postings`))
  const positions = new FileSource(join(folder, `${name}.positions`))
  try {
    return new Segment(meta, postings, positions)
  } catch (error) {
    postings.close()
    positions.close()
    throw error
  }
}

/** Writes a segment's files with places to interrupt, and opens it. The manifest makes it count, so nothing is renamed. */
export function* writeSegment(
  folder: string,
  name: string,
  write: (sinks: SegmentSinks) => Generator<void, Uint8Array[]>,
): Generator<void, Segment> {
  const postings = openSync(join(folder, `${name}.postings`), 'w')
  const positions = openSync(join(folder, `${name}.positions`), 'w')
  try {
    const meta = yield* write({
      postings: (bytes) => writeAll(postings, bytes),
      positions: (bytes) => writeAll(positions, bytes),
    })
    yield* writePieces(join(folder, `${name}.meta`), meta)
  } finally {
    closeSync(postings)
    closeSync(positions)
  }
  return openSegment(folder, name)
}

/** Builds a small segment that stays in memory. */
export function* memorySegment(
  write: (sinks: SegmentSinks) => Generator<void, Uint8Array[]>,
): Generator<void, Segment> {
  const postings: Uint8Array[] = []
  const positions: Uint8Array[] = []
  const meta = yield* write({
    postings: (bytes) => void postings.push(bytes.slice()),
    positions: (bytes) => void positions.push(bytes.slice()),
  })
  return new Segment(
    joined(meta),
    new MemorySource(Buffer.concat(postings)),
    new MemorySource(Buffer.concat(positions)),
  )
}

/** A buffer of its own: columns of doubles want multiples of eight, which the shared pool does not keep to. */
function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}

function* writePieces(path: string, pieces: readonly Uint8Array[]): Generator<void, void> {
  const descriptor = openSync(path, 'w')
  try {
    for (const piece of pieces) {
      writeAll(descriptor, piece)
      yield
    }
  } finally {
    closeSync(descriptor)
  }
}

export function deleteSegment(folder: string, name: string): void {
  for (const part of PARTS) rmSync(join(folder, `${name}.${part}`), { force: true })
}

/** The name of the segment a file belongs to; null for other files. */
export function segmentOfFile(file: string): string | null {
  const part = PARTS.find((end) => file.endsWith(`.${end}`))
  return part === undefined ? null : file.slice(0, -part.length - 1)
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  let done = 0
  while (done < bytes.length) done += writeSync(descriptor, bytes, done)
}
