import { expect, test } from 'vitest'
import { joinSummaries, LARGEST_FILE, splitBySize } from './dropped-files.ts'

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
