import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type FindOptions, findHits, foldForFind, hitAfter, hitsBetween } from './find-hits.ts'

const LOOSE: FindOptions = { matchCase: false, diacritics: false, wholeWord: false }

function found(text: string, query: string, options: Partial<FindOptions> = {}): string[] {
  const all = { ...LOOSE, ...options }
  return findHits(text, foldForFind(text, all), query, all).map(({ start, end }) => text.slice(start, end))
}

describe('hits', () => {
  test.each([
    ['case', 'Harga harga HARGA', 'harga', {}, ['Harga', 'harga', 'HARGA']],
    ['case that counts', 'Harga harga', 'harga', { matchCase: true }, ['harga']],
    ['capital letters with marks', 'École école', 'Ecole', { matchCase: true }, ['École']],
    ['inside words', 'berharga', 'harga', {}, ['harga']],
    ['whole words', 'berharga harga', 'harga', { wholeWord: true }, ['harga']],
    ['whole words beside signs', '(harga)-harga', 'harga', { wholeWord: true }, ['harga', 'harga']],
    ['marks', 'café cafe\u0301 cafe', 'cafe', {}, ['café', 'cafe\u0301', 'cafe']],
    ['marks that count', 'café cafe', 'café', { diacritics: true }, ['café']],
    ['soft hyphens', 'peme\u00adrin\u00adtah', 'pemerintah', {}, ['peme\u00adrin\u00adtah']],
    ['a soft hyphen behind a hit', 'peme\u00adrintah', 'peme', {}, ['peme']],
    ['over the end of a block', 'akhir\nawal é', 'akhir awal', {}, ['akhir\nawal']],
    ['over the end of a block in plain text', 'akhir\nawal', 'akhir awal', {}, ['akhir\nawal']],
    ['no-break spaces', 'Rp\u00a05', 'rp 5', {}, ['Rp\u00a05']],
    ['hits do not overlap', 'aaaa', 'aa', {}, ['aa', 'aa']],
    ['other scripts', 'Восточный восточный', 'восточный', {}, ['Восточный', 'восточный']],
    ['emoji', 'a 😀 b', '😀', {}, ['😀']],
    ['nothing', 'abc', '', {}, []],
    ['spaces', 'a b', ' ', {}, []],
  ])('%s', (_name, text, query, options, expected) => {
    expect(found(text, query, options)).toEqual(expected)
  })

  test('what is cut out of a text is found in it', () => {
    const texts = fc.array(fc.constantFrom('a', 'b', 'é', 'e\u0301', ' ', '\u00ad', 'ß', '😀', 'İ', '\n'), {
      minLength: 1,
    })
    fc.assert(
      fc.property(texts, fc.nat(), fc.nat(), (parts, from, count) => {
        const text = parts.join('')
        const query = parts.slice(from % parts.length, (from % parts.length) + 1 + (count % 5)).join('')
        const hits = findHits(text, foldForFind(text, LOOSE), query, LOOSE)
        const visible = foldForFind(query.normalize('NFC'), LOOSE).folded.trim() !== ''
        if (visible) expect(hits.length).toBeGreaterThan(0)
        for (const [index, { start, end }] of hits.entries()) {
          expect(start).toBeLessThan(end)
          expect(end).toBeLessThanOrEqual(text.length)
          expect(start).toBeGreaterThanOrEqual(hits[index - 1]?.end ?? 0)
        }
      }),
    )
  })
})

test('the hit after a place, and round', () => {
  const hits = [
    { start: 5, end: 8 },
    { start: 20, end: 22 },
  ]
  expect([0, 6, 8, 21, 22].map((offset) => hitAfter(hits, offset))).toEqual([0, 0, 1, 1, 0])
  expect(hitAfter([], 3)).toBe(-1)
  expect(hitsBetween(hits, 0, 21)).toEqual([0, 2])
  expect(hitsBetween(hits, 8, 20)).toEqual([1, 1])
})
