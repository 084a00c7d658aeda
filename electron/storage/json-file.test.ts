import { mkdtempDisposable, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fail, ok } from '#shared/result.ts'
import { seal } from './envelope.ts'
import { faultyFiles, type FileOperation } from './faulty-files.ts'
import { type FileSystem, nodeFileSystem } from './file-system.ts'
import { type Codec, type DamageReport, JsonFile, UnusableFileError } from './json-file.ts'

const codec: Codec<{ note: string }> = {
  decode: (value) =>
    typeof value === 'object' && value !== null && 'note' in value && typeof value.note === 'string'
      ? ok({ note: value.note })
      : fail('no note'),
  encode: (data) => data,
}
const NOON = Date.UTC(2026, 10, 21, 12)

function scratch() {
  return mkdtempDisposable(join(tmpdir(), 'simak-json-file-'))
}

function fileIn(folder: string, options: { files?: FileSystem; owned?: boolean; reports?: DamageReport[] } = {}) {
  const { files = nodeFileSystem, owned = true, reports = [] } = options
  const path = join(folder, 'a.json')
  const onDamage = (report: DamageReport): void => void reports.push(report)
  return new JsonFile({ path, root: folder, format: 1, codec, files, now: () => NOON, owned, onDamage })
}

async function names(folder: string): Promise<string[]> {
  return (await readdir(folder)).sort()
}

describe('reading', () => {
  test('answers null only where nothing of the file lies', async () => {
    await using folder = await scratch()
    expect(await fileIn(folder.path).read()).toBeNull()
  })

  test.each([
    ['empty', ''],
    ['cut', Buffer.from(seal(1, { note: 'new' })).subarray(0, -1)],
    ['filled with NULs', '\0'.repeat(300)],
    ['the word null', 'null'],
    ['of another shape', seal(1, { other: 'new' })],
  ])('a file that is %s is set aside and replaced by its backup', async (_name, content) => {
    await using folder = await scratch()
    const file = fileIn(folder.path)
    await file.write({ note: 'old' })
    await file.write({ note: 'new' })
    await writeFile(join(folder.path, 'a.json'), content)
    const reports: DamageReport[] = []
    expect(await fileIn(folder.path, { reports }).read()).toEqual({ note: 'old' })
    const aside = 'a.json.damaged-20261121T120000000Z'
    expect(await names(folder.path)).toEqual(['a.json', 'a.json.bak', aside])
    expect(await readFile(join(folder.path, aside), 'latin1')).toBe(Buffer.from(content).toString('latin1'))
    expect(reports).toMatchObject([
      { setAside: join(folder.path, aside), recoveredFrom: join(folder.path, 'a.json.bak') },
    ])
    expect(await fileIn(folder.path).read()).toEqual({ note: 'old' })
  })

  test('a file that vanished is replaced by its backup', async () => {
    await using folder = await scratch()
    await writeFile(join(folder.path, 'a.json.bak'), seal(1, { note: 'old' }))
    const reports: DamageReport[] = []
    expect(await fileIn(folder.path, { reports }).read()).toEqual({ note: 'old' })
    expect(reports).toMatchObject([{ reason: 'missing', setAside: null }])
    expect(await names(folder.path)).toEqual(['a.json', 'a.json.bak'])
  })

  test('without a good backup nothing takes its place, then or later', async () => {
    await using folder = await scratch()
    await writeFile(join(folder.path, 'a.json'), 'damaged')
    const lost = { problem: { kind: 'lost' } }
    await expect(fileIn(folder.path).read()).rejects.toMatchObject(lost)
    await expect(fileIn(folder.path).read()).rejects.toMatchObject(lost)
    expect(await names(folder.path)).toEqual(['a.json.damaged-20261121T120000000Z'])
  })

  test('two damaged files are both kept', async () => {
    await using folder = await scratch()
    for (const content of ['first', 'second']) {
      await writeFile(join(folder.path, 'a.json'), content)
      await expect(fileIn(folder.path).read()).rejects.toBeInstanceOf(UnusableFileError)
    }
    const aside = 'a.json.damaged-20261121T120000000Z'
    expect(await names(folder.path)).toEqual([aside, `${aside}-2`])
    expect(await readFile(join(folder.path, aside), 'utf8')).toBe('first')
  })

  test('a newer format is refused and left alone', async () => {
    await using folder = await scratch()
    const path = join(folder.path, 'a.json')
    await writeFile(path, seal(2, { note: 'newer' }))
    await expect(fileIn(folder.path).read()).rejects.toMatchObject({ problem: { kind: 'newer', format: 2 } })
    await expect(fileIn(folder.path).write({ note: 'older' })).rejects.toMatchObject({ problem: { kind: 'newer' } })
    expect(await names(folder.path)).toEqual(['a.json'])
    expect(await readFile(path)).toEqual(Buffer.from(seal(2, { note: 'newer' })))
  })

  test.each(['EIO', 'EACCES', 'EMFILE'])('%s is never taken for "no file"', async (code) => {
    await using folder = await scratch()
    await fileIn(folder.path).write({ note: 'old' })
    const files = faultyFiles((operation) => (operation === 'readFile' ? code : null))
    await expect(fileIn(folder.path, { files }).read()).rejects.toMatchObject({ code })
    expect(await names(folder.path)).toEqual(['a.json'])
  })

  test("another device's damaged file is read from its backup and not touched", async () => {
    await using folder = await scratch()
    await writeFile(join(folder.path, 'a.json.bak'), seal(1, { note: 'old' }))
    await writeFile(join(folder.path, 'a.json'), 'damaged')
    expect(await fileIn(folder.path, { owned: false }).read()).toEqual({ note: 'old' })
    expect(await names(folder.path)).toEqual(['a.json', 'a.json.bak'])
    expect(await readFile(join(folder.path, 'a.json'), 'utf8')).toBe('damaged')
  })
})

describe('writing', () => {
  test('keeps the version before as the backup', async () => {
    await using folder = await scratch()
    const file = fileIn(folder.path)
    for (const note of ['one', 'two', 'three']) await file.write({ note })
    expect(await names(folder.path)).toEqual(['a.json', 'a.json.bak'])
    expect(await readFile(join(folder.path, 'a.json.bak'))).toEqual(Buffer.from(seal(1, { note: 'two' })))
  })

  test('keeps a backup where there are no hard links', async () => {
    await using folder = await scratch()
    const file = fileIn(folder.path, { files: faultyFiles((operation) => (operation === 'link' ? 'EPERM' : null)) })
    for (const note of ['one', 'two']) await file.write({ note })
    expect(await names(folder.path)).toEqual(['a.json', 'a.json.bak'])
    expect(await readFile(join(folder.path, 'a.json.bak'))).toEqual(Buffer.from(seal(1, { note: 'one' })))
  })

  test('a file damaged since it was read is set aside, and the good backup stays', async () => {
    await using folder = await scratch()
    const file = fileIn(folder.path)
    for (const note of ['one', 'two']) await file.write({ note })
    await writeFile(join(folder.path, 'a.json'), 'damaged')
    await file.write({ note: 'three' })
    expect(await names(folder.path)).toEqual(['a.json', 'a.json.bak', 'a.json.damaged-20261121T120000000Z'])
    expect(await readFile(join(folder.path, 'a.json.bak'))).toEqual(Buffer.from(seal(1, { note: 'one' })))
    expect(await file.read()).toEqual({ note: 'three' })
  })

  test('syncs file and folder, in this order, before it answers', async () => {
    await using folder = await scratch()
    const steps: FileOperation[] = []
    const files = faultyFiles((operation) => {
      steps.push(operation)
      return null
    })
    const file = fileIn(folder.path, { files })
    await file.write({ note: 'one' })
    steps.length = 0
    await file.write({ note: 'two' })
    expect(steps).toEqual([
      'createFile',
      'write',
      'sync',
      'facts',
      'close',
      'link',
      'stat',
      'rename',
      'rename',
      'syncFolder',
      'stat',
    ])
  })

  test('looks first at a file that it has not written itself', async () => {
    await using folder = await scratch()
    await fileIn(folder.path).write({ note: 'one' })
    const steps: FileOperation[] = []
    const files = faultyFiles((operation) => {
      steps.push(operation)
      return null
    })
    await fileIn(folder.path, { files }).write({ note: 'two' })
    expect(steps.slice(0, 4)).toEqual(['link', 'stat', 'readFile', 'createFile'])
  })

  test('goes on after a write that took only some of the bytes', async () => {
    await using folder = await scratch()
    const files = faultyFiles((operation) => (operation === 'write' ? { atMost: 7 } : null))
    await fileIn(folder.path, { files }).write({ note: 'long enough' })
    expect(await fileIn(folder.path).read()).toEqual({ note: 'long enough' })
  })

  test('makes folders below the root, never the root', async () => {
    await using folder = await scratch()
    const path = join(folder.path, 'devices', 'x', 'a.json')
    const options = { path, format: 1, codec, files: nodeFileSystem, now: () => NOON, owned: true }
    await new JsonFile({ ...options, root: folder.path }).write({ note: 'deep' })
    expect(await names(join(folder.path, 'devices', 'x'))).toEqual(['a.json'])
    const gone = join(folder.path, 'unplugged')
    const outside = new JsonFile({ ...options, path: join(gone, 'devices', 'a.json'), root: gone })
    await expect(outside.write({ note: 'nowhere' })).rejects.toMatchObject({ code: 'ENOENT' })
    expect(await names(folder.path)).toEqual(['devices'])
  })
})

describe('a write that fails', () => {
  const codes = ['ENOSPC', 'EDQUOT', 'EIO', 'EROFS', 'EACCES', 'EMFILE']
  const before: FileOperation[] = ['createFile', 'write', 'sync', 'facts', 'close', 'rename']
  const cases = before.flatMap((operation) => codes.map((code): [FileOperation, string] => [operation, code]))

  test.each(cases)('at %s with %s leaves the file as it was and no other', async (operation, code) => {
    await using folder = await scratch()
    await fileIn(folder.path).write({ note: 'old' })
    const files = faultyFiles((at) => (at === operation ? code : null))
    await expect(fileIn(folder.path, { files }).write({ note: 'new' })).rejects.toMatchObject({ code })
    expect((await names(folder.path)).filter((name) => name !== 'a.json.bak')).toEqual(['a.json'])
    expect(await fileIn(folder.path).read()).toEqual({ note: 'old' })
  })

  test('because the disk takes no more bytes leaves the file as it was', async () => {
    await using folder = await scratch()
    await fileIn(folder.path).write({ note: 'old' })
    let writes = 0
    const files = faultyFiles((at) => (at === 'write' ? { atMost: writes++ === 0 ? 5 : 0 } : null))
    await expect(fileIn(folder.path, { files }).write({ note: 'new' })).rejects.toMatchObject({ code: 'ESHORT' })
    expect(await names(folder.path)).toEqual(['a.json'])
    expect(await fileIn(folder.path).read()).toEqual({ note: 'old' })
  })

  test('at the last rename can be repeated', async () => {
    await using folder = await scratch()
    await fileIn(folder.path).write({ note: 'old' })
    let renames = 0
    const files = faultyFiles((at) => (at === 'rename' && ++renames === 2 ? 'EIO' : null))
    const file = fileIn(folder.path, { files })
    await expect(file.write({ note: 'new' })).rejects.toMatchObject({ code: 'EIO' })
    await file.write({ note: 'new' })
    expect(await names(folder.path)).toEqual(['a.json', 'a.json.bak'])
    expect(await file.read()).toEqual({ note: 'new' })
  })

  test('at the sync of the folder is told, with the new file whole', async () => {
    await using folder = await scratch()
    await fileIn(folder.path).write({ note: 'old' })
    const files = faultyFiles((at) => (at === 'syncFolder' ? 'EIO' : null))
    await expect(fileIn(folder.path, { files }).write({ note: 'new' })).rejects.toMatchObject({ code: 'EIO' })
    expect(await fileIn(folder.path).read()).toEqual({ note: 'new' })
  })
})

describe('a copy kept elsewhere', () => {
  const rescue = () => Promise.resolve({ from: 'elsewhere', time: NOON, bytes: seal(1, { note: 'rescued' }) })
  const common = (folder: string, reports: DamageReport[] = []) => ({
    path: join(folder, 'a.json'),
    root: folder,
    format: 1,
    codec,
    files: nodeFileSystem,
    now: () => NOON,
    owned: true,
    rescue,
    onDamage: (report: DamageReport): void => void reports.push(report),
  })

  test('takes the place of a file whose backup is bad too, and the report says from when it is', async () => {
    await using folder = await scratch()
    await writeFile(join(folder.path, 'a.json'), 'damaged')
    await writeFile(join(folder.path, 'a.json.bak'), 'damaged')
    const reports: DamageReport[] = []
    expect(await new JsonFile(common(folder.path, reports)).read()).toEqual({ note: 'rescued' })
    expect(reports).toMatchObject([{ reason: 'header', recoveredFrom: 'elsewhere', recoveredAt: NOON }])
    const left = await names(folder.path)
    expect(left.filter((name) => name.includes('.damaged-'))).toHaveLength(2)
    expect(await fileIn(folder.path).read()).toEqual({ note: 'rescued' })
  })

  test('takes the place of a file that is gone with its backup', async () => {
    await using folder = await scratch()
    const reports: DamageReport[] = []
    expect(await new JsonFile(common(folder.path, reports)).read()).toEqual({ note: 'rescued' })
    expect(reports).toMatchObject([{ reason: 'missing', recoveredAt: NOON }])
  })

  test('is not needed where the backup beside the file is good; the report says when that was written', async () => {
    await using folder = await scratch()
    const file = fileIn(folder.path)
    await file.write({ note: 'old' })
    await file.write({ note: 'new' })
    await writeFile(join(folder.path, 'a.json'), 'damaged')
    const reports: DamageReport[] = []
    expect(await new JsonFile(common(folder.path, reports)).read()).toEqual({ note: 'old' })
    const { modified } = await nodeFileSystem.stat(join(folder.path, 'a.json.bak'))
    expect(reports).toMatchObject([{ recoveredAt: modified }])
  })
})

describe('an older format', () => {
  const migrations = [
    { from: 1, migrate: (value: unknown) => ({ ...(value as { note: string }), second: true }) },
    { from: 2, migrate: (value: unknown) => ({ note: `${(value as { note: string }).note} (3)` }) },
  ]
  const options = (folder: string) => ({
    path: join(folder, 'a.json'),
    root: folder,
    format: 3,
    codec,
    files: nodeFileSystem,
    now: () => NOON,
    owned: true,
    migrations,
  })

  test('is brought up step by step, and the file as it was is kept beside it for good', async () => {
    await using folder = await scratch()
    await fileIn(folder.path).write({ note: 'old' })
    const before = await readFile(join(folder.path, 'a.json'))
    const file = new JsonFile(options(folder.path))
    expect(await file.read()).toEqual({ note: 'old (3)' })
    expect(await names(folder.path)).toEqual(['a.json'])
    await file.write({ note: 'new' })
    await file.write({ note: 'newer' })
    expect(await readFile(join(folder.path, 'a.json.format-1'))).toEqual(before)
    expect(await names(folder.path)).toEqual(['a.json', 'a.json.bak', 'a.json.format-1'])
    expect(await new JsonFile(options(folder.path)).read()).toEqual({ note: 'newer' })
  })

  test('with a missing step is a mistake in the program, not a damaged file', async () => {
    await using folder = await scratch()
    await fileIn(folder.path).write({ note: 'old' })
    const file = new JsonFile({ ...options(folder.path), migrations: migrations.slice(1) })
    await expect(file.read()).rejects.toThrow('No migration from format 1 to 2')
    expect(await names(folder.path)).toEqual(['a.json'])
  })
})
