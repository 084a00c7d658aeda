import { expect, test } from 'vitest'
import { highlightsByBlock } from './highlight-descriptions.ts'
import type { HighlightPaint } from './highlighter.ts'

const blocks = [
  { start: 0, end: 10, name: 'p' },
  { start: 11, end: 20, name: 'p' },
  { start: 21, end: 30, name: 'p' },
]

function paint(id: string, start: number, end: number): HighlightPaint {
  return { id, start, end, colour: 'yellow', style: 'wash', state: 'exact', hasNote: false }
}

test('every block knows the highlights on it, also those over several blocks', () => {
  const found = highlightsByBlock(blocks, [paint('c', 25, 30), paint('a', 2, 5), paint('b', 4, 22)])
  expect([...found].map(([index, paints]) => [index, paints.map(({ id }) => id)])).toEqual([
    [0, ['a', 'b']],
    [1, ['b']],
    [2, ['b', 'c']],
  ])
})

test('a highlight that ends where a block begins is not on it', () => {
  expect([...highlightsByBlock(blocks, [paint('a', 0, 11)]).keys()]).toEqual([0])
})
