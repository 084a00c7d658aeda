import { expect, test } from 'vitest'
import { foldText } from '#shared/anchoring/fold.ts'
import { findPhrase } from './find-phrase.ts'

const TEXT = 'The tide turned.\nThe “Tide” turned again; the cafe\u0301 did not.'
const found = (phrase: string) =>
  findPhrase(TEXT, foldText(TEXT), phrase).map(({ start, end }) => TEXT.slice(start, end))

test.each([
  ['in any case and through quotation marks', 'the tide turned', ['The tide turned', 'The “Tide” turned']],
  ['over a line end', 'turned the', ['turned.\nThe']],
  ['with its accent', 'cafe', ['cafe\u0301']],
  ['not at all', 'ebb', []],
  ['nothing but signs', '... ', []],
])('%s', (_name, phrase, places) => {
  expect(found(phrase)).toEqual(places)
})
