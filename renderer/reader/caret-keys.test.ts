import { expect, test } from 'vitest'
import { caretMove, paragraphStart } from './caret-keys.ts'

const plain = { ctrlKey: false, altKey: false, metaKey: false }
const ctrl = { ...plain, ctrlKey: true }

test.each([
  ['a character', { ...plain, key: 'ArrowRight' }, { kind: 'modify', direction: 'right', granularity: 'character' }],
  ['a word', { ...ctrl, key: 'ArrowLeft' }, { kind: 'modify', direction: 'left', granularity: 'word' }],
  ['a word on a Mac', { ...plain, altKey: true, key: 'ArrowLeft' }, { granularity: 'word' }],
  ['a line', { ...plain, key: 'ArrowDown' }, { kind: 'modify', direction: 'forward', granularity: 'line' }],
  ['a paragraph', { ...ctrl, key: 'ArrowDown' }, { kind: 'paragraph', direction: 1 }],
  ['a sentence', { ...plain, altKey: true, key: 'ArrowUp' }, { direction: 'backward', granularity: 'sentence' }],
  ['to the end of the line', { ...plain, key: 'End' }, { direction: 'forward', granularity: 'lineboundary' }],
  ['to the start of the line', { ...plain, key: 'Home' }, { direction: 'backward', granularity: 'lineboundary' }],
  ['to the start', { ...ctrl, key: 'Home' }, { kind: 'edge', edge: 'start' }],
  ['to the end', { ...ctrl, key: 'End' }, { kind: 'edge', edge: 'end' }],
  ['a page', { ...plain, key: 'PageUp' }, { kind: 'page', direction: -1 }],
])('%s', (_name, key, expected) => {
  expect(caretMove(key)).toMatchObject(expected)
})

test.each(['h', 'Tab', 'Enter', 'Escape', ' '])('%s does not move the caret', (key) => {
  expect(caretMove({ ...plain, key })).toBeNull()
})

test.each([
  ['on from within one', 5, 1, 11],
  ['on from the start of one', 11, 1, 20],
  ['on from the last', 25, 1, 30],
  ['back to the start of the same', 15, -1, 11],
  ['back from a start', 11, -1, 0],
  ['back from the beginning', 0, -1, 0],
] as const)('a paragraph %s', (_name, offset, direction, expected) => {
  expect(paragraphStart([{ start: 0 }, { start: 11 }, { start: 20 }], 30, offset, direction)).toBe(expected)
})
