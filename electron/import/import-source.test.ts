import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { bytesSource, fileSource, MAX_IMPORT_BYTES } from './import-source.ts'

const folder = mkdtempSync(join(tmpdir(), 'simak-source-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, content = ''): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

test('a file is read', async () => {
  const source = fileSource(file('a.txt', 'words'))
  expect(source.name).toBe('a.txt')
  expect(await source.read()).toEqual({ ok: true, value: new TextEncoder().encode('words') })
})

test('a file that is not there, a folder and a pipe are unreadable, and say why', async () => {
  const pipe = join(folder, 'pipe.txt')
  execFileSync('mkfifo', [pipe])
  const failure = (name: string, reason: string): unknown => ({
    ok: false,
    failure: { code: 'file-unreadable', name, reason },
  })
  expect(await fileSource(join(folder, 'gone.txt')).read()).toEqual(failure('gone.txt', 'ENOENT'))
  expect(await fileSource(folder).read()).toMatchObject({ failure: { code: 'file-unreadable', reason: 'EISDIR' } })
  expect(await fileSource(pipe).read()).toEqual(failure('pipe.txt', 'ENOTFILE'))
})

test('a file above the limit is not even read', async () => {
  const path = file('large.txt')
  truncateSync(path, MAX_IMPORT_BYTES + 1)
  expect(await fileSource(path).read()).toEqual({
    ok: false,
    failure: { code: 'file-too-large', name: 'large.txt', bytes: MAX_IMPORT_BYTES + 1, limit: MAX_IMPORT_BYTES },
  })
})

test('bytes at hand have the same limit', async () => {
  expect(await bytesSource('x', new Uint8Array(3)).read()).toEqual({ ok: true, value: new Uint8Array(3) })
  expect(await bytesSource('x', new Uint8Array(MAX_IMPORT_BYTES + 1)).read()).toMatchObject({
    failure: { code: 'file-too-large' },
  })
})
