import { expect, test } from 'vitest'
import { droppedFiles, joinSummaries, LARGEST_FILE, refusedFolder, splitBySize } from './dropped-files.ts'

test('folders are told from files, and what is neither is passed over', () => {
  const item = (name: string, isDirectory: boolean) => ({
    getAsFile: () => new File([], name),
    webkitGetAsEntry: () => ({ isDirectory }),
  })
  const text = { getAsFile: () => null, webkitGetAsEntry: () => null }
  const pasted = { getAsFile: () => new File([], 'c.md'), webkitGetAsEntry: () => null }
  const { files, folders } = droppedFiles([item('a.txt', false), item('berita', true), text, pasted])
  expect(files.map(({ name }) => name)).toEqual(['a.txt', 'c.md'])
  expect(folders).toEqual(['berita'])
  expect(refusedFolder('berita').failure).toEqual({ code: 'file-unreadable', name: 'berita', reason: 'EISDIR' })
})

test('files above the limit are refused with its facts, the others go on in order', () => {
  const files = [
    { name: 'a.txt', size: LARGEST_FILE },
    { name: 'b.txt', size: LARGEST_FILE + 1 },
    { name: 'c.txt', size: 0 },
  ]
  const { readable, refused } = splitBySize(files)
  expect(readable.map(({ name }) => name)).toEqual(['a.txt', 'c.txt'])
  expect(refused).toEqual([
    {
      name: 'b.txt',
      failure: { code: 'file-too-large', name: 'b.txt', bytes: LARGEST_FILE + 1, limit: 50 * 1024 * 1024 },
    },
  ])
})

test('two summaries make one', () => {
  const one = { imported: [], already: [], failed: splitBySize([{ name: 'b', size: 1e9 }]).refused, cancelled: false }
  const two = { imported: [{ id: 'i', name: 'a', title: 'A' }], already: [], failed: [], cancelled: true }
  expect(joinSummaries(one, two)).toEqual({ ...two, failed: one.failed })
})
