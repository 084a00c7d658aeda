import { cp, readdir, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { addNoted, CAPTURE, notesOf, openAs, scratch, valueOf } from './library-fixtures.ts'
import type { LibraryOptions } from './library-options.ts'
import { restoreBackup } from './restore-backup.ts'
import { sampleAnnotation, sampleArticle, sampleIds } from './sample-article.ts'
import { emptyTrash, listTrash } from './trash.ts'

const ARTICLE = sampleArticle('Satu')
const { id: ID } = sampleIds(ARTICLE)
const NOON = Date.UTC(2026, 10, 21, 12)
const DAY = 24 * 3_600_000

/** Files that the article was made from, in the folder that `folder` holds. */
async function filesOf(folder: string, library = 'Simak'): Promise<string[]> {
  return await readdir(join(folder, library, 'articles', ID)).catch(() => [])
}

/** Starts and ends a device, which so sees what the others have done. */
async function visit(folder: string, device: string, more: Partial<LibraryOptions> = {}): Promise<void> {
  await (await openAs(folder, device, more)).close()
}

async function emptyAs(folder: string, device: string): Promise<void> {
  const library = await openAs(folder, device)
  valueOf(await library.remove(ID))
  valueOf(await emptyTrash(library))
  await library.close()
}

async function withArticle(folder: string, devices: readonly string[]): Promise<void> {
  const library = await openAs(folder, devices[0] ?? '')
  await addNoted(library, 'Satu', 'A note')
  await library.close()
  for (const device of devices.slice(1)) await visit(folder, device)
}

test('files of an emptied article go at once where there is one device', async () => {
  await using folder = await scratch()
  await withArticle(folder.path, ['one'])
  expect(await filesOf(folder.path)).toHaveLength(3)
  await emptyAs(folder.path, 'one')
  expect(await readdir(join(folder.path, 'Simak', 'articles'))).toEqual([])
})

test('files of an emptied article go when the last of three devices has seen it', async () => {
  await using folder = await scratch()
  await withArticle(folder.path, ['one', 'two', 'three'])
  await emptyAs(folder.path, 'one')
  for (const device of ['one', 'two', 'one', 'two']) {
    await visit(folder.path, device)
    expect(await filesOf(folder.path)).toHaveLength(3)
  }
  await visit(folder.path, 'three')
  expect(await filesOf(folder.path)).toEqual([])
  for (const device of ['one', 'two', 'three']) {
    const library = await openAs(folder.path, device)
    expect(library.problems).toEqual([])
    expect(library.list()).toEqual([])
    await library.close()
  }
})

test('a device that was not started for half a year does not keep them back, one that was started does', async () => {
  await using folder = await scratch()
  const old = { now: () => NOON - 181 * DAY }
  await withArticle(folder.path, ['one', 'two'])
  const before = await readdir(join(folder.path, 'Simak', 'devices'))
  await visit(folder.path, 'three', old)
  const [third = ''] = (await readdir(join(folder.path, 'Simak', 'devices'))).filter((name) => !before.includes(name))
  await emptyAs(folder.path, 'one')
  await visit(folder.path, 'two', { now: () => NOON })
  expect(await filesOf(folder.path)).toHaveLength(3)
  const session = join(folder.path, 'Simak', 'devices', third, 'session.json')
  await utimes(session, new Date(old.now()), new Date(old.now()))
  await visit(folder.path, 'two', { now: () => NOON })
  expect(await filesOf(folder.path)).toEqual([])
})

test('a note that was not known when the trash was emptied brings the article back into the trash', async () => {
  await using folder = await scratch()
  await withArticle(folder.path, ['one', 'two'])
  // The second device is away with its copy of the folder, and writes.
  await cp(join(folder.path, 'Simak'), join(folder.path, 'Away'), { recursive: true })
  const away = { folder: join(folder.path, 'Away') }
  const two = await openAs(folder.path, 'two', away)
  valueOf(await two.saveAnnotation(sampleAnnotation(ARTICLE, 'b', 'Written far away')))
  await two.close()
  await emptyAs(folder.path, 'one')
  // It comes back: what the first has written gets to it, and the other way round.
  for (const [from, to] of [
    ['Simak', 'Away'],
    ['Away', 'Simak'],
  ]) {
    const devices = { recursive: true, force: true, filter: isNewer(folder.path) }
    await cp(join(folder.path, from ?? '', 'devices'), join(folder.path, to ?? '', 'devices'), devices)
  }
  await visit(folder.path, 'two', away)
  expect(await filesOf(folder.path, 'Away')).toHaveLength(3)
  const one = await openAs(folder.path, 'one')
  expect((await listTrash(one)).articles.map(({ id }) => id)).toEqual([ID])
  valueOf(await one.putBack(ID))
  expect(await notesOf(one, ID)).toEqual(['A note', 'Written far away'])
  valueOf(await one.remove(ID))
  expect((await listTrash(one)).articles).toHaveLength(1)
  await one.close()
})

/** As a synchroniser does: the younger file stays. */
function isNewer(folder: string): (from: string, to: string) => Promise<boolean> {
  return async (from, to) => {
    const [a, b] = await Promise.all([stat(from), stat(to).catch(() => null)])
    expect(from.startsWith(folder)).toBe(true)
    return a.isDirectory() || b === null || a.mtimeMs > b.mtimeMs
  }
}

test('an emptied article comes in anew, with another content too, and its files count as changed', async () => {
  await using folder = await scratch()
  await withArticle(folder.path, ['one', 'two'])
  const original = join(folder.path, 'Simak', 'articles', ID, 'original.txt')
  const before = await stat(original)
  await emptyAs(folder.path, 'one')
  const one = await openAs(folder.path, 'one')
  expect(valueOf(await one.add(ARTICLE, CAPTURE)).already).toBe(false)
  const after = await stat(original)
  expect(after.ino).not.toBe(before.ino)
  await one.close()
  await emptyAs(folder.path, 'one')
  await visit(folder.path, 'two')
  expect(await filesOf(folder.path)).toEqual([])
  const again = await openAs(folder.path, 'two')
  const other = { ...ARTICLE, content: '<p>As a newer importer reads it.</p>' }
  expect(valueOf(await again.add(other, CAPTURE)).already).toBe(false)
  expect(valueOf(await again.open(ID)).html).toBe(other.content)
  expect(await filesOf(folder.path)).toHaveLength(3)
  await again.close()
})

test('a restore takes the emptying back, and the file brought in again heals what it lacks', async () => {
  await using folder = await scratch()
  await withArticle(folder.path, ['one'])
  const one = await openAs(folder.path, 'one')
  valueOf(await one.remove(ID))
  const time = valueOf(await one.backUp())
  valueOf(await emptyTrash(one))
  valueOf(await restoreBackup(one, join(folder.path, 'profile-one'), { time: time ?? 0, only: null }))
  expect((await listTrash(one)).articles).toHaveLength(1)
  valueOf(await one.putBack(ID))
  expect(await one.open(ID)).toMatchObject({ failure: { code: 'article-damaged', reason: 'ENOENT' } })
  valueOf(await one.add({ ...ARTICLE, content: '<p>Other.</p>' }, CAPTURE))
  expect(await notesOf(one, ID)).toEqual(['A note'])
  await one.close()
})

test('deleted collections and searches are in the trash, come back, and are forgotten when it is emptied', async () => {
  await using folder = await scratch()
  const one = await openAs(folder.path, 'one')
  const { arrangement } = one
  valueOf(await arrangement.setView('collection', 'c', { name: 'Thesis' }))
  valueOf(await arrangement.setView('search', 's', { name: 'Chillies', query: 'cabai' }))
  valueOf(await arrangement.setView('collection', 'c', null))
  valueOf(await arrangement.setView('search', 's', null))
  const views = [
    { kind: 'search', id: 's', name: 'Chillies', query: 'cabai' },
    { kind: 'collection', id: 'c', name: 'Thesis' },
  ]
  expect((await listTrash(one)).views).toEqual(views)
  valueOf(await arrangement.setView('collection', 'c', { name: 'Thesis' }))
  expect(arrangement.views.collections).toEqual([{ id: 'c', name: 'Thesis' }])
  expect((await listTrash(one)).views).toEqual(views.slice(0, 1))
  valueOf(await emptyTrash(one))
  expect((await listTrash(one)).views).toEqual([])
  await one.close()
})
