import fc from 'fast-check'
import { expect, test } from 'vitest'
import { diffSequences } from './sequence-diff.ts'

const keys = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 })

function longestCommon(a: readonly string[], b: readonly string[]): number {
  const row = new Array<number>(b.length + 1).fill(0)
  for (const x of a) {
    let diagonal = 0
    for (const [j, y] of b.entries()) {
      const above = row[j + 1] ?? 0
      row[j + 1] = x === y ? diagonal + 1 : Math.max(above, row[j] ?? 0)
      diagonal = above
    }
  }
  return row[b.length] ?? 0
}

test('the hunks turn the old sequence into the new one, and no shorter script does', () => {
  fc.assert(
    fc.property(keys, keys, (old, next) => {
      const hunks = diffSequences(old, next)
      const made: string[] = []
      let at = 0
      for (const { start, end, from, to } of hunks) {
        made.push(...old.slice(at, start), ...next.slice(from, to))
        at = end
      }
      made.push(...old.slice(at))
      expect(made).toEqual(next)
      const edits = hunks.reduce((sum, { start, end, from, to }) => sum + end - start + to - from, 0)
      expect(edits).toBe(old.length + next.length - 2 * longestCommon(old, next))
    }),
    { numRuns: 2000 },
  )
})

test('sequences with little in common end early', () => {
  const a = Array.from({ length: 9000 }, (_, i) => `a${i}`)
  const b = Array.from({ length: 9000 }, (_, i) => `b${i}`)
  expect(diffSequences(a, b)).toEqual([{ start: 0, end: 9000, from: 0, to: 9000 }])
})
