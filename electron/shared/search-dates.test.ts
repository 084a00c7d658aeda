import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseRange } from './search-dates.ts'

test.each([
  ['2022', { kind: 'days', from: '2022-01-01', to: '2022-12-31' }],
  ['2024-02', { kind: 'days', from: '2024-02-01', to: '2024-02-29' }],
  ['2022-8-6', { kind: 'days', from: '2022-08-06', to: '2022-08-06' }],
  ['2022-08..2023', { kind: 'days', from: '2022-08-01', to: '2023-12-31' }],
  ['..2021-05', { kind: 'days', from: null, to: '2021-05-31' }],
  ['2021..', { kind: 'days', from: '2021-01-01', to: null }],
  ['>2022', { kind: 'days', from: '2023-01-01', to: null }],
  ['>=2022', { kind: 'days', from: '2022-01-01', to: null }],
  ['<2022-03', { kind: 'days', from: null, to: '2022-02-28' }],
  ['<=2022-03', { kind: 'days', from: null, to: '2022-03-31' }],
  ['<30d', { kind: 'age', least: null, most: 30 }],
  ['30d', { kind: 'age', least: null, most: 30 }],
  ['>2w', { kind: 'age', least: 14, most: null }],
  ['<1t', { kind: 'age', least: null, most: 365 }],
])('%s', (text, range) => {
  expect(parseRange(text)).toEqual(range)
})

test.each(['', '..', '22', '2022-00', '2022-13', '2022-02-30', '1..2..3', '<', '>x', '2022-08-06-1', 'kemarin'])(
  '"%s" is no range',
  (text) => {
    expect(parseRange(text)).toBeNull()
  },
)

test('never throws', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[<>=.\d\-dwmy]{0,14}$/)), (text) => {
      expect(() => parseRange(text)).not.toThrow()
    }),
  )
})
