import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findNear } from './fuzzy.ts'
import { inByteOrder, packStrings } from './packed-strings.ts'
import { isNear } from './word-matcher.ts'

/** The textbook table, kept in full. */
function distance(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, row) =>
    Array.from({ length: b.length + 1 }, (__, column) => (row === 0 ? column : column === 0 ? row : 0)),
  )
  const at = (row: number, column: number): number => table[row]?.[column] ?? 99
  for (let row = 1; row <= a.length; row++) {
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1
      let least = Math.min(at(row - 1, column) + 1, at(row, column - 1) + 1, at(row - 1, column - 1) + same)
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        least = Math.min(least, at(row - 2, column - 2) + 1)
      }
      const cells = table[row]
      if (cells !== undefined) cells[column] = least
    }
  }
  return at(a.length, b.length)
}

const letters = fc.stringMatching(/^[abc]{1,9}$/)

describe('findNear', () => {
  test('finds exactly the terms that are near enough', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(letters, { maxLength: 60 }),
        letters,
        fc.integer({ min: 1, max: 2 }),
        (terms, word, errors) => {
          const sorted = inByteOrder(terms)
          const found = findNear(packStrings(sorted), word, errors, false)
          const expected = sorted.flatMap((term, index) => {
            const apart = distance(term, word)
            return apart <= errors ? [{ term: index, errors: apart }] : []
          })
          expect(found).toEqual(expected)
        },
      ),
      { numRuns: 500 },
    )
  })

  test('can insist on the first letter', () => {
    const terms = packStrings(['harga', 'marga', 'targa'])
    expect(findNear(terms, 'harg', 1, true).map(({ term }) => terms.at(term))).toEqual(['harga'])
  })
})

test('isNear agrees with the table', () => {
  const words = fc.stringMatching(/^[abc]{3,10}$/)
  fc.assert(
    fc.property(words, words, (word, wanted) => {
      const allowed = wanted.length < 4 ? 0 : wanted.length < 8 ? 1 : 2
      expect(isNear(word, wanted)).toBe(allowed > 0 && distance(word, wanted) <= allowed)
    }),
  )
})
