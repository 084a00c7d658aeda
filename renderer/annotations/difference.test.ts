import fc from 'fast-check'
import { expect, test } from 'vitest'
import { differences } from './difference.ts'

const marked = (parts: { text: string; same: boolean }[]) =>
  parts.map(({ text, same }) => (same ? text : `[${text}]`)).join('')

test.each([
  ['one word for another', 'the tide turned', 'the wind turned', 'the [tide ]turned', 'the [wind ]turned'],
  ['a word more', 'the tide', 'the low tide', 'the tide', 'the [low ]tide'],
  ['a word less', 'the low tide', 'the tide', 'the [low ]tide', 'the tide'],
  ['nothing in common', 'one', 'two', '[one]', '[two]'],
  ['the same', 'one two', 'one  two', 'one two', 'one  two'],
])('%s', (_name, a, b, left, right) => {
  expect(differences(a, b).map(marked)).toEqual([left, right])
})

test('the parts are the texts', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 }).map((words) => words.join(' '))
  fc.assert(
    fc.property(text, text, (a, b) => {
      const [left, right] = differences(a, b)
      expect([left, right].map((parts) => parts.map((part) => part.text).join(''))).toEqual([a, b])
      const common = (parts: typeof left) =>
        parts.filter(({ same }) => same).flatMap((part) => part.text.trim().split(/\s+/))
      expect(common(left)).toEqual(common(right))
    }),
  )
})
