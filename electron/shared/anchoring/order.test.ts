import { expect, test } from 'vitest'
import type { Anchor } from './anchor-state.ts'
import { type Ordered, settleByOrder } from './order.ts'

const sure = (start: number): Anchor => ({ state: 'exact', start, end: start + 5, confidence: 1, why: 'in-place' })
const found = (start: number): Anchor & { state: 'moved' } => ({
  state: 'moved',
  start,
  end: start + 5,
  confidence: 0.9,
  why: 'wording-changed',
})
const torn = (start: number): Anchor => ({ ...found(start), state: 'uncertain', why: 'several-places', places: [] })

/** The anchor asked about: `[anchor, where it began, all places that it could mean]`. */
type Asked = [Anchor, number | null, ...number[]]
const asked = ([anchor, old, ...places]: Asked): Ordered => ({
  anchor,
  old,
  rivals: () => places.map((start) => ({ start, end: start + 5 })),
})

test.each<[string, Asked, Asked[], Anchor['state'], number]>([
  [
    'one of the places lies between its neighbours',
    [torn(200), 30, 200, 50],
    [
      [sure(10), 0],
      [sure(100), 60],
    ],
    'moved',
    50,
  ],
  ['the end of the text is a neighbour too', [torn(5), 30, 5, 50], [[sure(10), 0]], 'moved', 50],
  [
    'two places lie between them',
    [torn(60), 30, 60, 50],
    [
      [sure(10), 0],
      [sure(100), 60],
    ],
    'uncertain',
    60,
  ],
  [
    'no place does',
    [torn(200), 30, 200, 300],
    [
      [sure(10), 0],
      [sure(100), 60],
    ],
    'uncertain',
    200,
  ],
  [
    'its old place is unknown',
    [torn(200), null, 200, 50],
    [
      [sure(10), 0],
      [sure(100), 60],
    ],
    'uncertain',
    200,
  ],
  [
    'nobody is sure',
    [torn(200), 30, 200, 50],
    [
      [torn(1), 0, 1, 2],
      [torn(3), 60, 3, 4],
    ],
    'uncertain',
    200,
  ],
  [
    'two places lie between them, one shifted as they were',
    [torn(900), 300, 900, 402],
    [
      [sure(100), 0],
      [sure(1100), 1000],
    ],
    'moved',
    402,
  ],
  [
    'the doubtful agree on one shift',
    [torn(900), 300, 900, 402],
    [
      [torn(2000), 0, 2000, 101],
      [torn(400), 500, 400, 603],
      [torn(700), 800, 700, 899],
      [torn(50), 1000, 50, 1100],
    ],
    'moved',
    402,
  ],
  [
    'they agree on both',
    [torn(900), 300, 900, 402],
    [
      [torn(600), 0, 600, 101],
      [torn(600), 500, 600, 1100],
      [torn(900), 800, 900, 1400],
    ],
    'uncertain',
    900,
  ],
  [
    'what was found stays where it is',
    [found(900), 300, 900, 402],
    [
      [sure(100), 0],
      [sure(1100), 1000],
    ],
    'moved',
    900,
  ],
])('%s', (_name, one, neighbours, state, start) => {
  const [settled] = settleByOrder([...neighbours, one].map(asked).reverse(), 1200)
  expect(settled).toMatchObject({ state, start })
})
