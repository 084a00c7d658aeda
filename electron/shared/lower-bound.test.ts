import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lowerBound } from './lower-bound.ts'

test('finds where a sorted list would take a value in, as a walk through it does', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 })), fc.integer({ min: -1, max: 21 }), (values, wanted) => {
      const sorted = [...values].sort((a, b) => a - b)
      const walked = sorted.findIndex((value) => value >= wanted)
      const found = lowerBound(sorted.length, (at) => (sorted[at] ?? 0) >= wanted)
      expect(found).toBe(walked === -1 ? sorted.length : walked)
    }),
  )
})
