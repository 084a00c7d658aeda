import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse as parseYaml } from 'yaml'
import id from '../../resources/locales/id/export.json'
import { annotationsToMarkdown, passageToMarkdown } from './article-markdown.ts'
import { articleOf, noteOfArticle, OPTIONS, summaryOf, wordsFrom } from './export-fixtures.ts'
import { readBack, renderAlone } from './read-back-fixtures.ts'

const HTML = [
  '<h2>Harga</h2><p>Harga cabai naik sejak pekan lalu. Pedagang mengeluh, <em>pembeli</em> mengurangi belanja.</p>',
  '<p>Pemerintah daerah berjanji menambah pasokan sebelum akhir bulan.</p>',
  '<p>السلام عليكم ورحمة الله</p><p>市場の朝はとても早い。</p><p>Keluarga 👩‍👩‍👧 pulang ke 🇮🇩.</p>',
].join('')

describe('the exported file of one article', () => {
  const article = articleOf(
    HTML,
    [
      { id: 'b', quote: 'menambah pasokan', note: 'Kapan?', tags: ['janji politik'], colour: 'green' },
      { id: 'a', quote: 'Pedagang mengeluh, pembeli mengurangi belanja.\nPemerintah daerah berjanji', colour: 'pink' },
      { id: 'c', quote: 'pembeli mengurangi', note: 'tumpang tindih' },
      { id: 'p', note: 'Catatan **artikel**', tags: ['harga'] },
      { id: 'lost', quote: 'kalimat yang sudah tidak ada', note: 'hilang' },
      { id: 'rtl', quote: 'عليكم ورحمة' },
      { id: 'cjk', quote: '朝はとても早い' },
      { id: 'emoji', quote: '👩‍👩‍👧 pulang ke 🇮🇩' },
    ],
    {
      title: 'Harga cabai',
      byline: ['Siti A.', 'Budi'],
      site: 'Kabar Desa',
      url: 'https://contoh.test/harga?x=1&y=(2)',
      published: '2022-08-06T17:05+07:00',
    },
  )
  const markdown = noteOfArticle(article, OPTIONS)
  const read = readBack(markdown)

  test('has the facts in its front matter', () => {
    expect(parseYaml(read.frontMatter)).toEqual({
      simak_id: article.summary.id,
      title: 'Harga cabai',
      author: ['Siti A.', 'Budi'],
      site: 'Kabar Desa',
      url: 'https://contoh.test/harga?x=1&y=(2)',
      published: '2022-08-06T17:05+07:00',
      saved: article.summary.saved,
      exported: OPTIONS.exported,
      language: 'id',
      status: 'unread',
      tags: ['harga', 'janji politik'],
      highlights: 7,
    })
  })

  test('lists highlights in document order, overlapping ones each for itself, lost ones last', () => {
    expect([...read.highlights.keys()]).toEqual(['hl-a', 'hl-c', 'hl-b', 'hl-rtl', 'hl-cjk', 'hl-emoji', 'hl-lost'])
    expect(markdown.indexOf('## Highlights whose passage')).toBeGreaterThan(markdown.indexOf('^hl-emoji'))
  })

  test('quotes passages over several paragraphs, right to left, Japanese and emoji', () => {
    const quotes = [...read.highlights.values()].map(({ quote }) => quote)
    expect(quotes).toContain('Pedagang mengeluh, pembeli mengurangi belanja.\nPemerintah daerah berjanji')
    expect(quotes).toContain('عليكم ورحمة')
    expect(quotes).toContain('朝はとても早い')
    expect(quotes).toContain('👩‍👩‍👧 pulang ke 🇮🇩')
  })

  test('gives colour, tags and note of each', () => {
    expect(read.highlights.get('hl-b')).toEqual({
      quote: 'menambah pasokan',
      labels: '#janji-politik · Green',
      note: '<p>Kapan?</p>\n',
    })
    expect(read.highlights.get('hl-a')?.labels).toBe('Pink')
  })

  test('has the title, the link and the article note at its top', () => {
    expect(read.title).toBe('Harga cabai')
    const top = markdown.slice(0, markdown.indexOf('## Highlights'))
    expect(renderAlone(top)).toContain('<a href="https://contoh.test/harga?x=1&amp;y=(2)">Read the original</a>')
    expect(renderAlone(top)).toContain('<p>Catatan <strong>artikel</strong></p>')
  })

  test('speaks Indonesian where the reader does', () => {
    const indonesian = noteOfArticle(article, { ...OPTIONS, words: wordsFrom(id) })
    expect(indonesian).toContain('\n## Sorotan\n')
    expect(indonesian).toContain(
      '\n#janji-politik · Hijau · [Buka di bagian ini](simak://article/abcdefghijklmnopqrstuvwxyz/b)\n',
    )
  })
})

describe('articles with little in them', () => {
  test('without annotations there is a title and no heading for highlights', () => {
    const markdown = noteOfArticle(articleOf('<p>Isi.</p>', []), OPTIONS)
    expect(markdown).toContain('highlights: 0')
    expect(
      markdown.endsWith('---\n\n# Pasar pagi\n\n[Open in Simak](simak://article/abcdefghijklmnopqrstuvwxyz)\n'),
    ).toBe(true)
  })

  test('a title of white space is called untitled', () => {
    expect(readBack(noteOfArticle(articleOf('', [], { title: ' \n ' }), OPTIONS)).title).toBe('Untitled')
  })

  test('an address that is neither http nor https is not made a link', () => {
    const markdown = noteOfArticle(articleOf('', [], { url: 'javascript:alert(1)' }), OPTIONS)
    expect(parseYaml(readBack(markdown).frontMatter)).toMatchObject({ url: 'javascript:alert(1)' })
    expect(markdown).not.toContain('](javascript')
  })

  test('a highlight of ten thousand characters comes through whole', () => {
    const long = 'Kalimat ke_sekian *dengan* tanda [baca] & lain-lain. '.repeat(200).trim()
    const markdown = noteOfArticle(
      articleOf(`<p>${long.replace('&', '&amp;')}</p>`, [{ id: 'x', quote: long }]),
      OPTIONS,
    )
    expect(readBack(markdown).highlights.get('hl-x')?.quote).toBe(long)
  })
})

const FRAGMENTS = [
  '# ',
  '- ',
  '+ ',
  '* ',
  '1. ',
  '23) ',
  '> ',
  '```',
  '~~~',
  '`',
  '``',
  '<!--',
  '-->',
  '<script>',
  '</script>',
  '<b>',
  '<?',
  '?>',
  '<![CDATA[',
  '<!X',
  '<div>',
  '</div>',
  '|',
  '| a | b |\n|---|---|',
  '\\',
  '\\\\',
  '==',
  '[[',
  ']]',
  '[a]',
  '[a]: x',
  '[a](b)',
  '![a](b)',
  '[^1]',
  '[^1]: x',
  '^',
  '^hl-x',
  'http://a.b',
  'https://a_b_c.d/e',
  'www.a.b',
  'a@b.c',
  '<http://x.y>',
  ' ',
  '  ',
  '\t',
  '\n',
  '\n\n',
  '    ',
  '&amp;',
  '&#0;',
  '&',
  '_',
  '__',
  '*',
  '**',
  '***',
  '~',
  '~~',
  '$',
  '$$',
  '%%',
  '---',
  '***',
  '===',
  ':::',
  '- [ ] ',
  '\0',
  '\u0001',
  '\u000b',
  '\f',
  '\r',
  '\r\n',
  '\u0085',
  '\u00a0',
  '\u2028',
  '\u200b',
  '\ufeff',
  '\ufffd',
  '\ud800',
  '\udfff',
  'é',
  'e\u0301',
  '👩‍👩‍👧',
  'ا',
  '漢字',
  'kata',
  'a',
  '1',
  '.',
  '!',
]
/** See note.test.ts: a slip of commonmark.js and not of the file. */
const FENCE_BUG = /[\u2028\u2029].*`/s
const nasty = fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 14 }).map((parts) => parts.join(''))
const anyText = fc.oneof(
  nasty,
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ maxLength: 40 }),
)

describe('for any text', () => {
  const carried = (text: string) => text.toWellFormed().replaceAll('\0', '\ufffd')

  test('an independent CommonMark parser reads every quote and the title back', () => {
    fc.assert(
      fc.property(
        fc.array(
          anyText.filter((quote) => quote !== ''),
          { minLength: 1, maxLength: 4 },
        ),
        anyText,
        (quotes, title) => {
          const article = articleOf(
            '<p>Lain.</p>',
            quotes.map((quote) => ({ quote })),
            { title, url: 'https://a.test/' },
          )
          const read = readBack(noteOfArticle(article, OPTIONS))
          const found = quotes.map((_, i) => read.highlights.get(`hl-id-${i}`)?.quote)
          expect(found).toEqual(quotes.map(carried))
          expect(read.title).toBe(carried(title).replace(/\s+/g, ' ').trim() || 'Untitled')
          expect(parseYaml(read.frontMatter)).toMatchObject({ title: carried(title) })
        },
      ),
      { numRuns: 800 },
    )
  })

  test('front matter keeps tags, authors and sites', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, anyText, (tag, author, site, url) => {
        const article = articleOf('', [{ note: 'x', tags: [tag] }], { byline: [author], site, url })
        const expected = { tags: [tag], author: [author], site, url }
        const facts: unknown = parseYaml(readBack(noteOfArticle(article, OPTIONS)).frontMatter)
        expect(facts).toMatchObject(
          JSON.parse(JSON.stringify(expected), (_key, value: unknown) =>
            typeof value === 'string' ? carried(value) : value,
          ),
        )
      }),
      { numRuns: 300 },
    )
  })

  test('no note and no tag touches what stands after it', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyText, anyText), { minLength: 2, maxLength: 4 }), (pairs) => {
        fc.pre(!pairs.some(([note]) => FENCE_BUG.test(note)))
        const facts = pairs.map(([note, tag], i) => ({ quote: `kutipan ${i}.`, note, tags: [tag] }))
        const markdown = noteOfArticle(
          articleOf('<p>Lain.</p>', [...facts, ...facts.map(({ note }) => ({ note }))]),
          OPTIONS,
        )
        const read = readBack(markdown)
        expect([...read.highlights.values()].map(({ quote }) => quote)).toEqual(facts.map(({ quote }) => quote))
        expect([...read.pageNotes.keys()]).toEqual(facts.map((_, i) => `note-id-${i + facts.length}`))
        for (const { labels } of read.highlights.values()) expect(labels).toMatch(/^(?:#[^\s#]+ · )?Yellow$/)
      }),
      { numRuns: 500, seed: 20261121 },
    )
  })
})

describe('for the clipboard', () => {
  const article = articleOf(
    HTML,
    [
      { id: 'b', quote: 'menambah pasokan', note: 'Kapan?' },
      { id: 'a', quote: 'Harga cabai naik' },
      { id: 'p', note: 'Semua' },
    ],
    { title: 'Harga [cabai]', site: 'Kabar Desa', url: 'https://contoh.test/' },
  )
  const source = '\u2014 [Harga \\[cabai\\]](https://contoh.test/), Kabar Desa\n'

  test('one highlight is its quotation, note and source', () => {
    expect(annotationsToMarkdown(article, ['b'])).toBe(`> menambah pasokan\n\nKapan?\n\n${source}`)
  })

  test('all come in document order with the source once', () => {
    expect(annotationsToMarkdown(article, null)).toBe(
      `Semua\n\n> Harga cabai naik\n\n> menambah pasokan\n\nKapan?\n\n${source}`,
    )
  })

  test('a passage keeps its lines', () => {
    expect(passageToMarkdown(summaryOf({ title: 'T' }), 'satu\n# dua')).toBe('> satu\n>\n> \\# dua\n\n\u2014 T\n')
  })
})
