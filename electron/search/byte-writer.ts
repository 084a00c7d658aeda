import { crc32 } from 'node:zlib'

const CHUNK = 1 << 16
/** A varint of a number below 2^32 takes at most this. */
const LONGEST_VARINT = 5

/** Grows by chunks that go to a sink as soon as they are full, so that large data never stands in memory twice. */
export class ByteWriter {
  private readonly sink: (bytes: Uint8Array) => void
  private chunk = new Uint8Array(CHUNK)
  private used = 0
  private flushed = 0
  private sum = 0

  constructor(sink: (bytes: Uint8Array) => void) {
    this.sink = sink
  }

  /** Bytes written so far. */
  get length(): number {
    return this.flushed + this.used
  }

  /** CRC-32 of everything written; complete after `finish`. */
  get crc(): number {
    return this.sum
  }

  /** LEB128: seven bits a byte, the lowest first; the high bit says that more follow. */
  varint(value: number): void {
    if (this.used + LONGEST_VARINT > CHUNK) this.flush()
    let rest = value
    while (rest > 127) {
      this.chunk[this.used++] = (rest & 127) | 128
      rest >>>= 7
    }
    this.chunk[this.used++] = rest
  }

  bytes(bytes: Uint8Array): void {
    if (this.used + bytes.length > CHUNK) this.flush()
    if (bytes.length > CHUNK) {
      this.pass(bytes)
      this.flushed += bytes.length
      return
    }
    this.chunk.set(bytes, this.used)
    this.used += bytes.length
  }

  finish(): void {
    this.flush()
  }

  private flush(): void {
    if (this.used === 0) return
    this.pass(this.chunk.subarray(0, this.used))
    this.flushed += this.used
    this.used = 0
    this.chunk = new Uint8Array(CHUNK)
  }

  private pass(bytes: Uint8Array): void {
    this.sum = crc32(bytes, this.sum)
    this.sink(bytes)
  }
}

/** Numbers below 2^32 that grow in place. */
export class NumberList {
  private values = new Uint32Array(1024)
  length = 0

  push(value: number): void {
    if (this.length === this.values.length) {
      const grown = new Uint32Array(this.length * 2)
      grown.set(this.values)
      this.values = grown
    }
    this.values[this.length++] = value
  }

  at(index: number): number {
    return this.values[index] ?? 0
  }

  /** The numbers themselves, not a copy: good until the next `push`. */
  view(): Uint32Array<ArrayBuffer> {
    return this.values.subarray(0, this.length)
  }

  clear(): void {
    this.length = 0
  }
}
