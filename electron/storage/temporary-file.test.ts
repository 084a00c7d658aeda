import { mkdtempDisposable, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { systemError } from './faulty-files.ts'
import { type FileSystem, nodeFileSystem, renamePatiently } from './file-system.ts'
import { besideName, collectTemporaries, isTemporary, writeWhole } from './temporary-file.ts'

test('temporary files of dead runs are collected, and nothing else', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'simak-temporary-'))
  const temporary = besideName(join(folder.path, 'a.json'))
  expect(isTemporary(temporary.slice(folder.path.length + 1))).toBe(true)
  for (const path of [temporary, join(folder.path, 'a.json'), join(folder.path, '.simak-notes.tmp')]) {
    await writeFile(path, 'x')
  }
  await collectTemporaries(nodeFileSystem, folder.path)
  expect((await readdir(folder.path)).sort()).toEqual(['.simak-notes.tmp', 'a.json'])
  await collectTemporaries(nodeFileSystem, join(folder.path, 'none'))
})

describe('a temporary file that a second process of this device collects', () => {
  /** Every process that starts collects what it finds. */
  function collected(times: number): { renames: () => number; files: FileSystem } {
    let renames = 0
    const rename: FileSystem['rename'] = async (from, to) => {
      renames += 1
      if (renames <= times) await collectTemporaries(nodeFileSystem, dirname(from))
      await nodeFileSystem.rename(from, to)
    }
    return { renames: () => renames, files: { ...nodeFileSystem, rename } }
  }

  test('is written again', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'simak-temporary-'))
    const path = join(folder.path, 'a.json')
    const { files, renames } = collected(2)
    await writeWhole(files, folder.path, path, Buffer.from('whole'))
    expect(await readFile(path, 'utf8')).toBe('whole')
    expect(renames()).toBe(3)
    expect(await readdir(folder.path)).toEqual(['a.json'])
  })

  test('again and again is a failure, and the file that was there stays', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'simak-temporary-'))
    const path = join(folder.path, 'a.json')
    await writeFile(path, 'old')
    const { files } = collected(100)
    await expect(writeWhole(files, folder.path, path, Buffer.from('new'))).rejects.toMatchObject({ code: 'ENOENT' })
    expect(await readFile(path, 'utf8')).toBe('old')
  })
})

describe('a rename that Windows refuses for a moment', () => {
  function failing(times: number, code: string, platform: string) {
    const tried: string[] = []
    const rename = (from: string, to: string): Promise<void> => {
      tried.push(to)
      return tried.length <= times ? Promise.reject(systemError(code, 'rename', from)) : Promise.resolve()
    }
    return { tried, system: { platform, rename } }
  }

  test.each(['EPERM', 'EACCES', 'EBUSY'])('(%s) is tried again', async (code) => {
    const { tried, system } = failing(3, code, 'win32')
    await renamePatiently('a', 'b', system)
    expect(tried).toHaveLength(4)
  })

  test('is given up in the end, with the reason', async () => {
    const { tried, system } = failing(100, 'EBUSY', 'win32')
    await expect(renamePatiently('a', 'b', system)).rejects.toMatchObject({ code: 'EBUSY' })
    expect(tried).toHaveLength(7)
  })

  test.each([
    ['another reason', 'ENOSPC', 'win32'],
    ['another system', 'EACCES', 'linux'],
  ])('is not tried again for %s', async (_name, code, platform) => {
    const { tried, system } = failing(1, code, platform)
    await expect(renamePatiently('a', 'b', system)).rejects.toMatchObject({ code })
    expect(tried).toHaveLength(1)
  })
})
