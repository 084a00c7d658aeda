import fc from 'fast-check'
import { Parser } from 'commonmark'
import { describe, expect, test } from 'vitest'
import { embeddableNote } from './note.ts'
import { childrenOf, renderAlone } from './read-back-fixtures.ts'

describe('a note that keeps to itself stays as it was written', () => {
  test.each([
    'Lihat *ini* dan [[Catatan lain]] serta #tag ==penting==',
    '- satu\n* dua\n\n1) tiga',
    '```js\nlet a = 1\n```',
    '    kode menjorok',
    '> [!note] Judul\n> isi',
    '| a | b |\n|---|---|\n| 1 | 2 |',
    'baris dua spasi  \nsambungan\\\nlagi',
    '# Judul\n\nJudul lain\n===',
    '<details><summary>x</summary>\n\nisi\n\n</details>',
    'teks <!-- tutup --> teks',
    '- [ ] belum\n- [x] sudah',
    '$x^2$ dan ~~coret~~ dan https://contoh.test/a_b',
    '- kutip\n  ```\n  belum tutup',
  ])('%j', (note) => {
    expect(embeddableNote(note, 'n')).toBe(note)
  })
})

describe('a note that reaches out of its place is closed or resolved', () => {
  test.each([
    ['an open fence', 'a\n```js\nkode', 'a\n```js\nkode\n```'],
    ['an open fence of tildes', '~~~~\nkode\n```', '~~~~\nkode\n```\n~~~~'],
    ['an open comment', '<!-- x', '<!-- x\n-->'],
    ['an open script', '<script>\nx', '<script>\nx\n</script>'],
    ['an open processing instruction', '<? x', '<? x\n?>'],
    ['an open declaration', '<!X y', '<!X y\n>'],
    ['open character data', '<![CDATA[ y', '<![CDATA[ y\n]]>'],
    [
      'a link definition',
      '[a]: https://x.test/ "t"\n\nlihat [a] dan ![a]',
      'lihat [a](https://x.test/ "t") dan ![a](https://x.test/ "t")',
    ],
    ['footnotes', 'kata[^1]\n\n[^1]: kaki', 'kata[^1-n]\n\n[^1-n]: kaki'],
    ['something that looks like our block id', 'a\n\n^hl-1', 'a\n\n\\^hl-1'],
  ])('%s', (_name, note, expected) => {
    expect(embeddableNote(note, 'n')).toBe(expected)
  })

  test.each([
    ['nothing', ''],
    ['white space', ' \n\t\n'],
    ['a byte order mark', '\ufeff\n'],
  ])('%s is no note', (_name, note) => {
    expect(embeddableNote(note, 'n')).toBe('')
  })

  test('a note nested beyond all sense becomes plain text', () => {
    const note = `${'>'.repeat(3000)}<a`
    expect(renderAlone(embeddableNote(note, 'n'))).toBe(`<p>${'&gt;'.repeat(3000)}&lt;a</p>\n`)
  })

  test('Windows line ends, NUL and lone surrogates are made plain', () => {
    expect(embeddableNote('a\r\nb\rc\0\ud800', 'n')).toBe('a\nb\nc\ufffd\ufffd')
  })
})

const FRAGMENTS = [
  '# ',
  '- ',
  '1. ',
  '> ',
  '```',
  '~~~',
  '``',
  '<!--',
  '-->',
  '<script>',
  '<b>',
  '<?',
  '<![CDATA[',
  '<!X',
  '<div>',
  '</div>',
  '|',
  '|-|-|',
  '\\',
  '[a]',
  '[a]: x',
  '[a](b)',
  '![a](b "c")',
  '[^1]',
  '[^1]: x',
  '^hl-x',
  'http://a.b',
  'www.a.b',
  '<http://x.y>',
  ' ',
  '  ',
  '\t',
  '\n',
  '\n\n',
  '    ',
  '&amp;',
  '&#0;',
  '_',
  '**',
  '*',
  '~~',
  '---',
  '===',
  '- [ ] ',
  '\f',
  '\u000b',
  '\u00a0',
  '\ufeff',
  'é',
  '👩‍👩‍👧',
  '漢字',
  'kata',
  'a',
  '1',
  '.',
]
const anyNote = fc.oneof(
  fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 16 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
)

/** Fixed, as parsers have slips of their own (commonmark.js opens an HTML block at `</pre>`): a rare one must not fail a day's run. */
const SEED = 20261121
/** commonmark.js takes U+2028 for an end of line when it looks for backticks in a fence's info string; CommonMark does not. */
const FENCE_BUG = /[\u2028\u2029].*`/s
/** A byte order mark at the start is no content to us; commonmark.js makes it a paragraph. */
const STARTS_WITH_MARK = /^[ \t\r\n]*\ufeff/

describe('for any note, by an independent CommonMark parser', () => {
  const between = (note: string) => `sebelum\n\n${note}\n\nsesudah\n`
  const neighbours = (inner: string) => `<p>sebelum</p>\n${inner}<p>sesudah</p>\n`

  test('what stands before and after it stays what it was', () => {
    fc.assert(
      fc.property(anyNote, (note) => {
        fc.pre(!FENCE_BUG.test(note))
        const file = renderAlone(between(embeddableNote(note, 'n')))
        expect(file.startsWith('<p>sebelum</p>\n')).toBe(true)
        expect(file.endsWith('<p>sesudah</p>\n')).toBe(true)
      }),
      { numRuns: 1500, seed: SEED },
    )
  })

  test('it renders in its place as it renders alone, unless it had to be closed or resolved', () => {
    let asWritten = 0
    fc.assert(
      fc.property(anyNote, (note) => {
        fc.pre(!STARTS_WITH_MARK.test(note))
        const plain = note.toWellFormed().replaceAll('\0', '\ufffd')
        const alone = renderAlone(plain)
        fc.pre(renderAlone(between(plain)) === neighbours(alone) && !/\[[^\]]*\]:/.test(note))
        asWritten++
        expect(renderAlone(between(embeddableNote(note, 'n')))).toBe(neighbours(alone))
      }),
      { numRuns: 1500, seed: SEED },
    )
    expect(asWritten).toBeGreaterThan(1000)
  })

  test('its words are all there even then', () => {
    fc.assert(
      fc.property(anyNote, (note) => {
        fc.pre(!STARTS_WITH_MARK.test(note))
        const words = wordsOf(note.replace(/\[[^\]\n]*\]:[^\n]*/g, ''))
        const exported = wordsOf(embeddableNote(note, 'n'))
        for (const word of words) expect(exported).toContain(word)
      }),
      { numRuns: 800, seed: SEED },
    )
  })
})

function wordsOf(markdown: string): string[] {
  const words: string[] = []
  const visit = (nodes: ReturnType<typeof childrenOf>) => {
    for (const node of nodes) {
      if (node.literal !== null) words.push(...(node.literal.match(/kata|漢字/g) ?? []))
      visit(childrenOf(node))
    }
  }
  visit(childrenOf(new Parser().parse(markdown)))
  return words
}
