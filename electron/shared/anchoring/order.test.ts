import { expect, test } from 'vitest'
import type { Anchor } from './anchor-state.ts'
import { settleByOrder } from './order.ts'

const sure = (start: number): Anchor => ({ state: 'exact', start, end: start + 5, confidence: 1, why: 'in-place' })
const torn = (...starts: number[]): Anchor => {
  const places = starts.map((start) => ({ start, end: start + 5 }))
  return {
    state: 'uncertain',
    start: starts[0] ?? 0,
    end: (starts[0] ?? 0) + 5,
    confidence: 0.4,
    why: 'several-places',
    places,
  }
}

test.each<[string, Anchor[], (number | null)[], Anchor['state'], number]>([
  ['one of the places lies between its neighbours', [sure(10), torn(200, 50), sure(100)], [0, 30, 60], 'moved', 50],
  ['neighbours need not stand next to it in the list', [torn(200, 50), sure(100), sure(10)], [30, 60, 0], 'moved', 50],
  ['the end of the text is a neighbour too', [sure(10), torn(5, 50)], [0, 30], 'moved', 50],
  ['two places lie between them', [sure(10), torn(60, 50), sure(100)], [0, 30, 60], 'uncertain', 60],
  ['no place does', [sure(10), torn(200, 300), sure(100)], [0, 30, 60], 'uncertain', 200],
  ['its old place is unknown', [sure(10), torn(200, 50), sure(100)], [0, null, 60], 'uncertain', 200],
  ['nobody is sure', [torn(1, 2), torn(200, 50), torn(3, 4)], [0, 30, 60], 'uncertain', 200],
])('%s', (_name, anchors, starts, state, start) => {
  const found = settleByOrder(anchors, starts, 1000)
  expect(found.find((_, at) => anchors[at]?.state === 'uncertain' && anchors[at].start !== 1)).toMatchObject({
    state,
    start,
  })
})
