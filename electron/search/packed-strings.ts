import { NumberList } from './byte-writer.ts'

/** Many strings in two typed arrays: sorted by their UTF-8 bytes, found by halving, at a tenth of a Map's memory. */
export class PackedStrings {
  readonly bytes: Uint8Array
  /** Where each string starts, and the end of the last. */
  readonly starts: Uint32Array

  constructor(bytes: Uint8Array, starts: Uint32Array) {
    this.bytes = bytes
    this.starts = starts
  }

  get length(): number {
    return Math.max(0, this.starts.length - 1)
  }

  at(index: number): string {
    return Buffer.from(this.bytesAt(index)).toString('utf8')
  }

  bytesAt(index: number): Uint8Array {
    return this.bytes.subarray(this.starts[index] ?? 0, this.starts[index + 1] ?? 0)
  }

  /** Index of the string, or -1. */
  find(text: string): number {
    const wanted = Buffer.from(text, 'utf8')
    const index = this.lowerBound(wanted, 0)
    return index < this.length && this.compare(index, wanted) === 0 ? index : -1
  }

  /** The strings that start so: from the first, up to but without the second. */
  prefixRange(prefix: string): [first: number, end: number] {
    const wanted = Buffer.from(prefix, 'utf8')
    const first = this.lowerBound(wanted, 0)
    return [first, this.prefixEnd(wanted, wanted.length, first)]
  }

  /** First index at or after `from` whose string does not start with the first `length` bytes of `prefix`. */
  prefixEnd(prefix: Uint8Array, length: number, from: number): number {
    let low = from
    let step = 1
    // Galloping: ranges are short more often than not.
    while (low + step < this.length && this.startsWith(low + step, prefix, length)) {
      low += step
      step *= 2
    }
    let high = Math.min(this.length, low + step)
    if (low >= this.length || !this.startsWith(low, prefix, length)) return low
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.startsWith(middle, prefix, length)) low = middle + 1
      else high = middle
    }
    return low
  }

  private lowerBound(wanted: Uint8Array, from: number): number {
    let low = from
    let high = this.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.compare(middle, wanted) < 0) low = middle + 1
      else high = middle
    }
    return low
  }

  private compare(index: number, wanted: Uint8Array): number {
    const start = this.starts[index] ?? 0
    const length = (this.starts[index + 1] ?? 0) - start
    const shared = Math.min(length, wanted.length)
    for (let at = 0; at < shared; at++) {
      const difference = (this.bytes[start + at] ?? 0) - (wanted[at] ?? 0)
      if (difference !== 0) return difference
    }
    return length - wanted.length
  }

  private startsWith(index: number, prefix: Uint8Array, length: number): boolean {
    const start = this.starts[index] ?? 0
    if ((this.starts[index + 1] ?? 0) - start < length) return false
    for (let at = 0; at < length; at++) if (this.bytes[start + at] !== prefix[at]) return false
    return true
  }
}

const SURROGATE = /[\ud800-\udfff]/

/** In the order of their UTF-8 bytes, which differs from JavaScript's only beyond the first plane. */
export function inByteOrder(strings: readonly string[]): string[] {
  const sorted = strings.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  if (!strings.some((text) => SURROGATE.test(text))) return sorted
  return sorted.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
}

/** @param sorted in byte order, without repetition */
export function packStrings(sorted: readonly string[]): PackedStrings {
  const list = new StringList()
  for (const text of sorted) list.push(text)
  return list.pack()
}

const FIRST_BYTES = 1 << 12
/** UTF-8 bytes that one UTF-16 code unit takes at most. */
const BYTES_A_UNIT = 3
const encoder = new TextEncoder()

/** Strings that grow in place, as bytes: a million of them as JavaScript strings would take five times the memory. */
export class StringList {
  private bytes = new Uint8Array(FIRST_BYTES)
  private used = 0
  private readonly starts = new NumberList()

  get length(): number {
    return this.starts.length
  }

  push(text: string): void {
    this.makeRoom(text.length * BYTES_A_UNIT)
    this.starts.push(this.used)
    this.used += encoder.encodeInto(text, this.bytes.subarray(this.used)).written
  }

  pushBytes(bytes: Uint8Array): void {
    this.makeRoom(bytes.length)
    this.starts.push(this.used)
    this.bytes.set(bytes, this.used)
    this.used += bytes.length
  }

  at(index: number): string {
    return Buffer.from(this.bytes.buffer, this.startOf(index), this.startOf(index + 1) - this.startOf(index)).toString()
  }

  /** What was pushed, which must have come in byte order and without repetition to be found again. */
  pack(): PackedStrings {
    const starts = new Uint32Array(this.length + 1)
    starts.set(this.starts.view())
    starts[this.length] = this.used
    return new PackedStrings(this.bytes.slice(0, this.used), starts)
  }

  private startOf(index: number): number {
    return index < this.length ? this.starts.at(index) : this.used
  }

  private makeRoom(more: number): void {
    if (this.used + more <= this.bytes.length) return
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.used + more))
    grown.set(this.bytes.subarray(0, this.used))
    this.bytes = grown
  }
}
