import { expect, test } from 'vitest'
import { garbledLength, garbledLengthAtEnd } from './gap.ts'

test.each<[string, string, string, number, number | null]>([
  ['a word with typing errors, then its context', 'graduationthemed', 'grdauaitnotvemde', 10, 10],
  ['one with a letter too many', 'themedandso', 'thxzemedandso', 6, 8],
  ['one with its letters swapped', 'di', 'id', 2, 2],
  ['nothing but errors', 'themed', 'quilpo', 6, null],
  ['another word', 'themed', 'on', 6, null],
  ['a sentence put in', 'themed', 'themeandafterthatmuchmore', 6, null],
  ['nothing left', 'themed', '', 6, null],
  ['more than is compared', 'a'.repeat(81), 'a'.repeat(81), 3, null],
])('%s', (_name, wanted, found, count, length) => {
  expect(garbledLength(wanted, found, count)).toBe(length)
})

test('the beginning of a quote is read from its end', () => {
  expect(garbledLengthAtEnd('andsorecipe', 'andsoecpipz', 6)).toBe(6)
})
