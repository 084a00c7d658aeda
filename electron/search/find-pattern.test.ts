import { expect, test } from 'vitest'
import { findPattern } from './find-pattern.ts'

function texts(text: string, pattern: string, matchCase = false): string[] {
  const found = findPattern(text, pattern, matchCase)
  return found.kind === 'found' ? found.hits.map(({ start, end }) => text.slice(start, end)) : [found.kind]
}

test.each([
  ['numbers', 'tahun 2021 dan 2022', '\\d{4}', false, ['2021', '2022']],
  ['case', 'Aku aku', 'aku', false, ['Aku', 'aku']],
  ['case that counts', 'Aku aku', 'aku', true, ['aku']],
  ['starts of blocks', 'satu\ndua', '^\\w', false, ['s', 'd']],
  ['Unicode classes', 'é 北京', '\\p{L}+', false, ['é', '北京']],
  ['empty matches', 'abc', 'x*', false, []],
  ['half a pattern', 'abc', '(a', false, ['invalid']],
] as const)('%s', (_name, text, pattern, matchCase, expected) => {
  expect(texts(text, pattern, matchCase)).toEqual(expected)
})

test('an expression that would never end is stopped', () => {
  const started = performance.now()
  expect(texts(`${'a'.repeat(60)}b`, '(a+)+$')).toEqual(['too-slow'])
  expect(performance.now() - started).toBeLessThan(3000)
})
