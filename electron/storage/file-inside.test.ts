import { mkdir, mkdtemp, realpath, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { fileInside } from './file-inside.ts'

let folder = ''

beforeAll(async () => {
  const root = await realpath(await mkdtemp(path.join(tmpdir(), 'simak-inside-')))
  folder = path.join(root, 'in')
  await mkdir(path.join(folder, 'sub'), { recursive: true })
  await mkdir(path.join(root, 'inner'))
  await writeFile(path.join(root, 'secret'), 'x')
  await writeFile(path.join(root, 'inner', 'secret'), 'x')
  await writeFile(path.join(folder, 'sub', 'page.html'), 'x')
  await symlink(path.join(root, 'secret'), path.join(folder, 'link'))
})

test('a file below the folder is found', async () => {
  expect(await fileInside(folder, ['sub', 'page.html'])).toBe(path.join(folder, 'sub', 'page.html'))
})

test.each([
  ['parent', ['..', 'secret']],
  ['parent inside one segment', ['../secret']],
  ['a neighbour with the same beginning', ['..', 'inner', 'secret']],
  ['a symbolic link out', ['link']],
  ['the folder itself', ['']],
  ['a NUL', ['sub\0', 'page.html']],
  ['a backslash', ['sub\\page.html']],
  ['an absent file', ['sub', 'absent']],
  ['below a file', ['sub', 'page.html', 'x']],
])('%s is not', async (_name, segments) => {
  expect(await fileInside(folder, segments)).toBe(null)
})
