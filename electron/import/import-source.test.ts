import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { bytesSource, fileSource, MAX_IMPORT_BYTES, readOpen } from './import-source.ts'

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

test('a link that leads in a circle says so', async () => {
  symlinkSync('circle-b.txt', join(folder, 'circle-a.txt'))
  symlinkSync('circle-a.txt', join(folder, 'circle-b.txt'))
  expect(await fileSource(join(folder, 'circle-a.txt')).read()).toMatchObject({ failure: { reason: 'ELOOP' } })
})

test('a file that is removed while it is read is whole, one that is cut off meanwhile is refused', async () => {
  for (const [change, expected] of [
    [rmSync, { ok: true, value: new TextEncoder().encode('all of it') }],
    [(path: string) => truncateSync(path, 3), { failure: { code: 'file-unreadable', name: 'a', reason: 'changed' } }],
  ] as const) {
    const path = file('changing.txt', 'all of it')
    const handle = await open(path)
    const whenAsked = async (): Promise<Buffer> => {
      change(path)
      return await handle.readFile()
    }
    // The types of a file handle have several forms of reading; one is used.
    const changing = { stat: () => handle.stat(), readFile: whenAsked as typeof handle.readFile }
    expect(await readOpen({ ...changing, stat: changing.stat as typeof handle.stat }, 'a')).toMatchObject(expected)
    await handle.close()
  }
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
