import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Clock, formatStamp } from './hlc.ts'
import { type Combine, mergeRecords, stampToOutbid, winner } from './merge.ts'
import type { StoredRecord } from './record.ts'

const NOON = Date.UTC(2026, 10, 21, 12)
const stampAt = (tick: number, device = 'aaaaaaaaaaaaaaaa') => formatStamp({ wall: NOON + tick, counter: 0, device })
const live = (tick: number, data: unknown = tick): StoredRecord => ({ id: 'r', type: 'note', hlc: stampAt(tick), data })
const deletion = (tick: number, of: number): StoredRecord => ({
  id: 'r',
  type: 'note',
  hlc: stampAt(tick),
  data: of,
  deleted: true,
  deletes: stampAt(of),
})

const tick = fc.integer({ min: 0, max: 6 })
const stamp = fc
  .tuple(tick, fc.constantFrom('aaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbb'))
  .map(([at, device]) => stampAt(at, device))
const id = fc.constantFrom('a', 'b', '__proto__', 'constructor')
const record: fc.Arbitrary<StoredRecord> = fc.oneof(
  fc.record({ id, type: fc.constant('note'), hlc: stamp, data: fc.integer({ min: 0, max: 3 }) }),
  fc.record({
    id,
    type: fc.constant('note'),
    hlc: stamp,
    data: fc.constant(null),
    deleted: fc.constant(true as const),
    deletes: stamp,
  }),
)
const source = fc.array(record, { maxLength: 8 })
const sorted = (merged: Map<string, StoredRecord>) => [...merged].sort(([a], [b]) => (a < b ? -1 : 1))

/** What must hold of every merge of sources, for a way to choose between two versions. */
const LAWS: Record<string, (combine: Combine) => fc.IRawProperty<unknown, false>> = {
  commutative: (combine) =>
    fc.property(source, source, (a, b) => {
      expect(sorted(mergeRecords([a, b], combine))).toEqual(sorted(mergeRecords([b, a], combine)))
    }),
  associative: (combine) =>
    fc.property(source, source, source, (a, b, c) => {
      const left = mergeRecords([mergeRecords([a, b], combine).values(), c], combine)
      const right = mergeRecords([a, mergeRecords([b, c], combine).values()], combine)
      expect(sorted(left)).toEqual(sorted(right))
    }),
  idempotent: (combine) =>
    fc.property(source, (a) => {
      const once = mergeRecords([a], combine)
      expect(sorted(mergeRecords([once.values(), once.values(), a], combine))).toEqual(sorted(once))
    }),
  'the same in every order of delivery': (combine) =>
    fc.property(deliveries, ([sources, order]) => {
      expect(sorted(mergeRecords(order, combine))).toEqual(sorted(mergeRecords(sources, combine)))
    }),
}
const deliveries = fc
  .array(source, { maxLength: 5 })
  .chain((sources) => fc.tuple(fc.constant(sources), fc.shuffledSubarray(sources, { minLength: sources.length })))

/** Ways to choose that look right, each with the laws that it breaks. */
const WRONG: [string, Combine, string[]][] = [
  ['the last one to arrive', (_a, b) => b, ['commutative', 'the same in every order of delivery']],
  ['the sum of both', (a, b) => ({ ...a, data: Number(a.data) + Number(b.data) }), ['idempotent']],
  ['one in a circle', (a, b) => ((Number(a.data) + 1) % 4 === Number(b.data) ? b : a), ['associative']],
  [
    'a deletion over every edit of before, else the greater version',
    (a, b) => (a.deleted === true && a.hlc > b.hlc ? a : winner(a, b)),
    ['commutative', 'the same in every order of delivery'],
  ],
]

describe('merging is', () => {
  test.each(Object.entries(LAWS))('%s', (_name, law) => {
    fc.assert(law(winner))
  })

  test.each(WRONG)('seen not to be so where %s stands', (_name, combine, broken) => {
    const failing = Object.entries(LAWS).filter(([, law]) => fc.check(law(combine), { numRuns: 2000 }).failed)
    expect(failing.map(([name]) => name)).toEqual(expect.arrayContaining(broken))
  })
})

describe('of two versions stands', () => {
  const cases: [string, StoredRecord, StoredRecord][] = [
    ['the later edit', live(2), live(1)],
    ['a deletion over the version that it deleted', deletion(5, 1), live(1)],
    ['a deletion over versions older than the one it deleted', deletion(5, 3), live(1)],
    ['an edit that the deletion did not know of, though the deletion is later', live(2), deletion(5, 1)],
    ['an edit made after the deletion', live(6), deletion(5, 1)],
    ['the deletion of the later version', deletion(5, 3), deletion(6, 1)],
    ['the later of two deletions of one version', deletion(6, 1), deletion(5, 1)],
  ]
  test.each(cases)('%s', (_name, standing, other) => {
    expect(winner(standing, other)).toBe(standing)
    expect(winner(other, standing)).toBe(standing)
  })
})

test('a version with a bumped stamp always stands over the one that it replaces', () => {
  fc.assert(
    fc.property(record, fc.integer({ min: -10, max: 10 }), (old, now) => {
      const clock = new Clock('cccccccccccccccc', () => NOON + now)
      const edit: StoredRecord = { id: old.id, type: old.type, hlc: clock.stamp(stampToOutbid(old)), data: 'new' }
      expect(winner(old, edit)).toBe(edit)
    }),
  )
})

test('ids such as __proto__ are ids like any other', () => {
  const merged = mergeRecords([[{ ...live(1), id: '__proto__' }], [{ ...live(2), id: 'constructor' }]])
  expect([...merged.keys()]).toEqual(['__proto__', 'constructor'])
  expect(Object.hasOwn(Object.prototype, 'hlc')).toBe(false)
})
