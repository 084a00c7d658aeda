/**
 * Which rows hold a key: an open hash table of chains in typed arrays, because a million entries in a `Map` of arrays
 * would take a hundred megabytes and seconds to fill.
 */
export class BandTable {
  private heads = new Int32Array(1024).fill(-1)
  private keys = new Uint32Array(512)
  private rows = new Int32Array(512)
  private next = new Int32Array(512)
  private count = 0

  add(key: number, row: number): void {
    if (this.count === this.keys.length) this.grow()
    const slot = this.slotOf(key)
    this.keys[this.count] = key
    this.rows[this.count] = row
    this.next[this.count] = this.heads[slot] ?? -1
    this.heads[slot] = this.count
    this.count++
  }

  /** Rows with that key, the youngest first. */
  *find(key: number): Generator<number, void> {
    for (let at = this.heads[this.slotOf(key)] ?? -1; at !== -1; at = this.next[at] ?? -1) {
      if (this.keys[at] === key) yield this.rows[at] ?? -1
    }
  }

  private slotOf(key: number): number {
    return (Math.imul(key, 0x9e3779b1) >>> 0) & (this.heads.length - 1)
  }

  private grow(): void {
    this.keys = grown(this.keys, new Uint32Array(this.count * 2))
    this.rows = grown(this.rows, new Int32Array(this.count * 2))
    this.next = grown(this.next, new Int32Array(this.count * 2))
    this.heads = new Int32Array(this.heads.length * 2).fill(-1)
    for (let at = 0; at < this.count; at++) {
      const slot = this.slotOf(this.keys[at] ?? 0)
      this.next[at] = this.heads[slot] ?? -1
      this.heads[slot] = at
    }
  }
}

function grown<A extends Uint32Array<ArrayBuffer> | Int32Array<ArrayBuffer>>(from: A, to: A): A {
  to.set(from)
  return to
}
