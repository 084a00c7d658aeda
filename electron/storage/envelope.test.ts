import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seal, unseal } from './envelope.ts'
import { stockValue } from './stock-lowdb-fixtures.ts'

const VALUE = { records: [{ note: 'Catatan “pendek” 😀', list: [1, 2.5, null, true] }] }

test('any JSON value comes back', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const plain: unknown = JSON.parse(JSON.stringify(value))
      expect(unseal(seal(1, value), 1)).toEqual({ kind: 'good', value: plain, format: 1 })
    }),
  )
})

test('a file is one JSON value that a person can read', () => {
  const text = Buffer.from(seal(1, VALUE)).toString('utf8')
  const whole: unknown = JSON.parse(text)
  expect(whole).toMatchObject({ format: 1, data: VALUE })
  expect(text).toContain('Catatan “pendek” 😀')
})

test('a cut at any byte is seen', () => {
  const bytes = seal(1, VALUE)
  for (let length = 0; length < bytes.length; length++) {
    expect(unseal(bytes.subarray(0, length), 1).kind).toBe('damaged')
  }
})

test('every flipped bit is seen, and none passes for a newer format', () => {
  const bytes = seal(1, VALUE)
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const flipped = Uint8Array.from(bytes)
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    expect(unseal(flipped, 1).kind).toBe('damaged')
  }
})

test('stock lowdb is seen to take flipped bits and a cut for good', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'simak-stock-'))
  const file = join(folder.path, 'stock.json')
  const bytes = Buffer.from(JSON.stringify(VALUE, null, 2))
  let flips = 0
  for (let at = 0; at < bytes.length; at++) {
    await writeFile(file, Buffer.from(bytes.map((byte, index) => (index === at ? byte ^ 1 : byte))))
    const value = await stockValue(file)
    if (value !== null && JSON.stringify(value) !== JSON.stringify(VALUE)) flips += 1
  }
  expect(flips).toBeGreaterThan(10)
  // The last byte of one of our files is a line end, without which it is JSON all the same.
  await writeFile(file, seal(1, VALUE).subarray(0, -1))
  expect(await stockValue(file)).not.toBeNull()
})

test.each([
  ['an empty file', '', 'empty'],
  ['the word null', 'null', 'header'],
  ['plain JSON of another program', '{"records":[]}', 'header'],
  ['nothing but NULs', '\0'.repeat(500), 'header'],
])('%s is damaged', (_name, text, reason) => {
  expect(unseal(Buffer.from(text), 1)).toEqual({ kind: 'damaged', reason })
})

test('bytes behind the end are seen', () => {
  expect(unseal(Buffer.concat([seal(1, VALUE), Buffer.from('\n')]), 1)).toEqual({ kind: 'damaged', reason: 'length' })
})

test('a newer format is told apart from damage', () => {
  expect(unseal(seal(2, VALUE), 1)).toEqual({ kind: 'newer', format: 2 })
  expect(unseal(seal(2, VALUE), 2)).toEqual({ kind: 'good', value: VALUE, format: 2 })
})
