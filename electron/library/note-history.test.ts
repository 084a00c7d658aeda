import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { StoredRecord } from '../storage/record.ts'
import { combineVersions, earlierAfter, earlierNotes } from './note-history.ts'
import { sampleAnnotation, sampleArticle } from './sample-article.ts'
import { notesOf, openAs, scratch, valueOf } from './library-fixtures.ts'
import { addNoted } from './library-fixtures.ts'

const ARTICLE = sampleArticle('Satu')
const NOON = Date.UTC(2026, 10, 21, 12)

function version(note: string, at: number, device = 'aaaaaaaaaaaaaaaa', earlier?: unknown): StoredRecord {
  const hlc = `${new Date(NOON + at).toISOString()}.0000.${device}`
  const base = { id: 'annotation/a', type: 'annotation', hlc, data: sampleAnnotation(ARTICLE, 'a', note) }
  return earlier === undefined ? base : { ...base, earlier }
}

const versions = fc
  .record({
    note: fc.constantFrom('', 'one', 'two', 'three'),
    at: fc.integer({ min: 0, max: 3 }),
    device: fc.constantFrom('aaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbb'),
  })
  .map(({ note, at, device }) => version(note, at, device))

const same = (a: StoredRecord, b: StoredRecord) => expect(a).toEqual(b)

describe('merging notes', () => {
  test('is commutative, associative and idempotent, earlier texts among it', () => {
    fc.assert(
      fc.property(versions, versions, versions, (a, b, c) => {
        same(combineVersions(a, b), combineVersions(b, a))
        same(combineVersions(combineVersions(a, b), c), combineVersions(a, combineVersions(b, c)))
        same(combineVersions(a, a), a)
        const ab = combineVersions(a, b)
        same(combineVersions(ab, a), ab)
        same(combineVersions(ab, b), ab)
      }),
    )
  })

  test('keeps the text that lost', () => {
    const merged = combineVersions(version('mine', 1), version('theirs', 2, 'bbbbbbbbbbbbbbbb'))
    expect(earlierNotes(merged).map(({ note }) => note)).toEqual(['mine'])
  })

  test('keeps the last twenty', () => {
    const all = Array.from({ length: 30 }, (_, at) => version(`note ${at}`, at))
    const merged = all.reduce(combineVersions)
    expect(earlierNotes(merged)).toHaveLength(20)
    expect(earlierNotes(merged)[0]?.note).toBe('note 28')
  })
})

describe('writing over a note', () => {
  test.each([
    ['keeps a text that stood', 'Old', 'New', 60_000, ['Old']],
    ['keeps no text on its way', 'Old', 'New', 500, []],
    ['keeps no text that is written on', 'Old', 'Older', 60_000, []],
    ['keeps a text that is deleted', 'Old', '', 60_000, ['Old']],
    ['keeps no empty text', '', 'New', 60_000, []],
  ])('%s', (_name, old, next, later, kept) => {
    expect(earlierAfter(version(old, 0), next, NOON + later).map(({ note }) => note)).toEqual(kept)
  })

  test('in the library: earlier texts come back with a restart and survive a deletion', async () => {
    await using folder = await scratch()
    let now = NOON
    const library = await openAs(folder.path, 'one', { now: () => now })
    const id = await addNoted(library, 'Satu', 'First text')
    for (const text of ['Second text', 'Third text']) {
      now += 60_000
      await library.saveAnnotation(sampleAnnotation(ARTICLE, 'a', text))
    }
    await library.removeAnnotation(id, 'a')
    await library.close()
    const again = await openAs(folder.path, 'one', { now: () => now })
    const texts = async () => valueOf(await again.annotations.history(id, 'a')).map(({ note }) => note)
    expect(await texts()).toEqual(['Second text', 'First text'])
    now += 60_000
    await again.saveAnnotation(sampleAnnotation(ARTICLE, 'a', 'First text'))
    expect(await notesOf(again, id)).toEqual(['First text'])
    expect(await texts()).toEqual(['Third text', 'Second text'])
  })
})
