import { execFile } from 'node:child_process'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { unseal } from '../storage/envelope.ts'
import { faultyFiles, FILE_STEPS } from '../storage/faulty-files.ts'
import { type FileSystem, nodeFileSystem } from '../storage/file-system.ts'
import { stockNotes, stockProgram } from '../storage/stock-lowdb-fixtures.ts'
import { addNoted, deviceFolders, notesOf, openAs, quickScratch, scratch, valueOf } from './library-fixtures.ts'
import type { Library } from './library.ts'
import { sampleAnnotation, sampleArticle, sampleIds } from './sample-article.ts'

const ARTICLE = sampleArticle('Satu')
const { id: ID } = sampleIds(ARTICLE)
const run = promisify(execFile)
const STOCK = fileURLToPath(new URL('../storage/stock-lowdb-fixtures.ts', import.meta.url))

const ERRORS = ['EIO', 'ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EMFILE']
/** The n-th such step after the fault is switched on fails, and so do all further ones until it is switched off. */
const POSITIONS = [1, 2, 3, 5]
const CASES = FILE_STEPS.flatMap((operation) =>
  ERRORS.flatMap((code) => POSITIONS.map((position) => ({ operation, code, position }))),
)

/** Saves a note while the disk fails; answers what is wrong afterwards, '' where nothing is. */
async function wrongAfter(
  { operation, code, position }: (typeof CASES)[number],
  disk: (files: FileSystem) => FileSystem = (files) => files,
): Promise<string> {
  await using folder = await quickScratch()
  let count: number | null = null
  const files = faultyFiles((found, path) => {
    if (count === null || found !== operation || !path.includes('devices')) return null
    count += 1
    return count >= position ? code : null
  })
  const library = await openAs(folder.path, 'one', { files: disk(files), retryAfter: 1_000_000 })
  await addNoted(library, 'Satu', 'Before')
  const [device = ''] = await deviceFolders(library)
  const file = join(device, 'articles', `${ID}.json`)
  const before = await readFile(file)
  count = 0
  const answers = []
  for (const id of ['b', 'c']) {
    answers.push(await library.saveAnnotation(sampleAnnotation(ARTICLE, id, `Note ${id}`)))
  }
  const wrong: string[] = []
  const now = await readFile(file)
  const isOld = now.equals(before)
  if (unseal(now, 1).kind !== 'good') wrong.push('damaged')
  const failed = answers.some(({ ok }) => !ok)
  if (failed && library.trouble?.code !== 'not-saved') wrong.push('not told')
  if (!failed && isOld) wrong.push('acknowledged and not written')
  if ((await notesOf(library, ID)).length !== 3) wrong.push('not in memory')
  count = null
  await library.close()
  const again = await openAs(folder.path, 'one')
  if ((await notesOf(again, ID)).length !== 3) wrong.push('lost')
  await again.close()
  return wrong.length === 0 ? '' : `${operation} ${code} ${position}: ${wrong.join(', ')}`
}

async function allWrong(cases: typeof CASES, disk?: (files: FileSystem) => FileSystem): Promise<string[]> {
  const wrong: string[] = []
  for (const each of cases) wrong.push(await wrongAfter(each, disk))
  return wrong.filter((text) => text !== '')
}

describe('an error of the disk', () => {
  test(`of any kind at any step (${CASES.length} cases): the file is whole, the change is kept, the reader is told`, async () => {
    expect(CASES.length).toBeGreaterThanOrEqual(240)
    expect(await allWrong(CASES)).toEqual([])
  }, 120_000)

  test('is seen to damage the file where it is written in its place', async () => {
    const inPlace = (files: FileSystem): FileSystem => ({
      ...files,
      rename: async (from, to) => {
        const bytes = await nodeFileSystem.readFile(from)
        await writeFile(to, bytes.subarray(0, bytes.length >> 1))
        await files.rename(from, to)
      },
    })
    const renames = CASES.filter(({ operation }) => operation === 'rename')
    expect((await allWrong(renames, inPlace)).join('\n')).toContain('damaged')
  })
})

/** Mounts a small disk of its own on the library's folder; null where that is not allowed. */
async function smallDisk(folder: string, size: string) {
  const place = join(folder, 'disk')
  await mkdir(place)
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'simak-test', place])
  } catch {
    return null
  }
  return {
    place,
    remount: (how: string) => run('mount', ['-o', `remount,${how}`, place]),
    [Symbol.asyncDispose]: async () => {
      await run('umount', ['-l', place])
    },
  }
}

async function libraryOn(folder: string, disk: string, more = {}): Promise<Library> {
  return await openAs(folder, 'one', { folder: join(disk, 'Simak'), ...more })
}

describe('a real disk', () => {
  test('that is full keeps what was there, and takes the rest when there is room again', async ({ skip }) => {
    await using folder = await scratch()
    await using disk = await smallDisk(folder.path, '160k')
    if (disk === null) return skip('a small disk cannot be mounted here')
    const library = await libraryOn(folder.path, disk.place)
    await addNoted(library, 'Satu', 'Before')
    const filler = join(disk.place, 'filler')
    await writeFile(filler, Buffer.alloc(1024 * 1024)).catch(() => undefined)
    const saved = await library.saveAnnotation(sampleAnnotation(ARTICLE, 'b', 'x'.repeat(8000)))
    expect(saved).toMatchObject({ ok: false, failure: { code: 'not-saved', reason: 'ENOSPC' } })
    expect(library.trouble).not.toBeNull()
    await (await openAs(folder.path, 'two', { folder: library.folder })).close().catch(() => undefined)
    await writeFile(filler, '')
    await library.flush()
    expect(library.trouble).toBeNull()
    await library.close()
    expect(await notesOf(await libraryOn(folder.path, disk.place), ID)).toHaveLength(2)
  })

  test('that can only be read is read, says so, and is written again when it can be', async ({ skip }) => {
    await using folder = await scratch()
    await using disk = await smallDisk(folder.path, '1m')
    if (disk === null) return skip('a small disk cannot be mounted here')
    const first = await libraryOn(folder.path, disk.place)
    await addNoted(first, 'Satu', 'Before')
    await first.close()
    await disk.remount('ro')
    const library = await libraryOn(folder.path, disk.place)
    expect(library.readOnly).toEqual({ code: 'library-read-only', reason: 'EROFS' })
    expect(await notesOf(library, ID)).toEqual(['Before'])
    await library.close()
    await disk.remount('rw')
    const again = await libraryOn(folder.path, disk.place)
    valueOf(await again.saveAnnotation(sampleAnnotation(ARTICLE, 'b', 'After')))
    await again.close()
  })

  test('that becomes read-only keeps what was there, and takes the rest when it can be written again', async ({
    skip,
  }) => {
    await using folder = await scratch()
    await using disk = await smallDisk(folder.path, '1m')
    if (disk === null) return skip('a small disk cannot be mounted here')
    const library = await libraryOn(folder.path, disk.place)
    await addNoted(library, 'Satu', 'Before')
    await disk.remount('ro')
    const saved = await library.saveAnnotation(sampleAnnotation(ARTICLE, 'b', 'Meanwhile'))
    expect(saved).toMatchObject({ ok: false, failure: { code: 'not-saved', reason: 'EROFS' } })
    expect(library.trouble).toMatchObject({ code: 'not-saved', reason: 'EROFS' })
    expect(await notesOf(library, ID)).toEqual(['Before', 'Meanwhile'])
    await disk.remount('rw')
    await library.flush()
    expect(library.trouble).toBeNull()
    await library.close()
    expect(await notesOf(await libraryOn(folder.path, disk.place), ID)).toEqual(['Before', 'Meanwhile'])
  })

  test('that becomes read-only is seen to lose what stock lowdb was given meanwhile', async ({ skip }) => {
    await using folder = await scratch()
    await using disk = await smallDisk(folder.path, '1m')
    if (disk === null) return skip('a small disk cannot be mounted here')
    const file = join(disk.place, 'notes.json')
    const program = await stockProgram(file)
    expect(await program.add('before')).toBe(true)
    await disk.remount('ro')
    expect(await program.add('meanwhile')).toBe(false)
    await disk.remount('rw')
    // Nothing tries again: what is not followed by another change is lost when the program ends.
    expect(await stockNotes(file)).toEqual(new Set(['before']))
  })

  test('that is full is seen to keep half a file of stock lowdb', async ({ skip }) => {
    await using folder = await scratch()
    await using disk = await smallDisk(folder.path, '160k')
    if (disk === null) return skip('a small disk cannot be mounted here')
    const args = [STOCK, join(disk.place, 'notes.json'), 'note', String(100_000)]
    await run(process.execPath, args, { env: { ...process.env, WRITER_TIME: '300' } })
    expect(await stockNotes(join(disk.place, 'notes.json'))).toEqual(new Set(['note-0']))
    expect(await readdir(disk.place)).toContain('.notes.json.tmp')
  })
})
