import { expect, test } from 'vitest'
import { tagChoices, withTags } from './tags.ts'

test.each([
  ['one', ['a'], 'b', ['a', 'b']],
  ['several', [], 'b, c ,d', ['b', 'c', 'd']],
  ['white space inside and around', [], '  open   sea ', ['open sea']],
  ['a known one in another case', ['Laut'], 'laut', ['Laut']],
  ['nothing', ['a'], ' , ', ['a']],
  ['a number sign', [], '#sea', ['sea']],
  ['the same twice', [], 'a,a', ['a']],
])('%s', (_name, tags, typed, expected) => {
  expect(withTags(tags, typed)).toEqual(expected)
})

test('proposes known tags: those that begin with what was typed first, each once, none that is there already', () => {
  const known = ['sejarah', 'Sumber', 'tokoh/sastra', 'sastra', 'Sastra', 'sungai']
  expect(tagChoices('s', known, ['sungai'])).toEqual(['sastra', 'sejarah', 'Sumber', 'tokoh/sastra'])
  expect(tagChoices('SAS', known, [])).toEqual(['sastra', 'tokoh/sastra'])
  expect(tagChoices('x', known, [])).toEqual([])
})
