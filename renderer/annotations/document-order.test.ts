import { describe, expect, test } from 'vitest'
import type { Anchor } from '#shared/anchoring/anchor-state.ts'
import type { Annotation } from '#shared/annotation.ts'
import { inDocumentOrder, isPainted, neighbour, type PlacedAnnotation } from './document-order.ts'

function placed(id: string, anchor: Anchor | null): PlacedAnnotation {
  const annotation: Annotation = {
    id,
    motivation: 'highlighting',
    created: '2026-01-01T00:00:00.000Z',
    modified: '2026-01-01T00:00:00.000Z',
    colour: 'yellow',
    body: [],
    target: { source: 'article', version: 'v', selector: [] },
  }
  return { annotation, anchor }
}

function at(id: string, start: number, end: number): PlacedAnnotation {
  return placed(id, { state: 'exact', start, end, confidence: 1, why: 'in-place' })
}

function idsOf(list: readonly PlacedAnnotation[]): string[] {
  return list.map(({ annotation }) => annotation.id)
}

test('page notes stand first, orphans last, the longer of two that begin together first', () => {
  const orphan = placed('lost', { state: 'orphan', confidence: 0, why: 'not-found' })
  const list = [orphan, at('b', 5, 9), at('short', 0, 3), placed('page', null), at('long', 0, 9), at('a', 5, 9)]
  expect(idsOf(inDocumentOrder(list))).toEqual(['page', 'long', 'short', 'a', 'b', 'lost'])
})

describe('going through highlights', () => {
  const painted = [at('a', 0, 5), at('b', 20, 25), at('c', 40, 45)].filter(isPainted)

  test.each([
    ['next', 'a', 1, 0, 'b'],
    ['previous', 'c', -1, 0, 'b'],
    ['the end holds', 'c', 1, 0, 'c'],
    ['the start holds', 'a', -1, 0, 'a'],
    ['without a current one, the first from here on', null, 1, 10, 'b'],
    ['without a current one, the last before here', null, -1, 30, 'b'],
    ['nothing from here on', null, 1, 99, 'c'],
    ['nothing before here', null, -1, 0, 'a'],
    ['one that is gone', 'gone', 1, 30, 'c'],
  ] as const)('%s', (_name, current, step, from, expected) => {
    expect(neighbour(painted, current, step, from)?.annotation.id).toBe(expected)
  })

  test('there may be none', () => {
    expect(neighbour([], null, 1, 0)).toBeUndefined()
  })
})
