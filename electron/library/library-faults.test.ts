import { mkdir, mkdtempDisposable, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { noteOf } from '#shared/annotation.ts'
import type { Failure } from '#shared/failure.ts'
import { ok, type Result } from '#shared/result.ts'
import { seal } from '../storage/envelope.ts'
import { type Fault, faultyFiles, type FileOperation } from '../storage/faulty-files.ts'
import { nodeFileSystem } from '../storage/file-system.ts'
import { stockNotes, stockProgram } from '../storage/stock-lowdb-fixtures.ts'
import { openAs } from './library-fixtures.ts'
import { type Library, openLibrary } from './library.ts'
import { sampleAnnotation, sampleArticle, sampleIds } from './sample-article.ts'
import { makingFolders } from './unsafe-disk-fixtures.ts'

const CAPTURE = { file: 'a.txt', starter: false }
const ARTICLE = sampleArticle('Satu')
const { id: ID, version: VERSION } = sampleIds(ARTICLE)

function scratch() {
  return mkdtempDisposable(join(tmpdir(), 'simak-library-'))
}

function valueOf<V>(result: Result<V, unknown>): V {
  if (!result.ok) throw new Error(JSON.stringify(result.failure))
  return result.value
}

interface Extra {
  fault?: (operation: FileOperation, path: string) => Fault
  onTrouble?: (failure: Failure | null) => void
  makeAnew?: boolean
  acceptVanished?: boolean
}

function tryOpen(folder: string, { fault, onTrouble, ...rest }: Extra = {}): Promise<Result<Library, Failure>> {
  return openLibrary({
    folder: join(folder, 'Simak'),
    appData: join(folder, 'profile'),
    retryAfter: 5,
    ...(fault && { files: faultyFiles(fault) }),
    ...(onTrouble && { onTrouble }),
    ...rest,
  })
}

async function open(folder: string, extra?: Extra): Promise<Library> {
  const library = valueOf(await tryOpen(folder, extra))
  await library.checked
  return library
}

/** A library with one article and one note, closed again; answers the path of this device's records of it. */
async function withOneNote(folder: string): Promise<string> {
  const library = await open(folder)
  await library.add(ARTICLE, CAPTURE)
  await library.saveAnnotation(sampleAnnotation(ARTICLE, 'a', 'Kept'))
  await library.close()
  const devices = join(library.folder, 'devices')
  return join(devices, (await readdir(devices))[0] ?? '', 'articles', `${ID}.json`)
}

async function notesOf(library: Library): Promise<string[]> {
  return valueOf(await library.open(ID)).annotations.map(noteOf)
}

describe('a library that cannot be opened', () => {
  test('because its folder cannot be made', async () => {
    await using folder = await scratch()
    await writeFile(join(folder.path, 'Simak'), 'a file is in the way')
    const reason = { code: 'library-unreachable', folder: join(folder.path, 'Simak') }
    expect(await tryOpen(folder.path)).toMatchObject({ ok: false, failure: reason })
  })

  const codes = ['EIO', 'EACCES', 'EMFILE']
  test.each(codes)('because it cannot be read (%s) is not taken for an empty one', async (reason) => {
    await using folder = await scratch()
    await withOneNote(folder.path)
    const before = await readdir(folder.path, { recursive: true })
    const failing = (operation: FileOperation, path: string) =>
      operation === 'readFile' && path.endsWith('Simak/library.json') ? reason : null
    const failure = { code: 'library-unreachable', folder: join(folder.path, 'Simak'), reason }
    expect(await tryOpen(folder.path, { fault: failing })).toEqual({ ok: false, failure })
    expect(await readdir(folder.path, { recursive: true })).toEqual(before)
  })

  test.each(['articles', 'devices'])('because %s leads out of it', async (part) => {
    await using folder = await scratch()
    const root = join(folder.path, 'Simak')
    await (await open(folder.path)).close()
    await mkdir(join(folder.path, 'elsewhere'))
    await rm(join(root, part), { recursive: true })
    await symlink(join(folder.path, 'elsewhere'), join(root, part))
    const failure = { code: 'library-damaged', file: join(root, part), reason: 'outside' }
    expect(await tryOpen(folder.path)).toEqual({ ok: false, failure })
  })
})

describe('a library for reading only', () => {
  test.each([
    ['newer by its envelope', seal(2, {}), { code: 'library-newer', format: 2, known: 1 }],
    ['newer by its layout', seal(1, { library: 7, id: 'x' }), { code: 'library-newer', format: 7, known: 1 }],
  ])('because it is %s can be read and is left as it is', async (_name, manifest, failure) => {
    await using folder = await scratch()
    await withOneNote(folder.path)
    const root = join(folder.path, 'Simak')
    await writeFile(join(root, 'library.json'), manifest)
    const before = (await readdir(root, { recursive: true })).sort()
    const library = await open(folder.path)
    expect(library.readOnly).toMatchObject(failure)
    expect(await notesOf(library)).toEqual(['Kept'])
    expect(await library.saveAnnotation(sampleAnnotation(ARTICLE, 'b', 'Refused'))).toMatchObject({ failure })
    expect(await library.add(sampleArticle('Dua'), CAPTURE)).toMatchObject({ failure })
    expect(await library.markStartersImported()).toMatchObject({ failure })
    await library.close()
    expect((await readdir(root, { recursive: true })).sort()).toEqual(before)
    expect(await readFile(join(root, 'library.json'))).toEqual(Buffer.from(manifest))
  })

  test.each(['EROFS', 'EACCES'])('because its disk takes nothing (%s)', async (code) => {
    await using folder = await scratch()
    await withOneNote(folder.path)
    const writing: FileOperation[] = ['createFile', 'makeFolder', 'rename', 'remove', 'link']
    const fault = (operation: FileOperation, path: string) =>
      writing.includes(operation) && path.includes('Simak') ? code : null
    const library = await open(folder.path, { fault })
    expect(library.readOnly).toEqual({ code: 'library-read-only', reason: code })
    expect(await notesOf(library)).toEqual(['Kept'])
    expect(await library.remove(ID)).toMatchObject({ failure: { code: 'library-read-only' } })
  })

  test.each(['', 'x', seal(1, {})])(
    'because its first file is damaged on a device that does not know it',
    async (bytes) => {
      await using folder = await scratch()
      await withOneNote(folder.path)
      await rm(join(folder.path, 'profile'), { recursive: true })
      await writeFile(join(folder.path, 'Simak', 'library.json'), bytes)
      const library = await open(folder.path)
      expect(library.readOnly).toMatchObject({ code: 'library-damaged' })
      expect(await notesOf(library)).toEqual(['Kept'])
      expect(await readFile(join(folder.path, 'Simak', 'library.json'))).toEqual(Buffer.from(bytes))
    },
  )

  test('because far fewer articles are there than last time: nothing is written until the reader takes it so', async () => {
    await using folder = await scratch()
    const first = await open(folder.path)
    const articles = Array.from({ length: 10 }, (_, index) => sampleArticle(`Number ${index}`))
    for (const article of articles) await first.add(article, CAPTURE)
    await first.close()
    const devices = join(first.folder, 'devices')
    const records = join(devices, (await readdir(devices))[0] ?? '', 'articles')
    const names = (await readdir(records)).filter((name) => name.endsWith('.json'))
    for (const name of names.slice(0, 4)) {
      await rm(join(records, name))
      await rm(join(records, `${name}.bak`), { force: true })
    }
    const before = (await readdir(first.folder, { recursive: true })).sort()
    const library = await open(folder.path)
    const vanished = { code: 'library-vanished', known: 10, found: 6 }
    expect(library.readOnly).toMatchObject(vanished)
    expect(library.list()).toHaveLength(6)
    expect(await library.add(sampleArticle('New'), CAPTURE)).toMatchObject({ failure: vanished })
    await library.close()
    expect((await readdir(first.folder, { recursive: true })).sort()).toEqual(before)
    const asked = await open(folder.path)
    expect(asked.readOnly).toMatchObject(vanished)
    await asked.close()
    const taken = await open(folder.path, { acceptVanished: true })
    expect(taken.readOnly).toBeNull()
    expect(await taken.add(sampleArticle('New'), CAPTURE)).toMatchObject({ ok: true })
    await taken.close()
    const again = await open(folder.path)
    expect(again.readOnly).toBeNull()
    expect(again.list()).toHaveLength(7)
  })
})

describe('a library whose first file is lost', () => {
  test.each(['', 'x', null])('has it again on a device that knows it', async (bytes) => {
    await using folder = await scratch()
    await withOneNote(folder.path)
    const manifest = join(folder.path, 'Simak', 'library.json')
    const good = await readFile(manifest)
    if (bytes === null) await rm(manifest)
    else await writeFile(manifest, bytes)
    const library = await open(folder.path)
    expect(library.readOnly).toBeNull()
    expect(library.problems).toMatchObject([{ kind: 'rewritten', file: manifest }])
    expect(await notesOf(library)).toEqual(['Kept'])
    expect(await readFile(manifest)).toEqual(good)
  })
})

describe('a folder that held a library', () => {
  test('and is gone is not made anew', async () => {
    await using folder = await scratch()
    await withOneNote(folder.path)
    await rename(join(folder.path, 'Simak'), join(folder.path, 'elsewhere'))
    const failure = { code: 'library-gone', folder: join(folder.path, 'Simak') }
    expect(await tryOpen(folder.path)).toEqual({ ok: false, failure })
    expect(await readdir(folder.path)).toEqual(['elsewhere', 'profile'])
    await mkdir(join(folder.path, 'Simak'))
    expect(await tryOpen(folder.path)).toEqual({ ok: false, failure })
    expect(await readdir(join(folder.path, 'Simak'))).toEqual([])
    expect(valueOf(await tryOpen(folder.path, { makeAnew: true })).list()).toEqual([])
  })

  test('and goes while it is open is not made anew by a change', async () => {
    await using folder = await scratch()
    await withOneNote(folder.path)
    const library = await open(folder.path)
    await rename(join(folder.path, 'Simak'), join(folder.path, 'elsewhere'))
    const answer = await library.saveAnnotation(sampleAnnotation(ARTICLE, 'b', 'Kept in memory'))
    expect(answer).toMatchObject({ ok: false, failure: { code: 'not-saved', reason: 'ENOENT' } })
    await mkdir(join(folder.path, 'Simak'))
    await library.flush()
    expect(await readdir(join(folder.path, 'Simak'))).toEqual([])
    await rm(join(folder.path, 'Simak'), { recursive: true })
    await rename(join(folder.path, 'elsewhere'), join(folder.path, 'Simak'))
    await library.close()
    expect((await notesOf(await open(folder.path))).sort()).toEqual(['Kept', 'Kept in memory'])
  })
})

describe('a folder that vanishes', () => {
  test('is seen to be made anew by a change where missing folders are made', async () => {
    await using folder = await scratch()
    await withOneNote(folder.path)
    const library = await openAs(folder.path, 'one', {
      appData: join(folder.path, 'profile'),
      files: makingFolders(nodeFileSystem),
    })
    await rename(join(folder.path, 'Simak'), join(folder.path, 'elsewhere'))
    await library.saveAnnotation(sampleAnnotation(ARTICLE, 'b', 'Into an empty library'))
    await library.close()
    expect(await readdir(join(folder.path, 'Simak'))).toEqual(['devices'])
  })

  test('is seen to be an empty library for stock lowdb, which then writes that', async () => {
    await using folder = await scratch()
    const [place, elsewhere] = [join(folder.path, 'disk'), join(folder.path, 'elsewhere')]
    await mkdir(place)
    await (await stockProgram(join(place, 'notes.json'))).add('kept')
    await rename(place, elsewhere)
    // What is left of a disk that was taken away: the folder that it was mounted on.
    await mkdir(place)
    expect(await (await stockProgram(join(place, 'notes.json'))).add('new')).toBe(true)
    expect(await stockNotes(join(place, 'notes.json'))).toEqual(new Set(['new']))
  })
})

test('a full disk does not keep the reader from the library', async () => {
  await using folder = await scratch()
  await withOneNote(folder.path)
  const fault = (operation: FileOperation) => (operation === 'write' ? 'ENOSPC' : null)
  const library = await open(folder.path, { fault })
  expect(library.readOnly).toBeNull()
  expect(await notesOf(library)).toEqual(['Kept'])
})

describe('a change that cannot be written', () => {
  const operations: FileOperation[] = ['createFile', 'write', 'sync', 'rename', 'syncFolder']

  test.each(operations)('(%s fails) is shown, told, and saved by itself later', async (failing) => {
    await using folder = await scratch()
    const records = await withOneNote(folder.path)
    let broken = true
    const told: (Failure | null)[] = []
    const saved = Promise.withResolvers<null>()
    const library = await open(folder.path, {
      fault: (operation) => (broken && operation === failing ? 'ENOSPC' : null),
      onTrouble: (failure) => {
        told.push(failure)
        if (failure === null) saved.resolve(null)
      },
    })
    const failure: Failure = { code: 'not-saved', file: records, reason: 'ENOSPC' }
    const answer = library.saveAnnotation(sampleAnnotation(ARTICLE, 'b', 'On a full disk'))
    expect(await answer).toEqual({ ok: false, failure })
    expect(library.trouble).toEqual(failure)
    expect(library.summary(ID)?.notes).toBe(2)
    expect((await notesOf(library)).sort()).toEqual(['Kept', 'On a full disk'])
    broken = false
    await saved.promise
    expect(told).toEqual([failure, null])
    expect(library.trouble).toBeNull()
    expect((await notesOf(await open(folder.path))).sort()).toEqual(['Kept', 'On a full disk'])
  })

  test('is not forgotten while many other articles are used', async () => {
    await using folder = await scratch()
    await withOneNote(folder.path)
    let broken = false
    const library = await open(folder.path, {
      fault: (operation, path) => (broken && operation === 'rename' && path.includes('devices') ? 'EIO' : null),
    })
    const others = Array.from({ length: 70 }, (_, index) => sampleArticle(`Other ${index}`))
    for (const other of others) await library.add(other, CAPTURE)
    broken = true
    await library.saveAnnotation(sampleAnnotation(ARTICLE, 'b', 'Unsaved'))
    for (const other of others) await library.open(sampleIds(other).id)
    expect((await notesOf(library)).sort()).toEqual(['Kept', 'Unsaved'])
    broken = false
    await library.close()
    expect((await notesOf(await open(folder.path))).sort()).toEqual(['Kept', 'Unsaved'])
  })

  test('leaves a new article out whose files are not all there', async () => {
    await using folder = await scratch()
    const library = await open(folder.path, {
      fault: (operation, path) => (operation === 'rename' && /[a-z2-7]{16}\/\.simak/.test(path) ? 'ENOSPC' : null),
    })
    expect(await library.add(ARTICLE, CAPTURE)).toMatchObject({
      ok: false,
      failure: { code: 'not-saved', reason: 'ENOSPC' },
    })
    expect(library.list()).toEqual([])
    const again = await open(folder.path)
    expect(await again.add(ARTICLE, CAPTURE)).toEqual(ok({ id: ID, title: 'Satu', already: false }))
  })
})

describe('a damaged file of records', () => {
  test('is set aside and read from its backup; other articles keep working', async () => {
    await using folder = await scratch()
    const records = await withOneNote(folder.path)
    const first = await open(folder.path)
    await first.add(sampleArticle('Dua'), CAPTURE)
    await first.saveAnnotation(sampleAnnotation(ARTICLE, 'b', 'Only in the last version'))
    await first.close()
    await writeFile(records, 'damaged')
    const library = await open(folder.path)
    expect(library.list()).toHaveLength(2)
    expect(await notesOf(library)).toEqual(['Kept'])
    const report = { kind: 'damaged', file: records, reason: 'header', recoveredFrom: `${records}.bak` }
    expect(library.problems).toMatchObject([report])
    await library.saveAnnotation(sampleAnnotation(ARTICLE, 'c', 'Goes on'))
    await library.close()
    expect(await notesOf(await open(folder.path))).toEqual(['Kept', 'Goes on'])
  })

  test('without a backup is never taken for an empty one', async () => {
    await using folder = await scratch()
    const records = await withOneNote(folder.path)
    await rm(`${records}.bak`)
    await writeFile(records, 'damaged')
    for (let start = 0; start < 2; start++) {
      const library = await open(folder.path)
      expect(library.list()).toHaveLength(1)
      const added = await library.add(ARTICLE, CAPTURE)
      expect(added).toMatchObject({ ok: false, failure: { code: 'article-damaged', id: ID } })
      await library.close()
    }
    const names = await readdir(join(records, '..'))
    expect(names).toEqual([expect.stringMatching(/\.json\.damaged-/)])
  })

  test.each(['EIO', 'EACCES'])('%s leaves it alone', async (code) => {
    await using folder = await scratch()
    const records = await withOneNote(folder.path)
    await rm(join(folder.path, 'profile', 'libraries'), { recursive: true })
    const before = await readFile(records)
    const library = await open(folder.path, {
      fault: (operation, path) => (operation === 'readFile' && path === records ? code : null),
    })
    expect(library.problems).toEqual([{ kind: 'unreadable', file: records, code }])
    expect(await library.add(ARTICLE, CAPTURE)).toMatchObject({ ok: false })
    await library.close()
    expect(await readFile(records)).toEqual(before)
    expect(await notesOf(await open(folder.path))).toEqual(['Kept'])
  })

  test('of a newer version is refused and left alone', async () => {
    await using folder = await scratch()
    const records = await withOneNote(folder.path)
    await writeFile(records, seal(2, {}))
    const library = await open(folder.path)
    expect(await library.add(ARTICLE, CAPTURE)).toMatchObject({
      ok: false,
      failure: { code: 'library-newer', format: 2 },
    })
    await library.close()
    expect(await readFile(records)).toEqual(Buffer.from(seal(2, {})))
    expect(VERSION).toHaveLength(64)
  })
})
