import { expect, test } from 'vitest'
import { movedIndex } from './list-keys.ts'

test.each([
  ['ArrowDown', 3, 4],
  ['ArrowDown', 9, 9],
  ['ArrowUp', 3, 2],
  ['ArrowUp', 0, 0],
  ['PageDown', 3, 7],
  ['PageDown', 8, 9],
  ['PageUp', 3, 0],
  ['Home', 3, 0],
  ['End', 3, 9],
  ['Enter', 3, null],
])('%s at row %i of ten goes to %s', (key, active, expected) => {
  expect(movedIndex(key, active, 10, 4)).toBe(expected)
})

test('nothing moves in an empty list', () => {
  expect(movedIndex('End', 0, 0, 4)).toBeNull()
})
