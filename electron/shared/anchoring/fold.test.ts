import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldText, isIdeographic, lettersIn, skeletonOffset } from './fold.ts'

test.each([
  ['case and accents', 'ÀÉî Straße', 'aeistrasse'],
  ['quotation marks, dashes, dots', '“Ya” — kata-nya…', 'yakatanya'],
  ['ligatures', 'ﬁnal ﬂora', 'finalflora'],
  ['soft hyphens and zero widths', 'me\u00adnata\u200b sa\ufeffyur', 'menatasayur'],
  ['full-width letters', 'ＡＢＣ１', 'abc1'],
  ['final sigma', 'ΟΔΟΣ οδος', 'οδοσοδοσ'],
  ['lone surrogates', 'a\ud800b\udc00', 'ab'],
  ['emoji stay', 'a 😀 b', 'a😀b'],
  ['nothing but signs', '... — !\n', ''],
])('%s', (_name, text, folded) => {
  expect(foldText(text).folded).toBe(folded)
})

test('decomposed and composed text fold to the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      expect(foldText(text.normalize('NFD')).folded).toBe(foldText(text.normalize('NFC')).folded)
    }),
  )
})

test('offsets rise, lie in the text, and a text folds like its parts', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.string({ unit: 'binary', maxLength: 80 }),
      (a, b) => {
        const { folded, offsets } = foldText(a + b)
        expect(offsets).toHaveLength(folded.length)
        expect(offsets.every((offset, at) => offset < a.length + b.length && offset >= (offsets[at - 1] ?? 0))).toBe(
          true,
        )
        if (!/[\ud800-\udbff]$/.test(a)) expect(folded).toBe(foldText(a).folded + foldText(b).folded)
      },
    ),
  )
})

test('the skeleton offset of a place is the number of skeleton units before it', () => {
  const skeleton = foldText('a, b — ﬁ c')
  expect(Array.from({ length: 11 }, (_, at) => skeletonOffset(skeleton, at))).toEqual([0, 1, 1, 1, 2, 2, 2, 2, 4, 4, 5])
})

test('a syllable says more than a letter', () => {
  expect(lettersIn('ab漢字')).toBe(7)
  expect([isIdeographic('漢字 kata'), isIdeographic('空间站上的人 abc')]).toEqual([false, true])
})
