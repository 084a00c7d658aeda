import { expect, test } from 'vitest'
import { bodiesOf, type HighlightColour } from './annotation.ts'
import type { NotebookEntry } from './search-contract.ts'
import { type Grouping, notebookRows, type Order } from './notebook-rows.ts'

function entry(
  id: string,
  article: string,
  given: { tags?: string[]; colour?: HighlightColour; created?: string; start?: number } = {},
): NotebookEntry {
  const { tags = [], colour = 'yellow', created = '2026-01-01T00:00:00Z', start = 0 } = given
  const selector = [{ type: 'TextPositionSelector' as const, start, end: start + 1 }]
  const target = { source: article, version: 'v', selector }
  const body = bodiesOf('', tags)
  const annotation = { id, motivation: 'highlighting' as const, created, modified: created, colour, body, target }
  return { article, title: `title ${article}`, site: null, published: null, annotation }
}

const ENTRIES = [
  entry('1', 'a', { tags: ['x', 'y'], start: 9, created: '2026-01-02T10:00:00Z' }),
  entry('2', 'a', { colour: 'blue', start: 3, created: '2026-01-03T10:00:00Z' }),
  entry('3', 'b', { tags: ['x'], created: '2026-01-02T09:00:00Z' }),
]

test.each<[Grouping, Order, string[]]>([
  ['article', 'newest', ['title a:2', '2', '1', 'title b:1', '3']],
  ['article', 'place', ['title a:2', '2', '1', 'title b:1', '3']],
  ['article', 'oldest', ['title a:2', '1', '2', 'title b:1', '3']],
  ['tag', 'oldest', ['x:2', '3', '1', 'y:1', '1', ':1', '2']],
  ['colour', 'newest', ['yellow:2', '1', '3', 'blue:1', '2']],
  ['date', 'newest', ['2026-01-03:1', '2', '2026-01-02:2', '1', '3']],
])('by %s, %s first', (grouping, order, expected) => {
  const rows = notebookRows(ENTRIES, grouping, order)
  expect(rows.map((row) => (row.kind === 'group' ? `${row.name}:${row.count}` : row.entry.annotation.id))).toEqual(
    expected,
  )
  expect(new Set(rows.map(({ kind, key }) => `${kind} ${key}`)).size).toBe(rows.length)
})
