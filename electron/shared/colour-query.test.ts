import { expect, test } from 'vitest'
import { withUsualColours } from './colour-query.ts'

const NAMES = { yellow: 'To check', green: 'Ja', pink: 'Blue', purple: 'Penting' }

test.each([
  ['colour:penting salt', 'colour:purple  salt'],
  ['salt -warna:PENTING', 'salt -warna:purple '],
  ['(color:"to check" OR is:read)', '(color:"yellow  " OR is:read)'],
  ['colour:“To check”', 'colour:“yellow  ”'],
  ['colour:ja', 'colour:green'],
  ['colour:blue', 'colour:blue'],
  ['colour:kuning', 'colour:kuning'],
  ['colour:nothing', 'colour:nothing'],
  ['title:penting penting "colour penting"', 'title:penting penting "colour penting"'],
  ['discolour:penting', 'discolour:penting'],
])('%s', (query, usual) => {
  expect(withUsualColours(query, NAMES)).toBe(usual)
})

test('without names of the reader nothing is replaced', () => {
  expect(withUsualColours('colour:penting colour:""', {})).toBe('colour:penting colour:""')
})
