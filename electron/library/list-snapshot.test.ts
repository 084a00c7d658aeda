import fc from 'fast-check'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TWIN_KINDS } from '#shared/lookalike.ts'
import { nodeFileSystem } from '../storage/file-system.ts'
import type { ArticleEntry } from './article-view.ts'
import { readSnapshot, type StoredList, writeSnapshot } from './list-snapshot.ts'

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

async function written(entries: readonly ArticleEntry[]): Promise<Map<string, ArticleEntry>> {
  const list = new Map(entries.map((one) => [one.summary.id, one]))
  await writeSnapshot(nodeFileSystem, folder, { entries: list, damaged: new Set(['x']), folders: FOLDERS })
  return list
}

async function read(): Promise<StoredList> {
  const stored = await readSnapshot(nodeFileSystem, folder)
  if (stored === null) throw new Error('no list')
  return stored
}

const FOLDERS = { own: 'a', others: 'b' }

/** Entries saved one a day. */
function many(count: number): ArticleEntry[] {
  const [example] = fc.sample(entry, { numRuns: 1, seed: 1 })
  if (example === undefined) throw new Error('no example')
  const saved = (index: number): string => new Date(index * 86_400_000).toISOString()
  const idOf = (index: number): string => `id-${String(index).padStart(5, '0')}`
  return Array.from({ length: count }, (_, index) => ({
    ...example,
    summary: { ...example.summary, id: idOf(index), saved: saved(index) },
  }))
}

test('the list comes back as it was', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(entry, { selector: ({ summary: { id } }) => id }), async (entries) => {
      const list = await written(entries)
      const stored = await read()
      await stored.rest()
      expect(new Map(stored.entries)).toEqual(list)
      expect([stored.damaged, stored.folders, stored.entries.edits]).toEqual([new Set(['x']), FOLDERS, 0])
    }),
    { numRuns: 50 },
  )
})

test('the newest are there at once, one that is asked for soon, all in the end', async () => {
  const list = await written(many(5500))
  const stored = await read()
  expect(stored.isWhole).toBe(false)
  expect([...stored.entries.keys()].slice(0, 2)).toEqual(['id-05499', 'id-05498'])
  expect(stored.entries.size).toBe(2000)
  stored.seek('id-00007')
  stored.seek('id-none')
  expect(stored.entries.get('id-00007')).toEqual(list.get('id-00007'))
  await stored.rest()
  expect(stored.isWhole).toBe(true)
  expect(new Map(stored.entries)).toEqual(list)
})

test.each([
  ['a line too many', (bytes: Buffer) => Buffer.concat([bytes, Buffer.from('x')]), 3500],
  ['a line cut off', (bytes: Buffer) => bytes.subarray(0, bytes.lastIndexOf(0x0a, -2) + 1), 3000],
  ['a flipped bit', (bytes: Buffer) => bytes.fill((bytes.at(-9) ?? 0) ^ 1, bytes.length - 9, bytes.length - 8), 3000],
])('one with %s says nothing of the folders, so that they are read', async (_name, spoil, left) => {
  await written(many(3500))
  const file = join(folder, 'list.ndjson')
  await writeFile(file, spoil(await readFile(file)))
  const stored = await read()
  await stored.rest()
  expect(stored.entries.size).toBe(left)
  expect(stored.folders).toBeNull()
})

test.each([
  ['damaged in its first line', (text: string) => text.replace('format', 'farmot')],
  ['empty', () => ''],
  ['of another version', (text: string) => `simak list 5 1 2\n${text}`],
])('one that is %s is none', async (_name, spoil) => {
  await written(many(3))
  const file = join(folder, 'list.ndjson')
  await writeFile(file, spoil(await readFile(file, 'utf8')))
  expect(await readSnapshot(nodeFileSystem, folder)).toBeNull()
})
