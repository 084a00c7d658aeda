import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deepLink, parseDeepLink } from './deep-link.ts'

const ARTICLE = 'abcdefghijklmnopqrstuvwxyz'

test('every address leads back to what it names, and can stand in Markdown', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), (id) => {
      const address = deepLink(ARTICLE, id)
      expect(address).toMatch(/^simak:\/\/article\/[a-z2-7]{26}\/[\w.~%-]+$/)
      expect(parseDeepLink(address)).toEqual({ article: ARTICLE, annotation: id })
    }),
  )
  expect(parseDeepLink(deepLink(ARTICLE))).toEqual({ article: ARTICLE, annotation: null })
})

test.each([
  'https://article/abc',
  'simak://article/short',
  `simak://app/${ARTICLE}`,
  `simak://article/${ARTICLE}/a/b`,
  `simak://article/${ARTICLE}/%`,
  `simak://article/${ARTICLE}?x=1`,
  `simak://article/${ARTICLE}/a#b`,
  ` simak://article/${ARTICLE}`,
])('%s is none', (address) => {
  expect(parseDeepLink(address)).toBeNull()
})
