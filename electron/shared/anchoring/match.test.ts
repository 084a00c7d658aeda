import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TextQuoteSelector } from '../annotation.ts'
import { findCandidates } from './match.ts'
import { foldWhiteSpace, prepare, skeletonOffset } from './prepare.ts'

function quote(exact: string, prefix = '', suffix = ''): TextQuoteSelector {
  return { type: 'TextQuoteSelector', exact, prefix, suffix }
}

test('every place is a candidate, the one with the right context first', () => {
  const text = 'satu ini. dua ini. tiga ini.'
  const found = findCandidates(prepare(text), quote('ini', 'dua ', '. tiga'), null)
  expect(found.map(({ start }) => start)).toEqual([14, 24, 5])
  expect(found[0]).toMatchObject({ context: 1, verbatim: true })
})

test('overlapping places all count', () => {
  expect(findCandidates(prepare('ababa'), quote('aba'), 0)).toHaveLength(2)
})

test('verbatim text is preferred to other white space', () => {
  const [first, second] = findCandidates(prepare('dua  kata lalu dua kata'), quote('dua kata'), null)
  expect(first).toMatchObject({ start: 15, verbatim: true })
  expect(second).toMatchObject({ start: 0, end: 9, verbatim: false })
})

test('white space at the edges of a quote belongs to it where it stands verbatim', () => {
  expect(findCandidates(prepare('a kata b'), quote(' kata '), null)[0]).toMatchObject({
    start: 1,
    end: 7,
    verbatim: true,
  })
})

test('a text that is nothing but hits is searched in bounded time', () => {
  const text = 'a'.repeat(1_000_000)
  expect(findCandidates(prepare(text), quote('aa', 'aaaa', 'aaaa'), 500_000).length).toBeLessThan(5000)
})

test('the skeleton maps back to the units it was made from', () => {
  const unit = fc.constantFrom('a', ' ', '\n', '\u00a0', '\u3000', '漢', '\ud83d\ude00', '\ud800', '\u200b', '\u2028')
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 80 }), fc.nat(90), (text, at) => {
      const { skeleton } = prepare(text)
      expect(Array.from(skeleton.offsets, (offset) => text.charAt(offset)).join('')).toBe(skeleton.folded)
      expect(skeleton.folded).toBe(foldWhiteSpace(text))
      expect(skeletonOffset(skeleton, at)).toBe(foldWhiteSpace(text.slice(0, at)).length)
    }),
  )
})
