import { expect, test } from 'vitest'
import { withTags } from './tags.ts'

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
