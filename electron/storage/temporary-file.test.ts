import { mkdtempDisposable, readdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { systemError } from './faulty-files.ts'
import { nodeFileSystem, renamePatiently } from './file-system.ts'
import { besideName, collectTemporaries, isTemporary } from './temporary-file.ts'

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
