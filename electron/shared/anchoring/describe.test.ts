import fc from 'fast-check'
import { describe as group, expect, test } from 'vitest'
import { CONTEXT_LENGTH, describe } from './describe.ts'
import { graphemeEnd, graphemeStart } from './graphemes.ts'

const FAMILY = '👩‍👩‍👧‍👦'
const FLAG = '🇮🇩'

group('describe', () => {
  test('keeps 64 units on each side', () => {
    const text = `${'a'.repeat(100)}kutipan${'b'.repeat(100)}`
    const [quote, position] = describe(text, 100, 107)
    expect(quote).toEqual({
      type: 'TextQuoteSelector',
      exact: 'kutipan',
      prefix: 'a'.repeat(64),
      suffix: 'b'.repeat(64),
    })
    expect(position).toEqual({ type: 'TextPositionSelector', start: 100, end: 107 })
  })

  test.each([
    ['a surrogate pair', '😀'],
    ['a family of emoji', FAMILY],
    ['a flag', FLAG],
    ['combining marks', 'e\u0301\u0323'],
    ['a Windows line end', '\r\n'],
    ['Hangul jamo', '\u1112\u1161\u11ab'],
  ])('context is never cut inside %s', (_name, cluster) => {
    for (let shift = 0; shift < cluster.length; shift++) {
      const text = `xx${cluster}${'a'.repeat(CONTEXT_LENGTH - shift)}kutipan${'b'.repeat(CONTEXT_LENGTH - shift)}${cluster}yy`
      const start = text.indexOf('kutipan')
      const [quote] = describe(text, start, start + 7)
      expect(quote.prefix.replace(/[xa]/g, '')).toBeOneOf(['', cluster])
      expect(quote.suffix.replace(/[yb]/g, '')).toBeOneOf(['', cluster])
    }
  })

  test.each<[string, number, number, string]>([
    ['a reversed range', 5, 1, 'bcde'],
    ['a range beyond the text', 4, 999, 'efg'],
    ['a negative start', -4, 2, 'ab'],
    ['not a number', Number.NaN, 2, 'ab'],
    ['nothing', 3, 3, ''],
  ])('mends %s', (_name, start, end, exact) => {
    expect(describe('abcdefg', start, end)[0].exact).toBe(exact)
  })

  test('widens a range to whole graphemes', () => {
    expect(describe(`a${FAMILY}b`, 3, 4)[0].exact).toBe(FAMILY)
  })
})

test('boundaries near an offset are those of the whole text', () => {
  const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' })
  const unit = fc.constantFrom(
    'a',
    '\n',
    '\r',
    'é',
    FAMILY,
    FLAG,
    '🇮',
    '\u0301',
    '\u200d',
    '漢',
    'ก็',
    '\ud800',
    '각',
    '\u0600',
    '©',
    '😀',
  )
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 60 }), fc.nat(400), (units, at) => {
      const text = units.join('')
      const offset = Math.min(at, text.length)
      const boundaries = [...segmenter.segment(text)].map((segment) => segment.index).concat(text.length)
      expect(graphemeStart(text, offset)).toBe(Math.max(...boundaries.filter((boundary) => boundary <= offset)))
      expect(graphemeEnd(text, offset)).toBe(Math.min(...boundaries.filter((boundary) => boundary >= offset)))
    }),
    { numRuns: 2000 },
  )
})

test('a cluster longer than the window is still one cluster', () => {
  const zalgo = `a${'\u0301'.repeat(3000)}`
  const text = `${zalgo}b${zalgo}`
  expect(graphemeStart(text, 1500)).toBe(0)
  expect(graphemeEnd(text, 1500)).toBe(zalgo.length)
  expect(graphemeStart(text, zalgo.length + 2000)).toBe(zalgo.length + 1)
})
