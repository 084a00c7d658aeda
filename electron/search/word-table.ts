/** No entry. */
export const UNKNOWN = -1

const FIRST_SLOTS = 1 << 14
const FIRST_UNITS = 1 << 16

/**
 * Words as they stand in texts, each with a number: a hash table over pieces of strings, so that the millions of words of
 * a library are looked up without making a string of each. Open addressing, FNV-1a, at most half full.
 */
export class WordTable {
  private slots = new Int32Array(FIRST_SLOTS).fill(UNKNOWN)
  private units = new Uint16Array(FIRST_UNITS)
  private used = 0
  private hashes = new Uint32Array(FIRST_SLOTS)
  private starts = new Uint32Array(FIRST_SLOTS)
  private values = new Uint32Array(FIRST_SLOTS)
  private count = 0

  /** The number of `text` from `start` to `end` (UTF-16 code units), or UNKNOWN. */
  get(text: string, start: number, end: number): number {
    const hash = hashOf(text, start, end)
    const mask = this.slots.length - 1
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = this.slots[slot] ?? UNKNOWN
      if (entry === UNKNOWN) return UNKNOWN
      if (this.hashes[entry] === hash && this.isSame(entry, text, start, end)) return this.values[entry] ?? UNKNOWN
    }
  }

  /** Adds a word that is not there. */
  add(text: string, start: number, end: number, value: number): void {
    if (this.count * 2 >= this.slots.length) this.grow()
    while (this.used + end - start > this.units.length) this.units = doubled(this.units, Uint16Array)
    const entry = this.count++
    this.hashes[entry] = hashOf(text, start, end)
    this.starts[entry] = this.used
    this.values[entry] = value
    for (let at = start; at < end; at++) this.units[this.used++] = text.charCodeAt(at)
    this.starts[entry + 1] = this.used
    this.place(entry)
  }

  private isSame(entry: number, text: string, start: number, end: number): boolean {
    const from = this.starts[entry] ?? 0
    if ((this.starts[entry + 1] ?? 0) - from !== end - start) return false
    for (let at = start; at < end; at++) if (this.units[from + at - start] !== text.charCodeAt(at)) return false
    return true
  }

  private place(entry: number): void {
    const mask = this.slots.length - 1
    let slot = (this.hashes[entry] ?? 0) & mask
    while (this.slots[slot] !== UNKNOWN) slot = (slot + 1) & mask
    this.slots[slot] = entry
  }

  private grow(): void {
    this.slots = new Int32Array(this.slots.length * 2).fill(UNKNOWN)
    this.hashes = doubled(this.hashes, Uint32Array)
    this.starts = doubled(this.starts, Uint32Array)
    this.values = doubled(this.values, Uint32Array)
    for (let entry = 0; entry < this.count; entry++) this.place(entry)
  }
}

function hashOf(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}

function doubled<A extends Uint16Array | Uint32Array>(array: A, Kind: new (length: number) => A): A {
  const grown = new Kind(array.length * 2)
  grown.set(array)
  return grown
}
