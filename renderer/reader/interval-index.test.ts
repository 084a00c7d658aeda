import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Interval } from './interval-index.ts'
import { IntervalIndex } from './interval-index.ts'

test('all overlapping intervals are found, the shortest first', () => {
  const index = new IntervalIndex([
    { id: 'long', start: 0, end: 100 },
    { id: 'short', start: 10, end: 20 },
    { id: 'middle', start: 5, end: 40 },
  ])
  expect(index.at(12)).toEqual(['short', 'middle', 'long'])
  expect(index.at(20)).toEqual(['middle', 'long'])
  expect(index.at(0)).toEqual(['long'])
  expect(index.at(100)).toEqual([])
})

test('finds what a plain scan finds', () => {
  const interval = fc
    .tuple(fc.nat(60), fc.integer({ min: 1, max: 60 }))
    .map(([start, length]) => ({ start, end: start + length }))
  fc.assert(
    fc.property(fc.array(interval, { maxLength: 40 }), fc.nat(130), (spans, offset) => {
      const intervals = spans.map((span, index): Interval => ({ ...span, id: String(index) }))
      const expected = intervals.filter(({ start, end }) => start <= offset && offset < end).map(({ id }) => id)
      expect(new IntervalIndex(intervals).at(offset).toSorted()).toEqual(expected.toSorted())
    }),
  )
})
