import fc from 'fast-check'
import { expect, test } from 'vitest'
import { UNKNOWN, WordTable } from './word-table.ts'

test('answers what a Map answers', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { maxLength: 200 }), (words) => {
      const table = new WordTable()
      const map = new Map<string, number>()
      for (const word of words) {
        const text = `-${word}-`
        expect(table.get(text, 1, word.length + 1)).toBe(map.get(word) ?? UNKNOWN)
        if (map.has(word)) continue
        table.add(text, 1, word.length + 1, map.size)
        map.set(word, map.size)
      }
    }),
  )
})

test('grows to many words', () => {
  const table = new WordTable()
  for (let number = 0; number < 60_000; number++) table.add(`kata${number}`, 0, `kata${number}`.length, number)
  for (const number of [0, 7, 8191, 8192, 59_999])
    expect(table.get(`kata${number}`, 0, `kata${number}`.length)).toBe(number)
  expect(table.get('kata60000', 0, 9)).toBe(UNKNOWN)
})
