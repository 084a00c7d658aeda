import { randomBytes } from 'node:crypto'
import { appendFile, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { deflateSync, gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { noteOf } from '#shared/annotation.ts'
import { seal } from '../storage/envelope.ts'
import { faultyFiles } from '../storage/faulty-files.ts'
import { nodeFileSystem } from '../storage/file-system.ts'
import { BackupFiles } from './backup-files.ts'
import { addNoted, deviceFolders, notesOf, openAs, scratch, valueOf } from './library-fixtures.ts'
import type { Library } from './library.ts'
import { previewRestore, restoreBackup, undoableRestore, undoRestore } from './restore-backup.ts'
import { sampleAnnotation, sampleArticle } from './sample-article.ts'

const NOON = Date.UTC(2026, 10, 21, 12)
const HOUR = 3_600_000

async function timeOf(library: Library): Promise<number> {
  const time = valueOf(await library.backUp())
  if (time === null) throw new Error('nothing to back up')
  return time
}

function note(library: Library, title: string, id: string, text: string) {
  return library.saveAnnotation(sampleAnnotation(sampleArticle(title), id, text))
}

async function readAll<T>(articles: AsyncIterable<T>): Promise<T[]> {
  const read: T[] = []
  for await (const article of articles) read.push(article)
  return read
}

async function backupFolder(folder: string): Promise<string> {
  const libraries = join(folder, 'profile-one', 'libraries')
  return join(libraries, (await readdir(libraries))[0] ?? '', 'backups')
}

describe('a backup', () => {
  test('is listed with its date and counts, and made only when something changed', async () => {
    await using folder = await scratch()
    const library = await openAs(folder.path, 'one', { now: () => NOON })
    expect(await library.backups.isDue()).toBe(true)
    await addNoted(library, 'Satu', 'Kept')
    await timeOf(library)
    expect(await library.backups.isDue()).toBe(false)
    expect(valueOf(await library.backUp())).toBeNull()
    await note(library, 'Satu', 'b', '')
    await timeOf(library)
    expect(await library.backups.list()).toEqual([
      { time: NOON + 1, articles: 1, highlights: 2, notes: 1 },
      { time: NOON, articles: 1, highlights: 1, notes: 1 },
    ])
  })

  test('holds only what changed since the one before, and packs that nobody needs go', async () => {
    await using folder = await scratch()
    let now = NOON
    const library = await openAs(folder.path, 'one', { now: () => now })
    await addNoted(library, 'Satu', 'x')
    for (let round = 0; round < 40; round++) {
      now += HOUR / 4
      await note(library, 'Satu', 'b', `Round ${round}`)
      await timeOf(library)
    }
    const names = await readdir(await backupFolder(folder.path))
    expect(names.filter((name) => name.endsWith('.index')).length).toBeLessThanOrEqual(25)
    expect(names.filter((name) => name.endsWith('.pack'))).toHaveLength(names.length / 2)
    expect(await library.backups.list()).toHaveLength(names.length / 2)
  })

  test('that is damaged is not used: the one before is', async () => {
    await using folder = await scratch()
    let now = NOON
    const library = await openAs(folder.path, 'one', { now: () => now })
    const id = await addNoted(library, 'Satu', 'Kept')
    const first = await timeOf(library)
    now += HOUR
    await note(library, 'Satu', 'b', 'Newer')
    const second = await timeOf(library)
    const backups = await backupFolder(folder.path)
    const pack = join(backups, `${second}.pack`)
    const bytes = await readFile(pack)
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
    await writeFile(pack, bytes)
    const failure = { code: 'backup-damaged', time: second }
    expect(await previewRestore(library, second)).toMatchObject({ ok: false, failure })
    expect(await restoreBackup(library, folder.path, { time: second, only: null })).toMatchObject({ failure })
    await library.close()
    const [device = ''] = await deviceFolders(library)
    await writeFile(join(device, 'articles', `${id}.json`), 'damaged')
    await writeFile(join(device, 'articles', `${id}.json.bak`), 'damaged')
    const again = await openAs(folder.path, 'one')
    expect(await notesOf(again, id)).toEqual(['Kept'])
    expect(again.problems).toMatchObject([{ kind: 'damaged', recoveredFrom: 'backup', recoveredAt: first }])
    await appendFile(join(backups, `${first}.index`), 'x')
  })

  test('takes no damaged file: it keeps the good one that it had', async () => {
    await using folder = await scratch()
    const library = await openAs(folder.path, 'one')
    const id = await addNoted(library, 'Satu', 'Kept')
    const other = await addNoted(library, 'Dua', 'Other')
    await timeOf(library)
    const [device = ''] = await deviceFolders(library)
    await writeFile(join(device, 'articles', `${id}.json`), 'damaged')
    await note(library, 'Dua', 'b', 'Newer')
    const time = await timeOf(library)
    const backup = await readAll(library.backups.read(time, null))
    expect(new Set(backup.map((article) => article?.[0]))).toEqual(new Set([id, other]))
  })
})

/** A note that takes as much room deflated. */
function longNote(bytes: number): string {
  return randomBytes(bytes).toString('hex')
}

describe('a file that is damaged', () => {
  test('comes back from a backup that is newer than the version beside it, however late it is found', async () => {
    await using folder = await scratch()
    let now = Date.now()
    const library = await openAs(folder.path, 'one', { now: () => now })
    const id = await addNoted(library, 'Satu', 'First')
    await addNoted(library, 'Dua', 'Other')
    await note(library, 'Satu', 'b', 'Last')
    now += HOUR
    const copied = await timeOf(library)
    const [device = ''] = await deviceFolders(library)
    const file = join(device, 'articles', `${id}.json`)
    expect(await readFile(`${file}.bak`, 'utf8')).not.toContain('Last')
    const bytes = await readFile(file)
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
    await writeFile(file, bytes)
    for (let round = 0; round < 3; round++) {
      now += HOUR
      await note(library, 'Dua', 'b', `Round ${round}`)
      await timeOf(library)
    }
    await library.close()
    const again = await openAs(folder.path, 'one')
    expect(await notesOf(again, id)).toEqual(['First', 'Last'])
    expect(again.problems).toMatchObject([{ kind: 'damaged', recoveredFrom: 'backup', recoveredAt: copied }])
    await again.close()
  })
})

describe('the packs of a backup', () => {
  test('are several where it is large, and each is read', async () => {
    await using folder = await scratch()
    const library = await openAs(folder.path, 'one', { now: () => NOON })
    const notes = new Map<string, string>()
    for (let index = 0; index < 7; index++) {
      const text = longNote(2 ** 20)
      notes.set(await addNoted(library, `Number ${index}`, text), text)
    }
    const time = await timeOf(library)
    const packs = (await readdir(await backupFolder(folder.path))).filter((name) => name.endsWith('.pack'))
    expect(packs.sort()).toEqual([`${time}.pack`, `${time + 1}.pack`])
    const read = await readAll(library.backups.read(time, null))
    expect(read).toHaveLength(notes.size)
    for (const article of read) expect(JSON.stringify(article)).toContain(notes.get(article?.[0] ?? '') ?? 'none')
    // The next one takes no name that is taken, though the clock stands still.
    await note(library, 'Number 0', 'b', 'Newer')
    expect(await timeOf(library)).toBe(time + 2)
  })

  test('in the form of before, each file deflated by itself, are read', async () => {
    await using folder = await scratch()
    const library = await openAs(folder.path, 'one', { now: () => NOON })
    const ids = new Set([await addNoted(library, 'Satu', 'Kept'), await addNoted(library, 'Dua', 'Kept too')])
    const time = await timeOf(library)
    const place = join(await backupFolder(folder.path), String(time))
    const index = await new BackupFiles(nodeFileSystem, dirname(place)).readIndex(time)
    if (index === null) throw new Error('The backup has no index.')
    const pack = gunzipSync(await readFile(`${place}.pack`))
    const parts = index.files.map(([, , offset, length]) => deflateSync(pack.subarray(offset, offset + length)))
    let end = 0
    const files = index.files.map(([name, of, , , ...facts], at) => {
      const length = parts[at]?.length ?? 0
      end += length
      return [name, of, end - length, length, ...facts]
    })
    await writeFile(`${place}.pack`, Buffer.concat(parts))
    await writeFile(`${place}.index`, gzipSync(seal(1, { ...index, files })))
    const read = await readAll(library.backups.read(time, null))
    expect(new Set(read.map((article) => article?.[0]))).toEqual(ids)
  })

  test('go where it is broken off, or the disk has no room for it', async () => {
    await using folder = await scratch()
    let room = Infinity
    const stop = new AbortController()
    const files = faultyFiles((operation, path) => {
      if (operation !== 'createFile' || !path.includes('backups')) return null
      stop.abort()
      room -= 1
      return room < 0 ? 'ENOSPC' : null
    })
    const library = await openAs(folder.path, 'one', { now: () => NOON, files })
    for (let index = 0; index < 7; index++) await addNoted(library, `Number ${index}`, longNote(2 ** 20))
    expect(valueOf(await library.backUp(stop.signal))).toBeNull()
    expect(stop.signal.aborted).toBe(true)
    room = 1
    expect(await library.backUp()).toMatchObject({ ok: false, failure: { code: 'not-saved', reason: 'ENOSPC' } })
    expect(await readdir(await backupFolder(folder.path))).toEqual([])
    room = Infinity
    expect(await timeOf(library)).toBe(NOON)
  })
})

describe('what is gone from the folder', () => {
  test('comes back from the backup, and the reader is told from when', async () => {
    await using folder = await scratch()
    const library = await openAs(folder.path, 'one', { now: () => NOON })
    for (let index = 0; index < 9; index++) await addNoted(library, `Number ${index}`, 'x')
    const id = await addNoted(library, 'Satu', 'Kept')
    await timeOf(library)
    await library.close()
    const [device = ''] = await deviceFolders(library)
    await rm(join(device, 'articles', `${id}.json`))
    await rm(join(device, 'articles', `${id}.json.bak`))
    const again = await openAs(folder.path, 'one')
    expect(again.list()).toHaveLength(10)
    expect(await notesOf(again, id)).toEqual(['Kept'])
    expect(again.problems).toMatchObject([{ reason: 'missing', recoveredAt: NOON }])
    await again.close()
    expect((await openAs(folder.path, 'one')).problems).toEqual([])
  })
})

describe('restoring', () => {
  async function prepared(folder: string) {
    let now = NOON
    const library = await openAs(folder, 'one', { now: () => now })
    const id = await addNoted(library, 'Satu', 'As it was')
    await note(library, 'Satu', 'b', 'Will be deleted')
    const other = await addNoted(library, 'Dua', 'Also as it was')
    const time = await timeOf(library)
    now += 2 * HOUR
    await note(library, 'Satu', 'a', 'Changed')
    await library.removeAnnotation(id, 'b')
    await note(library, 'Satu', 'c', 'Made since')
    await note(library, 'Dua', 'a', 'Changed too')
    await library.remove(other)
    return { library, id, other, time, appData: join(folder, 'profile-one') }
  }

  const now = async (library: Library, id: string): Promise<string[]> => {
    const opened = await library.open(id)
    return opened.ok ? opened.value.annotations.map(noteOf).sort() : [opened.failure.code]
  }

  test('shows first what would change', async () => {
    await using folder = await scratch()
    const { library, id, other, time } = await prepared(folder.path)
    const changes = valueOf(await previewRestore(library, time))
    expect(changes).toHaveLength(2)
    expect(changes).toContainEqual({ id, title: 'Satu', back: 1, changed: 1, gone: 0 })
    expect(changes).toContainEqual({ id: other, title: 'Dua', back: 0, changed: 1, gone: 0 })
  })

  test('brings everything back, keeps what was made since, and can be undone, also after a restart', async () => {
    await using folder = await scratch()
    const { library, id, other, time, appData } = await prepared(folder.path)
    expect(await undoableRestore(library, appData)).toBeNull()
    valueOf(await restoreBackup(library, appData, { time, only: null }))
    expect(await now(library, id)).toEqual(['As it was', 'Made since', 'Will be deleted'])
    await library.putBack(other)
    expect(await now(library, other)).toEqual(['Also as it was'])
    await library.close()
    const again = await openAs(folder.path, 'one', { now: () => NOON + 3 * HOUR })
    expect(await now(again, id)).toEqual(['As it was', 'Made since', 'Will be deleted'])
    expect(await undoableRestore(again, appData)).toBe(NOON + 2 * HOUR)
    valueOf(await undoRestore(again, appData))
    expect(await now(again, id)).toEqual(['Changed', 'Made since'])
    expect(await now(again, other)).toEqual(['Changed too'])
    expect(await undoableRestore(again, appData)).toBeNull()
  })

  test('brings one article back and leaves the others', async () => {
    await using folder = await scratch()
    const { library, id, other, time, appData } = await prepared(folder.path)
    valueOf(await restoreBackup(library, appData, { time, only: id }))
    expect(await now(library, id)).toEqual(['As it was', 'Made since', 'Will be deleted'])
    await library.putBack(other)
    expect(await now(library, other)).toEqual(['Changed too'])
  })

  test('keeps a backup of how it was before', async () => {
    await using folder = await scratch()
    const { library, id, time, appData } = await prepared(folder.path)
    valueOf(await restoreBackup(library, appData, { time, only: null }))
    const [newest] = await library.backups.list()
    const [before] = await readAll(library.backups.read(newest?.time ?? 0, id))
    expect(before?.[0]).toBe(id)
    expect(JSON.stringify(before)).toContain('Changed')
  })
})
