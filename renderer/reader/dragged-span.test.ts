import fc from 'fast-check'
import { expect, test } from 'vitest'
import { draggedSpan } from './dragged-span.ts'

const TEXT = 'Salt came 👍🏽 by night'

test.each([
  ['the end further', 'end', 4, { start: 0, end: 4 }],
  ['the end over an emoji', 'end', 11, { start: 0, end: 14 }],
  ['the end before the start', 'end', 0, { start: 0, end: 1 }],
] as const)('%s', (_name, which, offset, span) => {
  expect(draggedSpan(TEXT, { start: 0, end: 2 }, which, offset)).toEqual(span)
})

test('the start behind the end leaves the last letter', () => {
  expect(draggedSpan(TEXT, { start: 0, end: 4 }, 'start', 9)).toEqual({ start: 3, end: 4 })
  expect(draggedSpan(TEXT, { start: 0, end: 14 }, 'start', 14)).toEqual({ start: 10, end: 14 })
})

test('something stays, in the text, with one end where it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.nat(), fc.boolean(), (text, at, isStart) => {
      const span = { start: 0, end: text.length }
      const moved = draggedSpan(text, span, isStart ? 'start' : 'end', at % (text.length + 1))
      expect(moved.end).toBeGreaterThan(moved.start)
      expect(moved.end).toBeLessThanOrEqual(text.length)
      expect(isStart ? moved.end : moved.start).toBe(isStart ? text.length : 0)
    }),
  )
})
