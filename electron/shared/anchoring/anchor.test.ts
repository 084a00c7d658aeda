import fc from 'fast-check'
import { describe as group, expect, test } from 'vitest'
import type { Selector } from '../annotation.ts'
import { anchor, anchorAll } from './anchor.ts'
import type { Anchor } from './anchor-state.ts'
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
      name: 'quotation marks, dashes and case changed',
      quote: 'Para penjual menata sayur di atas tikar, dan pembeli datang',
      after: PARAGRAPH.replace('Para penjual menata', 'Para “penjual” me\u00adnata').replace(
        'tikar, dan',
        'TIKAR — dan',
      ),
      state: 'moved',
      why: 'typography-changed',
      found: 'Para “penjual” me\u00adnata sayur di atas TIKAR — dan pembeli datang',
    },
    {
      name: 'a word in the middle changed',
      quote,
      after: PARAGRAPH.replace('menata sayur', 'menjajakan sayur'),
      state: 'moved',
      why: 'wording-changed',
      found: 'Para penjual menjajakan sayur di atas tikar',
    },
    {
      name: 'a sentence was put into the quote',
      quote: 'ramai. Para penjual menata sayur',
      after: PARAGRAPH.replace('ramai. Para', 'ramai. Hujan semalam belum kering di jalan. Para'),
      state: 'moved',
      why: 'wording-changed',
      found: 'ramai. Hujan semalam belum kering di jalan. Para penjual menata sayur',
    },
    {
      name: 'a short word at the end, between changed ones',
      quote: 'Para penjual menata sayur di',
      after: PARAGRAPH.replace('sayur di atas', 'buah di dekat'),
      state: 'moved',
      why: 'wording-changed',
      found: 'Para penjual menata buah di',
    },
    {
      name: 'the first word became another that begins like it',
      quote: 'menata sayur di atas tikar',
      after: PARAGRAPH.replace('menata sayur', 'merangkai gerobak untuk sayur'),
      state: 'moved',
      why: 'wording-changed',
      found: 'sayur di atas tikar',
    },
    {
      name: 'the first word has its letters swapped',
      quote: 'menata sayur di atas tikar',
      after: PARAGRAPH.replace('menata', 'emanta'),
      state: 'moved',
      why: 'wording-changed',
      found: 'emanta sayur di atas tikar',
    },
    {
      name: 'a full stop at the end goes along',
      quote: 'pembeli datang dari desa sebelah.',
      after: PARAGRAPH.replace('pembeli datang', 'pembeli  datang'),
      state: 'moved',
      why: 'white-space-changed',
      found: 'pembeli  datang dari desa sebelah.',
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

  const line = 'Baca berita selengkapnya di halaman berikut ini. '
  const lines = line.repeat(12)
  const selectors = describe(lines, line.length * 6, line.length * 6 + 26)

  test('two places with the same context are uncertain, the nearer one is proposed, and all are named', () => {
    const result = anchor(prepare(`Baru. ${lines}`), selectors.slice(0, 2))
    expect(result).toMatchObject({ state: 'uncertain', why: 'several-places', start: 6 + line.length * 6 })
    expect(result.confidence).toBeLessThan(0.5)
    if (result.state === 'uncertain') expect(result.places[0]).toEqual({ start: result.start, end: result.end })
    expect(result).toHaveProperty('places.length', 6)
  })

  test('the seventh of twelve is the seventh of twelve', () => {
    const result = anchor(prepare(`Baru. ${lines}`), selectors)
    expect(result).toMatchObject({ state: 'moved', why: 'same-occurrence', start: 6 + line.length * 6 })
  })

  test('the seventh of twelve is uncertain among eleven', () => {
    const result = anchor(prepare(`Baru. ${line.repeat(11)}`), selectors)
    expect(result).toMatchObject({ state: 'uncertain', why: 'several-places' })
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
    ['a medium quote with foreign context', [quote('masih biru. Xyz', 'q', 'z')], 'uncertain', 'weak-match'],
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

group('a quote of a whole chapter', () => {
  const chapter = Array.from(
    { length: 400 },
    (_, n) => `Bagian ${n * n} bercerita tentang tahun ${n * 7} dan hujannya.`,
  ).join(' ')
  const text = `Awal cerita.\n${chapter}\nAkhir cerita.`
  const selectors = describe(text, 13, 13 + chapter.length)

  test('is found whole elsewhere', () => {
    const result = anchor(prepare(`Sisipan. ${text}`), selectors)
    expect(result).toMatchObject({ state: 'exact', start: 22, end: 22 + chapter.length })
  })

  test('is found by its ends where words in it changed', () => {
    const edited = chapter.replaceAll('tahun 70', 'masa 70').replace('Bagian 10000 ', '')
    const result = anchor(prepare(`Sisipan. Awal cerita.\n${edited}\nAkhir cerita.`), selectors)
    expect(result).toMatchObject({ state: 'moved', start: 22, end: 22 + edited.length })
  })
})

group('a quote of signs alone', () => {
  const before = 'Dia diam ... lalu pergi. Mereka tertawa ... lalu pulang.'
  const selectors = describe(before, 40, 43)
  test.each([
    ['moves with its context', `Kata. ${before}`, 'moved', 46],
    ['is not guessed without it', 'Lain sekali ... ini', 'orphan', undefined],
  ])('%s', (_name, after, state, start) => {
    expect(anchor(prepare(after), selectors)).toMatchObject(start === undefined ? { state } : { state, start })
  })
})

test('an orphan names the place that was not good enough', () => {
  const result = reanchor(
    PARAGRAPH,
    'biru',
    `Rumah biru itu milik kakek. ${'Ia duduk di sana sampai sore. '.repeat(4)}`,
  )
  expect(result.anchor).toMatchObject({ state: 'orphan', guess: { start: 6, end: 10 } })
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
              {
                type: 'SimakPlaceSelector',
                text: '',
                block: start,
                blockText: '',
                occurrence: end,
                occurrences: start,
              },
            ]
            for (const list of [selectors, selectors.slice(1), selectors.slice(0, 1), selectors.slice(0, 2)])
              expectInside(anchor(prepare(text), list), text)
          }
        },
      ),
      { numRuns: 1000 },
    )
  })

  test('whatever was edited, the result lies in the text at grapheme boundaries', () => {
    fc.assert(
      fc.property(
        anyText,
        anyText,
        fc.array(fc.tuple(anyOffset, anyOffset, anyText), { maxLength: 6 }),
        anyOffset,
        anyOffset,
        (head, tail, edits, a, b) => {
          const before = `${head}${PARAGRAPH}${tail}`
          const after = edits.reduce(
            (text, [at, cut, put]) => text.slice(0, at) + put + text.slice(Math.max(0, at) + Math.abs(cut)),
            before,
          )
          for (const one of anchorAll(prepare(after), [describe(before, a, b), describe(before, a + 40, b + 90)]))
            expectInside(one, after)
        },
      ),
      { numRuns: 500 },
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
  expect(result.confidence).toBeGreaterThanOrEqual(0)
  expect(result.confidence).toBeLessThanOrEqual(1)
  if (result.state === 'orphan') {
    if (result.guess !== undefined) expectSpan(result.guess, text)
    return
  }
  expectSpan(result, text)
  if (result.state === 'uncertain') for (const place of result.places) expectSpan(place, text)
}

function expectSpan({ start, end }: { start: number; end: number }, text: string): void {
  expect(start).toBeGreaterThanOrEqual(0)
  expect(start).toBeLessThan(end)
  expect(end).toBeLessThanOrEqual(text.length)
  expect(graphemeStart(text, start)).toBe(start)
  expect(graphemeEnd(text, end)).toBe(end)
}
