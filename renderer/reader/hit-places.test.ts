import { expect, test } from 'vitest'
import { placesOf } from './hit-places.ts'

const span = (start: number) => ({ start, end: start + 3 })
const PARTS = [
  { start: 0, end: 100, top: 20, height: 50 },
  // A picture: high, and almost no text.
  { start: 101, end: 111, top: 100, height: 900 },
  { start: 112, end: 212, top: 1000, height: 50 },
]

test.each([
  ['the beginning', 0, 20],
  ['the middle of a part', 50, 45],
  ['between two parts', 100, 70],
  ['in a high part with little text', 106, 550],
  ['behind it', 112, 1000],
  ['the end', 212, 1050],
])('%s', (_name, start, place) => {
  expect(placesOf(PARTS, [span(start)])).toEqual([place])
})

test('many in one go stand where each stands alone', () => {
  const spans = Array.from({ length: 107 }, (_, at) => span(at * 2))
  expect(placesOf(PARTS, spans)).toEqual(spans.flatMap((one) => placesOf(PARTS, [one])))
})

test('without parts everything stands at the top', () => {
  expect(placesOf([], [span(4)])).toEqual([0])
})
