import { expect, test } from 'vitest'
import {
  type DroppedEntry,
  droppedFiles,
  filesOfFolder,
  joinSummaries,
  LARGEST_FILE,
  splitBySize,
} from './dropped-files.ts'

test('folders are told from files, and what is neither is passed over', () => {
  const item = (name: string, isDirectory: boolean) => ({
    getAsFile: () => new File([], name),
    webkitGetAsEntry: () => ({ isDirectory, name }),
  })
  const text = { getAsFile: () => null, webkitGetAsEntry: () => null }
  const pasted = { getAsFile: () => new File([], 'c.md'), webkitGetAsEntry: () => null }
  const { files, folders } = droppedFiles([item('a.txt', false), item('berita', true), text, pasted])
  expect(files.map(({ name }) => name)).toEqual(['a.txt', 'c.md'])
  expect(folders.map(({ name }) => name)).toEqual(['berita'])
})

/** Folders as a browser hands them over: entries in parts of two. */
function folder(name: string, inside: readonly DroppedEntry[]): DroppedEntry & { createReader(): unknown } {
  const createReader = () => {
    const left = [...inside]
    return { readEntries: (done: (entries: DroppedEntry[]) => void) => done(left.splice(0, 2)) }
  }
  return { isDirectory: true, name, createReader }
}

function file(name: string): DroppedEntry & { file(done: (file: File) => void): void } {
  return { isDirectory: false, name, file: (done) => done(new File([name], name)) }
}

test('a dropped folder is all the files below it, hidden ones left out', async () => {
  const inner = folder('dalam', [file('d.txt'), file('e.txt'), file('f.txt')])
  const files = await filesOfFolder(folder('berita', [file('a.txt'), file('.b'), inner, folder('.git', [file('c')])]))
  expect(files.ok && files.value.map(({ path }) => path)).toEqual([
    'berita/a.txt',
    'berita/dalam/d.txt',
    'berita/dalam/e.txt',
    'berita/dalam/f.txt',
  ])
})

test('a folder that is too large or cannot be read is a failure of that folder', async () => {
  const many = Array.from({ length: 2001 }, (_, index) => file(`${index}.txt`))
  expect(await filesOfFolder(folder('besar', many))).toMatchObject({ value: { failure: { code: 'archive-too-many' } } })
  const createReader = () => ({
    readEntries: (_: unknown, failed: (error: DOMException) => void) =>
      failed(new DOMException('', 'NotReadableError')),
  })
  const broken = { isDirectory: true, name: 'rusak', createReader }
  expect(await filesOfFolder(broken)).toMatchObject({ value: { failure: { reason: 'NotReadableError' } } })
})

test('files above the limit are refused with its facts, the others go on in order', () => {
  const files = [
    { file: { name: 'a.txt', size: LARGEST_FILE } },
    { file: { name: 'b.txt', size: LARGEST_FILE + 1 } },
    { file: { name: 'c.txt', size: 0 } },
  ]
  const { readable, refused } = splitBySize(files)
  expect(readable.map(({ file: { name } }) => name)).toEqual(['a.txt', 'c.txt'])
  expect(refused).toEqual([
    {
      name: 'b.txt',
      failure: { code: 'file-too-large', name: 'b.txt', bytes: LARGEST_FILE + 1, limit: 50 * 1024 * 1024 },
    },
  ])
})

test('two summaries make one', () => {
  const one = {
    imported: [],
    already: [],
    failed: splitBySize([{ file: { name: 'b', size: 1e9 } }]).refused,
    cancelled: false,
  }
  const two = { imported: [{ id: 'i', name: 'a', title: 'A' }], already: [], failed: [], cancelled: true }
  expect(joinSummaries(one, two)).toEqual({ ...two, failed: one.failed })
})
