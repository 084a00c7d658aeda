import { expect, test } from 'vitest'
import { clauseOf, hasClause, toggleClause } from './query-edit.ts'

test('a condition is written so that it is read again', () => {
  expect(clauseOf('tag', 'a/b')).toBe('tag:a/b')
  expect(clauseOf('site', 'Example News')).toBe('site:"Example News"')
})

test.each([
  ['to nothing', '', 'tag:a '],
  ['to words', 'harga beras', 'harga beras tag:a '],
  ['out of the middle', 'harga tag:a beras', 'harga beras'],
  ['out of the end', 'harga tag:a ', 'harga '],
  ['the other one stays', 'tag:ab', 'tag:ab tag:a '],
  ['a negated one is another', '-tag:a', '-tag:a tag:a '],
])('toggled %s', (_name, query, expected) => {
  expect(toggleClause(query, 'tag', 'a')).toBe(expected)
})

test('whether it stands there', () => {
  expect(hasClause('x Tag:A', 'tag', 'a')).toBe(true)
  expect(hasClause('x', 'tag', 'a')).toBe(false)
})
