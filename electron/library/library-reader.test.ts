import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { LibraryReader } from './library-reader.ts'
import { type Library, openLibrary } from './library.ts'
import { sampleAnnotation, sampleArticle, sampleIds } from './sample-article.ts'
import { memberRecordId, shelfRecordId } from './shelf.ts'
import { COLLECTION, SAVED_SEARCH } from './views.ts'

let folder: string
let library: Library
const article = sampleArticle('Bamboo bridges')
const { id } = sampleIds(article)

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'simak-reader-'))
  const opened = await openLibrary({ folder: join(folder, 'Simak'), appData: join(folder, 'profile') })
  if (!opened.ok) throw new Error(opened.failure.code)
  library = opened.value
  await library.add(article, { file: 'a.txt', starter: false })
})

afterEach(async () => {
  await library.close()
  rmSync(folder, { recursive: true, force: true })
})

const filesOf = (): string[] =>
  readdirSync(library.folder, { recursive: true, encoding: 'utf8' }).map((name) => {
    const { size, mtimeMs } = statSync(join(library.folder, name))
    return `${name} ${size} ${mtimeMs}`
  })

test('reads what the library has saved, and writes nothing', async () => {
  await library.saveAnnotation(sampleAnnotation(article, 'n-1', 'a note'))
  await library.flush()
  const before = filesOf()
  const reader = new LibraryReader(library.folder)
  expect(reader.ids()).toEqual([id])
  const read = reader.read(id)
  expect(read?.summary).toEqual(library.summary(id))
  expect(read?.html).toBe(article.content)
  expect(read?.annotations.map((annotation) => annotation.id)).toEqual(['n-1'])
  expect(read?.trashed).toBe(false)
  expect(filesOf()).toEqual(before)
})

test('the revision is another one after every change, and the same without', async () => {
  const reader = new LibraryReader(library.folder)
  const first = reader.revisionOf(id)
  expect(reader.revisionOf(id)).toBe(first)
  await library.remove(id)
  expect(reader.revisionOf(id)).not.toBe(first)
  expect(reader.read(id)?.trashed).toBe(true)
})

test('where an article stands is said fact by fact and taken back', async () => {
  expect(library.summary(id)?.shelf).toBeUndefined()
  await library.arrangement.setShelf(id, shelfRecordId('archived'), true)
  await library.arrangement.setShelf(id, memberRecordId('c-1'), true)
  const shelf = { read: false, archived: true, favourite: false, collections: ['c-1'] }
  expect(library.summary(id)?.shelf).toEqual(shelf)
  expect(new LibraryReader(library.folder).read(id)?.shelf).toEqual(shelf)
  await library.arrangement.setShelf(id, memberRecordId('c-1'), false)
  await library.arrangement.setShelf(id, shelfRecordId('archived'), false)
  expect(library.summary(id)?.shelf).toBeUndefined()
})

test('what was read on is read, unless the reader says otherwise', async () => {
  const { version } = sampleIds(article)
  await library.keepPosition(id, { version, offset: 3 })
  expect(library.summary(id)?.shelf?.read).toBe(true)
  await library.arrangement.setShelf(id, shelfRecordId('read'), false)
  expect(library.summary(id)?.shelf).toBeUndefined()
})

test('collections and saved searches are kept by name, changed and deleted', async () => {
  await library.arrangement.setView(COLLECTION, 'c-1', { name: 'Valley' })
  await library.arrangement.setView(COLLECTION, 'c-2', { name: 'Bridges' })
  await library.arrangement.setView(SAVED_SEARCH, 's-1', { name: 'Unread', query: 'is:unread' })
  expect(library.arrangement.views).toEqual({
    collections: [
      { id: 'c-2', name: 'Bridges' },
      { id: 'c-1', name: 'Valley' },
    ],
    searches: [{ id: 's-1', name: 'Unread', query: 'is:unread' }],
  })
  await library.arrangement.setView(COLLECTION, 'c-2', null)
  await library.arrangement.setView(COLLECTION, 'never there', null)
  expect(library.arrangement.views.collections).toEqual([{ id: 'c-1', name: 'Valley' }])
})

test('files that are damaged or no articles are left out', () => {
  const [device = ''] = readdirSync(join(library.folder, 'devices'))
  const records = join(library.folder, 'devices', device, 'articles')
  writeFileSync(join(records, 'readme.json'), 'x')
  writeFileSync(join(records, `${id}.json`), '{"format":1')
  const reader = new LibraryReader(library.folder)
  expect(reader.ids()).toEqual([id])
  expect(reader.read(id)).toBeNull()
})
