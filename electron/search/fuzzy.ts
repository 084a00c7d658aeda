import type { PackedStrings } from './packed-strings.ts'

/** How many typing errors a word of so many characters may have. */
export function allowedErrors(length: number): number {
  if (length < 4) return 0
  return length < 8 ? 1 : 2
}

export interface Near {
  term: number
  errors: number
}

/** More bytes than any word worth correcting has. */
const LONGEST = 48

/**
 * Terms within so many typing errors (a letter wrong, missing, too many, or two swapped: Damerau-Levenshtein distance in
 * its "optimal string alignment" form). The dictionary is walked in its order as if it were a trie: rows of the distance
 * table are kept for the shared beginning of neighbours, and all terms behind a hopeless beginning are jumped over.
 * Counted in bytes, so one non-Latin letter counts for as many errors as it has bytes.
 *
 * @param sameStart the first byte must be right: people rarely mistype it, and it saves most of the work
 */
export function findNear(terms: PackedStrings, word: string, errors: number, sameStart: boolean): Near[] {
  const wanted = Buffer.from(word, 'utf8')
  if (errors === 0 || wanted.length > LONGEST) return []
  const walk = new Walk(terms, wanted, errors)
  const [first, end] = sameStart
    ? terms.prefixRange(Buffer.from(wanted.subarray(0, 1)).toString('latin1'))
    : [0, terms.length]
  let index = first
  while (index < end) index = walk.step(index)
  return walk.found
}

/** Larger than any distance that matters. */
const FAR = 100

class Walk {
  readonly found: Near[] = []
  private readonly terms: PackedStrings
  private readonly wanted: Uint8Array
  private readonly errors: number
  private readonly width: number
  /** Row r is the distance table's row for the first r bytes of the current term; all rows in one. */
  private readonly cells: Uint8Array
  /** Smallest value of each row. */
  private readonly least: Uint8Array
  /** Rows up to here are those of `last`. */
  private valid = 0
  private last: Uint8Array = new Uint8Array(0)

  constructor(terms: PackedStrings, wanted: Uint8Array, errors: number) {
    this.terms = terms
    this.wanted = wanted
    this.errors = errors
    this.width = wanted.length + 1
    const rows = wanted.length + errors + 2
    this.cells = new Uint8Array(rows * this.width).fill(FAR)
    this.least = new Uint8Array(rows)
    for (let column = 0; column <= Math.min(errors, wanted.length); column++) this.cells[column] = column
  }

  /** Looks at one term; answers the index of the next one worth looking at. */
  step(index: number): number {
    const term = this.terms.bytesAt(index)
    const deepest = this.wanted.length + this.errors
    let row = this.sharedRows(term)
    while (row < term.length) {
      if (row >= deepest) {
        this.keep(term, row)
        return this.terms.prefixEnd(term, row + 1, index)
      }
      row++
      this.fill(row, term)
      // With two letters swapped, the row between may be one worse than where it ends.
      if (Math.min(this.least[row] ?? FAR, (this.least[row - 1] ?? FAR) + 1) > this.errors) {
        this.keep(term, row)
        return this.terms.prefixEnd(term, row, index)
      }
    }
    this.keep(term, row)
    const distance = this.cells[term.length * this.width + this.width - 1] ?? FAR
    if (distance <= this.errors) this.found.push({ term: index, errors: distance })
    return index + 1
  }

  private keep(term: Uint8Array, rows: number): void {
    this.last = term
    this.valid = rows
  }

  private sharedRows(term: Uint8Array): number {
    const most = Math.min(this.valid, term.length)
    let shared = 0
    while (shared < most && this.last[shared] === term[shared]) shared++
    return shared
  }

  /** Fills the part of a row that can still be near enough: the diagonal and as many cells beside it as errors. */
  private fill(row: number, term: Uint8Array): void {
    const { cells, wanted, width, errors } = this
    const letter = term[row - 1] ?? 0
    const before = row > 1 ? (term[row - 2] ?? 0) : -1
    const here = row * width
    const above = here - width
    const first = Math.max(1, row - errors)
    const last = Math.min(width - 1, row + errors)
    cells[here + first - 1] = first === 1 && row <= errors ? row : FAR
    let least = cells[here + first - 1] ?? FAR
    for (let column = first; column <= last; column++) {
      // Above the last cell nothing was filled in.
      const up = column === row + errors ? FAR : (cells[above + column] ?? FAR)
      let value = Math.min(up, cells[here + column - 1] ?? FAR) + 1
      const diagonal = (cells[above + column - 1] ?? FAR) + (wanted[column - 1] === letter ? 0 : 1)
      if (diagonal < value) value = diagonal
      if (column > 1 && letter === wanted[column - 2] && before === wanted[column - 1]) {
        value = Math.min(value, (cells[above - width + column - 2] ?? FAR) + 1)
      }
      cells[here + column] = value
      if (value < least) least = value
    }
    if (last + 1 < width) cells[here + last + 1] = FAR
    this.least[row] = least
  }
}
