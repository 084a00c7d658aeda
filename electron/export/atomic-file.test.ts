import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createFile, errorCode, readRegularFile, replaceFile } from './atomic-file.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simak-atomic-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('of many that make the same file at once, exactly one does', async () => {
  const path = join(folder, 'a.md')
  const made = await Promise.all(Array.from({ length: 20 }, (_, i) => createFile(path, `isi ${i}`)))
  expect(made.filter(Boolean)).toHaveLength(1)
  expect(await readFile(path, 'utf8')).toBe(`isi ${made.indexOf(true)}`)
  expect(await readdir(folder)).toEqual(['a.md'])
})

test('a reader of a file that is replaced sees one whole text', async () => {
  const path = join(folder, 'a.md')
  const texts = ['x', 'y'].map((letter) => letter.repeat(2_000_000))
  await writeFile(path, texts[0] ?? '')
  let done = false
  const seen = new Set<string>()
  const reader = (async () => {
    while (!done) seen.add(await readFile(path, 'utf8'))
  })()
  for (let i = 0; i < 10; i++) await replaceFile(path, texts[i % 2] ?? '')
  done = true
  await reader
  for (const text of seen) expect(texts).toContain(text)
})

test('what fails leaves no temporary file', async () => {
  await mkdir(join(folder, 'berisi', 'x'), { recursive: true })
  await expect(replaceFile(join(folder, 'berisi'), 'isi')).rejects.toThrow('EISDIR')
  expect(await readdir(folder)).toEqual(['berisi'])
})

test('only a regular file is read', async () => {
  await writeFile(join(folder, 'a'), 'isi')
  await symlink(join(folder, 'a'), join(folder, 'b'))
  expect(await readRegularFile(join(folder, 'a'))).toBe('isi')
  expect(await readRegularFile(join(folder, 'b'))).toBeNull()
  expect(await readRegularFile(folder)).toBeNull()
  expect(await readRegularFile(join(folder, 'tidak ada'))).toBeNull()
})

test.each([
  ['a system error', Object.assign(new Error('x'), { code: 'ENOSPC' }), 'ENOSPC'],
  ['a mistake of ours', new TypeError('x'), null],
  ['something thrown that is no error', 'ENOSPC', null],
])('%s has the code it has', (_name, error, code) => {
  expect(errorCode(error)).toBe(code)
})
