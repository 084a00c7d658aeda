import fc from 'fast-check'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bodiesOf } from '#shared/annotation.ts'
import { contentHashOf } from './library/layout.ts'
import { addNoted, CAPTURE, notesOf, openAs, scratch, valueOf } from './library/library-fixtures.ts'
import type { Library } from './library/library.ts'
import { sampleAnnotation, sampleArticle, sampleIds } from './library/sample-article.ts'
import { emptyTrash } from './library/trash.ts'
import { writeParts } from './export/atomic-file.ts'
import { type FileSystem, nodeFileSystem } from './storage/file-system.ts'
import { importLibraryJson } from './import-library-json.ts'
import { JSON_FRAME, libraryItems, someItems } from './library-json.ts'

/** A disk that need not be waited for: power cuts are tested elsewhere. */
const files: FileSystem = {
  ...nodeFileSystem,
  createFile: async (path) => ({ ...(await nodeFileSystem.createFile(path)), sync: () => Promise.resolve() }),
  makeFolder: async (path) => void (await mkdir(path, { recursive: true })),
  syncFolder: () => Promise.resolve(),
}

const PIXEL = Buffer.from('R0lGODlhAQABAAAAACwAAAAAAQABAAA=', 'base64')
const IMAGE = { name: `${contentHashOf(PIXEL)}.gif`, bytes: new Uint8Array(PIXEL) }

/** The file's text; fails where anything could not be read. */
async function exported(library: Library, ids: readonly string[] | null = null): Promise<string> {
  const items: string[] = []
  for await (const item of ids === null ? libraryItems(library) : someItems(library, ids)) items.push(valueOf(item))
  return JSON_FRAME.before + items.join(JSON_FRAME.between) + JSON_FRAME.after
}

async function taken(library: Library, folder: string, text: string) {
  const path = join(folder, 'all.json')
  await writeFile(path, text)
  return importLibraryJson(library, { name: 'all.json', from: path })
}

/** Resolutions are a set. */
async function whole(library: Library, id: string) {
  const article = valueOf(await library.open(id))
  return { ...article, resolutions: new Set(article.resolutions) }
}

const word = fc.constantFrom('alfa', 'beta', '', 'két\u0000', '𝒳 😀', '"\\\n')
/** One thing a reader does, to the article of a number. */
const deed = fc.record({
  article: fc.nat(2),
  kind: fc.constantFrom(
    'note',
    'unnote',
    'shelve',
    'collect',
    'correct',
    'resolve',
    'version',
    'restore',
    'read on',
    'throw away',
    'put back',
    'empty the trash',
    'collection',
    'search',
    'no collection',
  ),
  text: word,
  number: fc.nat(3),
})
interface Deed {
  article: number
  kind: string
  text: string
  number: number
}

async function carryOut(library: Library, { article: number, kind, text, number: n }: Deed): Promise<void> {
  const article = { ...sampleArticle(`Judul ${number}`), assets: [IMAGE] }
  const { id, version } = sampleIds(article)
  if (!library.all.has(id)) valueOf(await library.add(article, CAPTURE))
  const annotation = sampleAnnotation(article, `a-${n}`, text)
  const works: Record<string, () => Promise<unknown>> = {
    note: () => library.saveAnnotation({ ...annotation, body: bodiesOf(text, [text, 'tag']) }),
    unnote: () => library.removeAnnotation(id, `a-${n}`),
    shelve: () => library.arrangement.setShelf(id, `shelf/${n === 0 ? 'read' : 'favourite'}`, n % 2 === 0),
    collect: () => library.arrangement.setShelf(id, `shelf/in/c-${n}`, n !== 3),
    correct: () => library.correctMetadata(id, { title: `${text}!`, byline: [`${text}.`] }, ['site']),
    resolve: () =>
      library.annotations.resolve(id, {
        annotation: `a-${n}`,
        version,
        resolved: '2026-11-21T12:00:00.000Z',
        selector: annotation.target.selector,
      }),
    version: () => library.versions.add(id, { html: `<p>A paragraph, ${n}.</p>`, text: `A paragraph, ${n}.` }),
    restore: () => library.restoreLines(id, ['r1'], `<p>MENU</p>${article.content}`),
    'read on': () => library.keepPosition(id, { version, offset: n }),
    'throw away': () => library.remove(id),
    'put back': () => library.putBack(id),
    'empty the trash': () => emptyTrash(library),
    collection: () => library.arrangement.setView('collection', `c-${n}`, { name: text }),
    search: () => library.arrangement.setView('search', `s-${n}`, { name: text, query: text }),
    'no collection': () => library.arrangement.setView('collection', `c-${n}`, null),
  }
  await works[kind]?.()
}

test('whatever readers did: out, into an empty library, and out again is the same file; a second time nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 1, maxLength: 25 }), async (deeds) => {
      await using folder = await scratch()
      const library = await openAs(folder.path, 'here', { files })
      for (const one of deeds) await carryOut(library, one)
      const before = await exported(library)
      await using other = await scratch()
      const copy = await openAs(other.path, 'there', { files })
      expect(await taken(copy, other.path, before)).toMatchObject({ failed: [], already: [] })
      expect(await exported(copy)).toBe(before)
      expect(copy.arrangement.views).toEqual(library.arrangement.views)
      for (const { id } of library.list()) expect(await whole(copy, id)).toEqual(await whole(library, id))
      expect(await taken(library, folder.path, before)).toMatchObject({ failed: [], imported: [] })
      expect(await exported(library)).toBe(before)
      await Promise.all([library.close(), copy.close()])
    }),
    { numRuns: 15, seed: 20261121 },
  )
}, 60_000)

test('every byte of an article comes along, images and lines that were put back too', async () => {
  await using folder = await scratch()
  const library = await openAs(folder.path, 'here', { files })
  for (const kind of ['note', 'restore', 'version']) await carryOut(library, { article: 0, kind, text: 'x', number: 1 })
  const { id } = sampleIds(sampleArticle('Judul 0'))
  await using other = await scratch()
  const copy = await openAs(other.path, 'there', { files })
  await taken(copy, other.path, await exported(library, [id]))
  const bytes = async (of: Library): Promise<Map<string, string>> => {
    const top = join(of.folder, 'articles', id)
    const names = (await readdir(top, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
    const paths = names.map(({ parentPath, name }) => join(parentPath, name)).sort()
    return new Map(
      await Promise.all(
        paths.map(async (path) => [path.slice(top.length), await readFile(path, 'base64')] as [string, string]),
      ),
    )
  }
  expect(await bytes(copy)).toEqual(await bytes(library))
  expect([...(await bytes(copy)).keys()].some((path) => path.endsWith(IMAGE.name))).toBe(true)
  await Promise.all([library.close(), copy.close()])
})

test('what was deleted comes back, what was changed since stays, and nothing that stands is taken away', async () => {
  await using folder = await scratch()
  const library = await openAs(folder.path, 'here', { files })
  const [lost, edited, thrown] = [
    await addNoted(library, 'Satu', 'hilang'),
    await addNoted(library, 'Dua', 'lama'),
    await addNoted(library, 'Tiga', 'dibuang'),
  ]
  await library.arrangement.setView('collection', 'c', { name: 'Air' })
  const before = await exported(library)
  await library.removeAnnotation(lost, 'a')
  await library.saveAnnotation(sampleAnnotation(sampleArticle('Dua'), 'a', 'baru'))
  await library.remove(thrown)
  await library.arrangement.setView('collection', 'c', null)
  const after = await exported(library)
  expect(await taken(library, folder.path, before)).toMatchObject({ imported: [{ id: thrown }], failed: [] })
  expect(await notesOf(library, lost)).toEqual(['hilang'])
  expect(await notesOf(library, edited)).toEqual(['baru'])
  expect(await notesOf(library, thrown)).toEqual(['dibuang'])
  expect(library.arrangement.views.collections).toEqual([{ id: 'c', name: 'Air' }])
  expect(await taken(library, folder.path, after)).toMatchObject({ imported: [], failed: [] })
  expect(await notesOf(library, lost)).toEqual(['hilang'])
  expect(library.summary(thrown)).toBeDefined()
  await library.close()
})

test('these articles only: with their collections, without anything of the others', async () => {
  await using folder = await scratch()
  const library = await openAs(folder.path, 'here', { files })
  const id = await addNoted(library, 'Satu', 'ini')
  await addNoted(library, 'Rahasia', 'itu')
  await library.arrangement.setView('collection', 'c', { name: 'Air' })
  await library.arrangement.setView('collection', 'd', { name: 'Rahasia' })
  await library.arrangement.setView('search', 's', { name: 'Rahasia', query: 'rahasia' })
  await library.arrangement.setShelf(id, 'shelf/in/c', true)
  const text = await exported(library, [id])
  expect(text).toContain('Air')
  expect(text).not.toContain('Rahasia')
  await library.close()
})

test.each<[string, (text: string) => string, object]>([
  ['cut off', (text) => text.slice(0, -40), { code: 'archive-damaged' }],
  [
    'with a line that cannot be read',
    (text) => text.replace('{"kind":"article"', '{"kind"'),
    { code: 'archive-damaged' },
  ],
  ['of another kind', () => '{"format":"x"}', { code: 'file-without-article' }],
  ['no JSON', () => 'x', { code: 'file-without-article' }],
  [
    'of bytes that are not the article',
    (text) => text.replace(/"base64":"..../, '"base64":"AAAA'),
    { reason: 'checksum' },
  ],
  ['with a script', (text) => text.replace('<p>A', '<script></script><p>A'), { reason: 'contents.0.html' }],
  [
    'with a line that acts',
    (text) => text.replace('<p>MENU', '<p onclick=\\"x\\">MENU'),
    { reason: 'contents.0.facts' },
  ],
  ['with records that are none', (text) => text.replaceAll('"hlc":"', '"hlc":"x'), { reason: 'records.0' }],
])('a file %s is told, and does no harm', async (_kind, change, failure) => {
  await using folder = await scratch()
  const library = await openAs(folder.path, 'here', { files })
  await addNoted(library, 'Satu', 'catatan')
  const text = await exported(library)
  await library.close()
  await rm(join(folder.path, 'Simak'), { recursive: true })
  await using other = await scratch()
  const copy = await openAs(other.path, 'there', { files })
  const { failed, imported } = await taken(copy, other.path, change(text))
  expect(failed).toContainEqual({ name: 'all.json', failure: expect.objectContaining(failure) })
  expect(imported).toEqual([])
  expect(copy.list()).toEqual([])
  await copy.close()
})

test('a file that another program wrote anew is read too', async () => {
  await using folder = await scratch()
  const library = await openAs(folder.path, 'here', { files })
  const id = await addNoted(library, 'Satu', 'catatan')
  const parsed: unknown = JSON.parse(await exported(library))
  await library.close()
  await using other = await scratch()
  const copy = await openAs(other.path, 'there', { files })
  expect(await taken(copy, other.path, JSON.stringify(parsed, null, 2))).toMatchObject({
    imported: [{ id }],
    failed: [],
  })
  expect(await notesOf(copy, id)).toEqual(['catatan'])
  await copy.close()
})

test('a file that was dropped on the window has no path', async () => {
  await using folder = await scratch()
  const library = await openAs(folder.path, 'here', { files })
  const id = await addNoted(library, 'Satu', 'catatan')
  const from = Buffer.from(await exported(library))
  await library.close()
  await using other = await scratch()
  const copy = await openAs(other.path, 'there', { files })
  expect(await importLibraryJson(copy, { name: 'all.json', from })).toMatchObject({ imported: [{ id }], failed: [] })
  expect(await notesOf(copy, id)).toEqual(['catatan'])
  await copy.close()
})

test('an export that was stopped leaves the file that was there', async () => {
  await using folder = await scratch()
  const path = join(folder.path, 'all.json')
  await writeFile(path, 'before')
  const stop = new AbortController()
  async function* parts() {
    yield 'a'
    stop.abort()
    yield await Promise.resolve('b')
  }
  expect(await writeParts(path, parts(), stop.signal)).toBe(false)
  expect([await readFile(path, 'utf8'), await readdir(folder.path)]).toEqual(['before', ['all.json']])
})

test('a large original comes along whole, and others get their turn meanwhile', async () => {
  await using folder = await scratch()
  const library = await openAs(folder.path, 'one', { files })
  const large = { ...sampleArticle('Besar'), original: Buffer.alloc(9_000_001, 'Jembatan \u{1f9ea} bambu') }
  const { id } = sampleIds(large)
  valueOf(await library.add(large, CAPTURE))
  const text = await exported(library)
  const other = await openAs(folder.path, 'two', { files, folder: join(folder.path, 'Lain') })
  let [turns, isDone] = [0, false]
  const turn = (): void => {
    turns++
    if (!isDone) setImmediate(turn)
  }
  setImmediate(turn)
  expect(await taken(other, folder.path, text)).toMatchObject({ imported: [{ id }], failed: [] })
  isDone = true
  expect(turns).toBeGreaterThan(12)
  const { layout } = other.parts.context
  expect((await readFile(layout.original(id, 'txt'))).equals(large.original)).toBe(true)
  const damaged = text.replace(/"base64":"SmVt/, '"base64":"SmVu')
  const third = await openAs(folder.path, 'three', { files, folder: join(folder.path, 'Ketiga') })
  expect(await taken(third, folder.path, damaged)).toMatchObject({
    imported: [],
    failed: [{ failure: { code: 'import-failed', reason: 'checksum' } }],
  })
  for (const one of [library, other, third]) await one.close()
})
