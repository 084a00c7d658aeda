import { beforeEach, expect, test } from 'vitest'
import { FoundHits } from './found-hits.ts'
import type { Span } from './text-map.ts'

/** Hits of three units, one every ten. */
const HITS = Array.from({ length: 100 }, (_, at) => ({ start: at * 10, end: at * 10 + 3 }))
let painted: Set<string>
let found: FoundHits<string>

beforeEach(() => {
  painted = new Set()
  found = new FoundHits(painted, ({ start }: Span) => `at ${start}`)
})

const nothingVisible = (): number => {
  throw new Error('asked for what is visible')
}

test('in a long article hits near the view are painted, and others as they come near', () => {
  found.keepNear([{ start: 100, end: 130 }])
  found.show(HITS, nothingVisible)
  expect([...painted]).toEqual(['at 100', 'at 110', 'at 120'])
  found.keepNear([
    { start: 100, end: 130 },
    { start: 130, end: 150 },
  ])
  expect([...painted]).toEqual(['at 100', 'at 110', 'at 120', 'at 130', 'at 140'])
  found.keepNear([{ start: 130, end: 150 }])
  expect([...painted]).toEqual(['at 130', 'at 140'])
})

test('other hits take the place of those before', () => {
  found.keepNear([{ start: 0, end: 20 }])
  found.show(HITS, nothingVisible)
  found.show([{ start: 4, end: 9 }], nothingVisible)
  expect([...painted]).toEqual(['at 4'])
  found.show([], nothingVisible)
  expect(painted.size).toBe(0)
})

test('in a short article all of them are painted, those in view at once', () => {
  found.keepNear(null)
  found.show(HITS, () => 500)
  expect(painted.size).toBe(HITS.length)
})
