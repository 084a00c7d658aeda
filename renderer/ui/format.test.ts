import { describe, expect, test } from 'vitest'
import { formatDate, formatMegabytes, formatNumber, readingMinutes } from './format.ts'

describe('formatDate', () => {
  test.each([
    ['a date alone', '2022-08-06', 'id', '6 Agu 2022'],
    ['a date alone', '2022-08-06', 'en', 'Aug 6, 2022'],
    ['the day where it was written', '2022-08-06T00:05+07:00', 'id', '6 Agu 2022'],
    ['what is no date, as it is', 'kemarin', 'id', 'kemarin'],
  ])('%s: %s in %s', (_name, iso, locale, shown) => {
    expect(formatDate(iso, locale)).toBe(shown)
  })

  test('names the month in full where asked', () => {
    expect(formatDate('2022-08-06', 'id', 'long')).toBe('6 Agustus 2022')
  })
})

test('numbers follow the language', () => {
  expect(formatNumber(12345.5, 'id')).toBe('12.345,5')
  expect(formatMegabytes(62 * 1024 * 1024, 'id')).toBe('62\u00a0MB')
})

test.each([
  [0, 1],
  [299, 1],
  [300, 2],
  [2000, 10],
])('%i words take %i minutes', (words, minutes) => {
  expect(readingMinutes(words)).toBe(minutes)
})
