import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldWord, wordsOf } from './words.ts'

const words = (text: string): string[] => wordsOf(text).map(({ word }) => word)

describe('words', () => {
  test.each([
    ['sentences', 'Harga beras naik, kata Budi.', ['harga', 'beras', 'naik', 'kata', 'budi']],
    ['reduplication', 'negara-negara', ['negara', 'negara']],
    ['diacritics', 'Café, naïve façade', ['cafe', 'naive', 'facade']],
    ['combining marks', 'cafe\u0301', ['cafe']],
    ['soft hyphens', 'peme\u00adrintah', ['pemerintah']],
    ['zero-width characters', 'me\u200bnulis', ['menulis']],
    ['letters that only look composed', 'Łódź Đức straße', ['lodz', 'duc', 'strasse']],
    ['numbers', 'Covid-19 tahun 2022', ['covid', '19', 'tahun', '2022']],
    ['Cyrillic', 'Восточный', ['восточныи']],
    ['a word a character where no spaces are written', '北京ABC', ['北', '京', 'abc']],
    ['nothing', ' -–… ', []],
  ])('%s', (_name, text, expected) => {
    expect(words(text)).toEqual(expected)
  })

  test('each stands where it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        let last = 0
        for (const { word, start, end } of wordsOf(text)) {
          expect(start).toBeGreaterThanOrEqual(last)
          expect(foldWord(text.slice(start, end))).toBe(word)
          expect(word).not.toBe('')
          last = end
        }
      }),
    )
  })

  test('folding twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(foldWord(foldWord(text))).toBe(foldWord(text))
      }),
    )
  })
})
