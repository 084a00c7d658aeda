import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { seal } from '../storage/envelope.ts'
import { faultyFiles } from '../storage/faulty-files.ts'
import { type FileSystem, nodeFileSystem } from '../storage/file-system.ts'
import { captureOf } from './article-view.ts'
import { addNoted, deviceFolders, openAs, quickScratch, valueOf } from './library-fixtures.ts'
import { type Library, openLibrary } from './library.ts'
import { sampleAnnotation, sampleArticle, sampleIds } from './sample-article.ts'

const COUNT = 3200

/** Records of so many articles, saved one a day; answers their ids, the oldest first. */
async function fill(folder: string): Promise<string[]> {
  await (await openAs(folder, 'one')).close()
  const devices = join(folder, 'Simak', 'devices')
  const [device = ''] = await readdir(devices)
  const articles = join(devices, device, 'articles')
  await mkdir(articles, { recursive: true })
  const ids: string[] = []
  for (let index = 0; index < COUNT; index++) {
    const article = sampleArticle(`Number ${index}`)
    const { id, version } = sampleIds(article)
    const saved = new Date(Date.UTC(2000, 0, 1) + index * 86_400_000).toISOString()
    const data = captureOf(article, version, { file: 'a.txt', starter: false, saved })
    const record = { id: 'capture', type: 'capture', hlc: `${saved}.0000.${device}`, data }
    await writeFile(join(articles, `${id}.json`), seal(1, { records: [record] }))
    ids.push(id)
  }
  return ids
}

test('a long list begins with the newest articles; an old one can be had before its turn', async () => {
  await using folder = await quickScratch()
  const ids = await fill(folder.path)
  const first = await openAs(folder.path, 'one')
  expect(first.list()).toHaveLength(COUNT)
  await first.close()
  const again = valueOf(
    await openLibrary({ folder: join(folder.path, 'Simak'), appData: join(folder.path, 'profile-one') }),
  )
  expect(again.list().length).toBeGreaterThanOrEqual(2000)
  expect(again.list()[0]?.id).toBe(ids.at(-1))
  expect(again.summary(ids[0] ?? '')?.title).toBe('Number 0')
  await again.listed
  expect(again.list()).toHaveLength(COUNT)
  await again.checked
  expect(again.problems).toEqual([])
  await again.close()
})

/** A disk on which reading the records of some articles waits until `release` is called. */
function slowDisk(isSlow: (path: string) => boolean) {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  const reached = Promise.withResolvers<undefined>()
  const read: string[] = []
  const wait = async (path: string): Promise<void> => {
    if (!isSlow(path)) return
    read.push(path)
    reached.resolve(undefined)
    await promise
  }
  const files: FileSystem = {
    ...nodeFileSystem,
    readFile: async (path) => {
      await wait(path)
      return await nodeFileSystem.readFile(path)
    },
    peek: async (path, look) => {
      await wait(path)
      return await nodeFileSystem.peek(path, look)
    },
  }
  return { files, read, reached: reached.promise, release: () => resolve(undefined) }
}

/** Closes the library and gives the records of these articles another time, as a synchroniser does. */
async function closeAndTouch(library: Library, ids: readonly string[]): Promise<void> {
  await library.close()
  const [device = ''] = await deviceFolders(library)
  for (const id of ids) {
    const file = join(device, 'articles', `${id}.json`)
    await writeFile(`${file}.new`, await readFile(file))
    await rename(`${file}.new`, file)
  }
}

test('a change of what is as it was is on the disk while other files are still being read; other changes wait', async () => {
  await using folder = await quickScratch()
  const first = await openAs(folder.path, 'one')
  const [same, other] = [await addNoted(first, 'Same', 'Old'), await addNoted(first, 'Other', 'Old')]
  await closeAndTouch(first, [other])
  const disk = slowDisk((path) => path.endsWith(`${other}.json`))
  const paths = { folder: join(folder.path, 'Simak'), appData: join(folder.path, 'profile-one') }
  const library = valueOf(await openLibrary({ ...paths, files: disk.files }))
  await disk.reached
  valueOf(await library.saveAnnotation(sampleAnnotation(sampleArticle('Same'), 'b', 'New')))
  expect(library.isInStep).toBe(false)
  expect(await readFile(join((await deviceFolders(library))[0] ?? '', 'articles', `${same}.json`), 'utf8')).toContain(
    'New',
  )
  let isSaved = false
  const waiting = library.saveAnnotation(sampleAnnotation(sampleArticle('Other'), 'b', 'New')).then((saved) => {
    isSaved = true
    return saved
  })
  valueOf(await library.saveAnnotation(sampleAnnotation(sampleArticle('Same'), 'c', 'Newer')))
  expect(isSaved).toBe(false)
  disk.release()
  valueOf(await waiting)
  await library.checked
  for (const id of [same, other]) expect(library.summary(id)?.notes).toBe(id === same ? 3 : 2)
  await library.close()
})

test('a library that is closed while it is read stops reading, and is read by the next start', async () => {
  await using folder = await quickScratch()
  const first = await openAs(folder.path, 'one')
  const ids: string[] = []
  for (let number = 0; number < 60; number++) ids.push(await addNoted(first, `Number ${number}`, 'x'))
  await closeAndTouch(first, ids)
  const disk = slowDisk((path) => /articles.[a-z2-7]{26}\.json$/.test(path))
  const paths = { folder: join(folder.path, 'Simak'), appData: join(folder.path, 'profile-one') }
  const library = valueOf(await openLibrary({ ...paths, files: disk.files }))
  await disk.reached
  const closed = library.close()
  disk.release()
  await closed
  expect(disk.read.length).toBeLessThan(60)
  const again = await openAs(folder.path, 'one')
  expect(again.list()).toHaveLength(60)
  expect(again.problems).toEqual([])
  await again.close()
})

test('what could not be saved when the library was closed is not in the list of the next start', async () => {
  await using folder = await quickScratch()
  let isBroken = false
  const files = faultyFiles((operation, path) =>
    isBroken && operation === 'rename' && path.includes('devices') ? 'EIO' : null,
  )
  const first = await openAs(folder.path, 'one', { files })
  const id = await addNoted(first, 'Satu', 'On the disk')
  isBroken = true
  const saved = await first.saveAnnotation(sampleAnnotation(sampleArticle('Satu'), 'b', 'Never on the disk'))
  expect(saved.ok).toBe(false)
  expect(first.summary(id)?.notes).toBe(2)
  await first.close()
  const again = await openAs(folder.path, 'one')
  expect(again.summary(id)?.notes).toBe(1)
  await again.close()
})
