import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findWords } from './find-words.ts'

function found(text: string, words: string[]): string[] {
  return findWords(text, words).map(({ start, end }) => text.slice(start, end))
}

test.each([
  ['case', 'Laut dan laut', ['LAUT'], ['Laut', 'laut']],
  ['diacritics', 'Café cafe', ['cafe'], ['Café', 'cafe']],
  ['several words', 'a b c', ['c', 'a'], ['c', 'a']],
  ['inside words', 'mengelola', ['kelola'], []],
  ['letters that change their length', 'İstanbul e\u0301 laut', ['laut'], ['laut']],
  ['nothing to find', 'abc', [''], []],
])('%s', (_name, text, words, expected) => {
  expect(found(text, words)).toEqual(expected)
})

test('spans lie in the text, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme', maxLength: 3 }), (text, word) => {
      for (const { start, end } of findWords(`${text}${word}${text}`, [word])) {
        expect(start).toBeLessThan(end)
        expect(end).toBeLessThanOrEqual(text.length * 2 + word.length)
      }
    }),
  )
})
