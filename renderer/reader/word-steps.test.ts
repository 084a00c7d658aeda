import { expect, test } from 'vitest'
import { nextWordEnd, nextWordStart, previousWordEnd, previousWordStart } from './word-steps.ts'

const TEXT = 'The tide, at noon, turned.'

test.each([
  ['the next end', nextWordEnd, 4, 8],
  ['the next end from an end', nextWordEnd, 8, 12],
  ['the end of the text', nextWordEnd, 25, 26],
  ['the end before', previousWordEnd, 12, 8],
  ['the first end', previousWordEnd, 3, 0],
  ['the start before', previousWordStart, 10, 4],
  ['the start before a start', previousWordStart, 4, 0],
  ['the next start', nextWordStart, 4, 10],
])('%s', (_name, step, from, to) => {
  expect(step(TEXT, from)).toBe(to)
})

test('words without spaces between them are words too', () => {
  expect(nextWordEnd('太空中酒精', 0)).toBeLessThan(5)
})
