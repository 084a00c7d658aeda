import { NumberList } from './byte-writer.ts'
import { inByteOrder } from './packed-strings.ts'

const END = 0xffffffff

/** The terms of each stem, as lists linked through two typed arrays: an array a stem would take five times the memory. */
export class StemGroups {
  /** Stem to its newest entry. */
  private readonly newest = new Map<string, number>()
  private readonly terms = new NumberList()
  private readonly before = new NumberList()

  add(stem: string, term: number): void {
    this.before.push(this.newest.get(stem) ?? END)
    this.newest.set(stem, this.terms.length)
    this.terms.push(term)
  }

  /** Stems in byte order; the terms of stem `i` go from `starts[i]` up to `starts[i + 1]`. */
  finish(): { names: string[]; starts: Uint32Array; terms: NumberList } {
    const names = inByteOrder([...this.newest.keys()])
    const starts = new Uint32Array(names.length + 1)
    const sorted = new NumberList()
    const terms = this.terms.view()
    const before = this.before.view()
    for (const [index, name] of names.entries()) {
      for (let at = this.newest.get(name) ?? END; at !== END; at = before[at] ?? END) sorted.push(terms[at] ?? 0)
      starts[index + 1] = sorted.length
    }
    return { names, starts, terms: sorted }
  }
}
