import fc from 'fast-check'
import { describe as group, expect, test } from 'vitest'
import type { Selector } from '../annotation.ts'
import { type Anchor, anchor, anchorAll } from './anchor.ts'
import { describe } from './describe.ts'
import { graphemeEnd, graphemeStart } from './graphemes.ts'
import { prepare } from './prepare.ts'

const PARAGRAPH =
  'Pagi itu pasar sudah ramai. Para penjual menata sayur di atas tikar, dan pembeli datang dari desa sebelah. ' +
  'Tidak ada yang menyangka hujan turun sebelum siang, sebab langit masih biru.'

function rangeOf(text: string, quote: string): [number, number] {
  const start = text.indexOf(quote)
  expect(start).toBeGreaterThanOrEqual(0)
  return [start, start + quote.length]
}

function reanchor(before: string, quote: string, after: string): { anchor: Anchor; found: string } {
  const result = anchor(prepare(after), describe(before, ...rangeOf(before, quote)))
  return { anchor: result, found: result.state === 'orphan' ? '' : after.slice(result.start, result.end) }
}

group('edits of the text around and in a quote', () => {
  const quote = 'Para penjual menata sayur di atas tikar'
  const cases: { name: string; quote: string; after: string; state: Anchor['state']; why: string; found: string }[] = [
    { name: 'nothing changed', quote, after: PARAGRAPH, state: 'exact', why: 'in-place', found: quote },
    {
      name: 'a line came before everything',
      quote,
      after: `Iklan\n${PARAGRAPH}`,
      state: 'exact',
      why: 'context-intact-elsewhere',
      found: quote,
    },
    {
      name: 'the sentence after the quote changed',
      quote,
      after: PARAGRAPH.replace('desa sebelah', 'kota'),
      state: 'exact',
      why: 'in-place-context-changed',
      found: quote,
    },
    {
      name: 'moved and context changed',
      quote,
      after: `Iklan\n${PARAGRAPH.replace('desa sebelah', 'kota')}`,
      state: 'moved',
      why: 'found-elsewhere',
      found: quote,
    },
    {
      name: 'white space inside the quote changed',
      quote,
      after: PARAGRAPH.replace('menata sayur', 'menata\n\u00a0 sayur'),
      state: 'moved',
      why: 'white-space-changed',
      found: 'Para penjual menata\n\u00a0 sayur di atas tikar',
    },
    {
      name: 'the blocks were joined without a space',
      quote: 'ramai. Para',
      after: PARAGRAPH.replace('ramai. Para', 'ramai.Para'),
      state: 'moved',
      why: 'white-space-changed',
      found: 'ramai.Para',
    },
    {
      name: 'the quote is gone',
      quote,
      after: PARAGRAPH.replace(quote, 'Semua pulang'),
      state: 'orphan',
      why: 'not-found',
      found: '',
    },
    {
      name: 'a short quote whose sentence is gone is not guessed',
      quote: 'biru',
      after: `Rumah biru itu milik kakek. ${'Ia duduk di sana sampai sore. '.repeat(4)}`,
      state: 'orphan',
      why: 'too-short',
      found: '',
    },
  ]
  test.each(cases)('$name', ({ quote: wanted, after, state, why, found }) => {
    const result = reanchor(PARAGRAPH, wanted, after)
    expect(result).toMatchObject({ anchor: { state, why }, found })
  })
})

group('a quote that stands several times', () => {
  const before = 'Satu harga naik, kata ibu. Dua harga naik, kata bapak. Tiga harga naik, kata adik.'

  test('context decides when the text moved', () => {
    const start = before.indexOf('harga naik', 30)
    const after = `Sisipan baru di depan. ${before}`
    const result = anchor(prepare(after), describe(before, start, start + 'harga naik'.length))
    expect(result).toMatchObject({ state: 'exact', start: after.indexOf('harga naik', 50) })
  })

  test('two places with the same context are uncertain, and the nearer one is proposed', () => {
    const line = 'Baca berita selengkapnya di halaman berikut ini. '
    const text = line.repeat(12)
    const selectors = describe(text, line.length * 6, line.length * 6 + 26)
    const result = anchor(prepare(`Baru. ${text}`), selectors)
    expect(result).toMatchObject({ state: 'uncertain', why: 'several-places', start: 6 + line.length * 6 })
    expect(result.confidence).toBeLessThan(0.5)
  })
})

group('selectors that say little or nothing', () => {
  const index = prepare(PARAGRAPH)
  const position = (start: number, end: number): Selector => ({ type: 'TextPositionSelector', start, end })
  const quote = (exact: string, prefix = '', suffix = ''): Selector => ({
    type: 'TextQuoteSelector',
    exact,
    prefix,
    suffix,
  })
  test.each<[string, Selector[], Anchor['state'], string]>([
    ['none at all (a page note)', [], 'orphan', 'nothing-to-find'],
    ['an empty quote', [quote(''), position(3, 3)], 'orphan', 'nothing-to-find'],
    ['white space only, elsewhere', [quote('\n\n'), position(0, 2)], 'orphan', 'not-found'],
    ['a position alone', [position(0, 4)], 'uncertain', 'position-only'],
    ['a position outside the text', [position(5, 1e9)], 'orphan', 'nothing-to-find'],
    ['positions that are no numbers', [position(Number.NaN, Number.POSITIVE_INFINITY)], 'orphan', 'nothing-to-find'],
    ['a reversed position', [position(9, 2)], 'orphan', 'nothing-to-find'],
    ['a long quote alone', [quote('Tidak ada yang menyangka hujan turun')], 'moved', 'found-elsewhere'],
    ['a medium quote with foreign context', [quote('masih biru. Xyz', 'q', 'z')], 'orphan', 'not-found'],
    ['a medium quote alone', [quote('sebelum siang')], 'uncertain', 'weak-context'],
    [
      'a negative position with a good quote',
      [quote('Para penjual menata sayur di atas tikar'), position(-5, 3)],
      'moved',
      'found-elsewhere',
    ],
  ])('%s', (_name, selectors, state, why) => {
    expect(anchor(index, selectors)).toMatchObject({ state, why })
  })

  test('anchorAll keeps the order of its lists', () => {
    const quotes = ['Pagi itu pasar', 'Para penjual menata', 'hujan turun sebelum siang']
    const lists = quotes.map((wanted) => describe(PARAGRAPH, ...rangeOf(PARAGRAPH, wanted)))
    const found = anchorAll(index, lists).map((one) =>
      one.state === 'orphan' ? '' : PARAGRAPH.slice(one.start, one.end),
    )
    expect(found).toEqual(quotes)
  })
})

test('a hit inside a grapheme is widened to the whole grapheme', () => {
  const text = 'kata cafe\u0301 itu panjang sekali'
  const result = anchor(prepare(text), [{ type: 'TextQuoteSelector', exact: 'cafe', prefix: 'kata ', suffix: '' }])
  expect(result.state === 'orphan' ? '' : text.slice(result.start, result.end)).toBe('cafe\u0301')
})

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.string({
    unit: fc.constantFrom(
      'a',
      ' ',
      '\n',
      'é',
      '👩‍👩‍👧',
      '🇮🇩',
      '\u0301',
      '\u200d',
      '\u200b',
      '\ufeff',
      '漢',
      'ก็',
      'שָׁ',
      '\ud800',
      '\udc00',
      '\r',
    ),
    maxLength: 120,
  }),
)
const anyOffset = fc.integer({ min: -3, max: 450 })

group('for any text', () => {
  test('describing a range and anchoring it on the same text gives the range, at grapheme boundaries', () => {
    fc.assert(
      fc.property(anyText, anyOffset, anyOffset, (text, a, b) => {
        const selectors = describe(text, a, b)
        const [quote, position] = selectors
        const result = anchor(prepare(text), selectors)
        const [from, to] = [Math.min(a, b), Math.max(a, b)].map((at) => Math.min(text.length, Math.max(0, at)))
        const start = graphemeStart(text, from ?? 0)
        const end = from === to ? start : graphemeEnd(text, to ?? 0)
        expect(position).toMatchObject({ start, end })
        if (quote.exact === '') expect(result.state).toBe('orphan')
        else expect(result).toEqual({ start, end, state: 'exact', confidence: 1, why: 'in-place' })
      }),
      { numRuns: 2000 },
    )
  })

  test('anchoring foreign selectors never throws and never leaves the text', () => {
    const anyNumber = fc.oneof(anyOffset, fc.double())
    fc.assert(
      fc.property(
        anyText,
        fc.tuple(anyText, anyText, anyText),
        anyNumber,
        anyNumber,
        anyOffset,
        (text, strings, start, end, cut) => {
          const [foreign, prefix, suffix] = strings
          for (const exact of [foreign, text.slice(cut, cut + 5)]) {
            const selectors: Selector[] = [
              { type: 'TextQuoteSelector', exact, prefix, suffix },
              { type: 'TextPositionSelector', start, end },
            ]
            for (const list of [selectors, selectors.slice(1), selectors.slice(0, 1)])
              expectInside(anchor(prepare(text), list), text)
          }
        },
      ),
      { numRuns: 1000 },
    )
  })

  test('text put in front moves a passage with enough context along', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 100 }), (inserted) => {
        const { found } = reanchor(PARAGRAPH, 'pembeli datang dari desa sebelah', `${inserted}\n${PARAGRAPH}`)
        expect(found).toBe('pembeli datang dari desa sebelah')
      }),
    )
  })
})

function expectInside(result: Anchor, text: string): void {
  if (result.state === 'orphan') return
  expect(result.start).toBeGreaterThanOrEqual(0)
  expect(result.start).toBeLessThan(result.end)
  expect(result.end).toBeLessThanOrEqual(text.length)
  expect(result.confidence).toBeGreaterThanOrEqual(0)
  expect(result.confidence).toBeLessThanOrEqual(1)
  expect(graphemeStart(text, result.start)).toBe(result.start)
  expect(graphemeEnd(text, result.end)).toBe(result.end)
}
