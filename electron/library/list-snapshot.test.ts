import fc from 'fast-check'
import { appendFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TWIN_KINDS } from '#shared/lookalike.ts'
import { nodeFileSystem } from '../storage/file-system.ts'
import type { ArticleEntry } from './article-view.ts'
import { readSnapshot, writeSnapshot } from './list-snapshot.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simak-snapshot-'))
})
afterAll(() => rm(folder, { recursive: true }))

const words = fc.string({ unit: 'grapheme', maxLength: 30 })
const orNull = fc.option(words, { nil: null })
const shelf = fc.record({
  read: fc.boolean(),
  archived: fc.boolean(),
  favourite: fc.boolean(),
  collections: fc.array(words, { maxLength: 3 }),
})
const twin = fc.record({ id: words, kind: fc.constantFrom(...TWIN_KINDS) })
const summary = fc
  .record({
    id: words,
    title: words,
    byline: fc.array(words, { maxLength: 3 }),
    site: orNull,
    url: orNull,
    published: orNull,
    language: orNull,
    saved: words,
    words: fc.nat(),
    highlights: fc.nat(),
    notes: fc.nat(),
    waiting: fc.nat(),
    starter: fc.boolean(),
    file: words,
  })
  .chain((facts) => fc.option(shelf).map((on) => (on === null ? facts : { ...facts, shelf: on })))
  .chain((facts) =>
    fc.option(fc.array(twin, { minLength: 1 })).map((on) => (on === null ? facts : { ...facts, twins: on })),
  )
const entry: fc.Arbitrary<ArticleEntry> = fc.record({
  summary,
  extension: words,
  baseVersion: words,
  trashed: fc.boolean(),
  emptied: orNull,
  partOf: orNull,
  deleted: fc.nat(),
  records: fc.nat(),
  sources: words,
})

test('the list comes back as it was', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(entry, { selector: ({ summary: { id } }) => id }), async (entries) => {
      const list = new Map(entries.map((one) => [one.summary.id, one]))
      const written = { entries: list, damaged: new Set(['x']), folders: { own: 'a', others: 'b' } }
      await writeSnapshot(nodeFileSystem, folder, written)
      expect(await readSnapshot(nodeFileSystem, folder)).toEqual(written)
    }),
    { numRuns: 50 },
  )
})

test('one with a byte too many is none', async () => {
  await writeSnapshot(nodeFileSystem, folder, { entries: new Map(), damaged: new Set(), folders: null })
  await appendFile(join(folder, 'list.ndjson'), 'x')
  expect(await readSnapshot(nodeFileSystem, folder)).toBeNull()
})
