import { expect, test } from 'vitest'
import { anchorAll } from './anchoring/anchor.ts'
import { describe } from './anchoring/describe.ts'
import { prepare } from './anchoring/prepare.ts'
import type { Annotation } from './annotation.ts'
import { carryOver } from './version.ts'

const OLD = 'a'.repeat(64)
const NEW = 'b'.repeat(64)
const LINES = [
  'Salt came to the valley by night, on carts with leather-bound wheels.',
  'Yes, he said. The first ledger counts forty carts in a year.',
  'The clerk laughed at that for a long while and shut the book.',
  'Yes, he said. The second ledger counts ninety-one of them.',
  'The clerk laughed at that for a long while and shut the book.',
  'Nobody had to lie: a cart that slept in the barn was seen by neither.',
]

/** The `which`-th place (from 0) of a quote. */
function highlight(text: string, quote: string, which = 0): Annotation {
  let start = -1
  for (let at = 0; at <= which; at++) start = text.indexOf(quote, start + 1)
  return {
    id: `${quote} ${which}`,
    motivation: 'highlighting',
    created: '2026-11-21T08:00:00.000Z',
    modified: '2026-11-21T08:00:00.000Z',
    colour: 'yellow',
    body: [],
    target: { source: 'x', version: OLD, selector: [...describe(text, start, start + quote.length)] },
  }
}

function carry(text: string, annotations: readonly Annotation[], old = LINES.join('\n')) {
  return carryOver({ version: NEW, text, annotations, resolutions: [], old: new Map([[OLD, old]]) })
}

test('a text that is the same carries all, and needs no comparison', () => {
  const text = LINES.join('\n')
  const all = [highlight(text, 'forty carts'), highlight(text, 'Yes, he said.', 1)]
  const lost = carryOver({ version: NEW, text, annotations: all, resolutions: [], old: new Map() })
  expect(lost).toEqual({
    report: { exact: ['forty carts 0', 'Yes, he said. 1'], moved: [], uncertain: [], orphan: [] },
    followed: {},
  })
})

test('one of several equal places is followed through the changes far from it', () => {
  const refrain =
    'And the river went on, and the carts went on, and the keeper at the gate wrote down what he wished to see of them, and shut the book, and slept until the bell.'
  const [first, second, third] = LINES
  const old = [first, refrain, second, refrain, third, refrain].join('\n')
  const next = [second, refrain, third, refrain].join('\n')
  const passage = highlight(old, 'at the gate wrote down', 1)
  const alone = anchorAll(prepare(next), [passage.target.selector])
  expect(alone).toMatchObject([{ state: 'uncertain' }])
  const start = next.indexOf('at the gate wrote down')
  const { followed, report } = carry(next, [passage], old)
  expect(report).toMatchObject({ moved: [passage.id], uncertain: [] })
  expect(followed).toEqual({ [passage.id]: { start, end: start + 'at the gate wrote down'.length } })
  const hinted = anchorAll(prepare(next), [passage.target.selector], [followed[passage.id] ?? null])
  expect(hinted).toMatchObject([{ state: 'moved', start, why: 'followed' }])
})

test('a passage that went is lost, though another one reads like it', () => {
  const text = LINES.join('\n')
  const first = highlight(text, 'The clerk laughed at that for a long while and shut the book.')
  const next = [...LINES.slice(0, 2), ...LINES.slice(3)].join('\n')
  const { report, followed } = carry(next, [first])
  expect(report).toEqual({ exact: [], moved: [], uncertain: [], orphan: [first.id] })
  expect(followed).toEqual({ [first.id]: 'gone' })
  const [anchor] = anchorAll(prepare(next), [first.target.selector], ['gone'])
  const start = next.indexOf('The clerk laughed')
  expect(anchor).toMatchObject({ state: 'orphan', guess: { start } })
})

test('without the old text the selectors alone decide', () => {
  const text = LINES.join('\n')
  const first = highlight(text, 'The clerk laughed at that for a long while and shut the book.')
  const next = [...LINES.slice(0, 2), ...LINES.slice(3)].join('\n')
  const job = { version: NEW, text: next, annotations: [first], resolutions: [], old: new Map<string, string>() }
  expect(carryOver(job).followed).toEqual({})
})
