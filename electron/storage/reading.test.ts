import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FileBuffer, readNowIfPossible } from './reading.ts'

let top = ''
beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), 'simak-reading-'))
})
afterEach(() => rm(top, { recursive: true, force: true }))

test('files of every length are read whole, one after the other', async () => {
  const files = new FileBuffer()
  const limit = 256 * 1024
  for (const length of [0, 1, 5000, 3, limit - 1, limit, limit + 1, 3 * limit, 2]) {
    const path = join(top, String(length))
    await writeFile(path, Buffer.alloc(length, `${length} `))
    expect(files.readNowIfPossible(path)?.equals(readNowIfPossible(path) ?? Buffer.from('?')), path).toBe(true)
  }
})

test('what is not there or no file is null', () => {
  const files = new FileBuffer()
  expect(files.readNowIfPossible(join(top, 'none'))).toBeNull()
  expect(files.readNowIfPossible(top)).toBeNull()
})
