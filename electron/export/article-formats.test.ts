import fc from 'fast-check'
import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseHTML } from 'linkedom'
import { describe, expect, test } from 'vitest'
import { parseDeepLink } from '#shared/deep-link.ts'
import { frameOf, renderArticle } from './article-formats.ts'
import { articleBibtex } from './bibliography.ts'
import { articleOf, OPTIONS, summaryOf } from './export-fixtures.ts'
import { articleTextOf } from './exported-article.ts'

const HTML =
  '<h2>Pasar</h2><p>Keluarga 👩‍👩‍👧 membeli <em>cabai</em> "rawit", lalu pulang.</p><p>Harga &lt;naik&gt; lagi.</p>'
const article = articleOf(
  HTML,
  [
    { id: 'a', quote: 'membeli cabai "rawit"', note: 'Mahal, *sekali*\n<script>alert(1)</script>', tags: ['a,b'] },
    { id: 'b', quote: 'cabai "rawit", lalu pulang.\nHarga', colour: 'green' },
    { id: 'same', quote: 'cabai "rawit", lalu pulang.\nHarga', note: 'Sekali lagi' },
    { id: 'lost', quote: 'tidak ada', note: '=1+1' },
    { id: 'p', note: 'Catatan artikel' },
  ],
  {
    title: 'Harga {naik} & <turun>',
    byline: ['Siti A.', 'Budi'],
    site: 'Kabar_Desa',
    url: 'https://contoh.test/?a=1&b={2}',
  },
)

describe('JSON-LD', async () => {
  const { before, after } = frameOf('json-ld')
  const parsed: { '@context': string; '@graph': Record<string, unknown>[] } = JSON.parse(
    before + (await renderArticle(article, 'json-ld', OPTIONS)) + after,
  )
  const text = articleTextOf(HTML)

  test('is a graph of annotations as the model has them', () => {
    expect(parsed['@context']).toBe('http://www.w3.org/ns/anno.jsonld')
    expect(parsed['@graph']).toHaveLength(5)
    for (const annotation of parsed['@graph']) {
      expect(annotation).toMatchObject({
        type: 'Annotation',
        motivation: expect.stringMatching(/^(?:highlighting|commenting)$/),
        target: { type: 'SpecificResource', source: { id: 'https://contoh.test/?a=1&b=%7B2%7D' } },
      })
      expect(parseDeepLink(String(annotation['id']))).not.toBeNull()
    }
  })

  test('counts code points', () => {
    const [first] = parsed['@graph']
    const positions = [...JSON.stringify(first).matchAll(/"start":(\d+),"end":(\d+)/g)].map(([, start, end]) =>
      Array.from(text).slice(Number(start), Number(end)).join(''),
    )
    expect(positions).toEqual(['membeli cabai "rawit"'])
  })

  test('an orphan has its quotation and no position', () => {
    const lost = JSON.stringify(parsed['@graph'].find(({ id }) => String(id).endsWith('/lost')))
    expect(lost).toContain('"exact":"tidak ada"')
    expect(lost).not.toContain('TextPositionSelector')
  })
})

test('CSV is RFC 4180 in Readwise\u2019s columns, and no cell is a formula', async () => {
  const { before } = frameOf('csv')
  const rows = parseCsv(before.slice(1) + (await renderArticle(article, 'csv', OPTIONS)))
  expect(rows[0]?.slice(0, 7)).toEqual(['Highlight', 'Title', 'Author', 'URL', 'Note', 'Location', 'Date'])
  expect(rows).toHaveLength(5)
  expect(rows[1]).toEqual([
    'membeli cabai "rawit"',
    'Harga {naik} & <turun>',
    'Siti A., Budi',
    'https://contoh.test/?a=1&b={2}',
    'Mahal, *sekali*\n<script>alert(1)</script>',
    '1',
    '2026-11-20T09:00:00.000Z',
    'a,b',
    'yellow',
  ])
  expect(rows[4]?.[4]).toBe("'=1+1")
})

/** An independent little reader of RFC 4180. */
function parseCsv(source: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  for (const [, quoted, plain, end] of source.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'))
    if (end !== '\r\n') continue
    rows.push(row)
    row = []
  }
  return rows
}

describe('BibTeX', () => {
  test('names the article', () => {
    const entry = articleBibtex(article.summary)
    expect(entry).toMatch(/^@online\{a2026harga-abcd,\n/)
    expect(entry).toContain('title = {{Harga \\textbraceleft{}naik\\textbraceright{} \\& <turun>}}')
    expect(entry).toContain('author = {{Siti A.} and {Budi}}')
    expect(entry).toContain('organization = {Kabar\\_Desa}')
  })

  test('braces are balanced for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (title, name) => {
        const entry = articleBibtex(summaryOf({ title, byline: [name], url: `https://a.test/${name}` }))
        let depth = 0
        for (const character of entry) {
          if (character === '{') depth++
          if (character === '}') depth--
          expect(depth).toBeGreaterThanOrEqual(0)
        }
        expect(depth).toBe(0)
      }),
    )
  })
})

describe('the printable page', async () => {
  const page = await renderArticle(article, 'html', OPTIONS)
  const { document } = parseHTML(page)

  test('needs and runs nothing', () => {
    expect(page).not.toContain('<script')
    expect(page).not.toMatch(/<(?:link|img|iframe|object|embed)\b|@import|url\(/)
    expect(document.querySelector('meta[http-equiv]')?.getAttribute('content')).toContain("default-src 'none'")
  })

  test('marks every passage and has every note once beside its block', () => {
    const marked = [...document.querySelectorAll('mark[data-simak~="hl-b"]')].map((mark) => mark.textContent).join('')
    expect(marked).toBe('cabai "rawit", lalu pulang.Harga')
    const notes = [...document.querySelectorAll('.simak-note')].map((note) => note.textContent ?? '')
    for (const text of ['Mahal, sekali', 'Sekali lagi', 'Catatan artikel', '=1+1']) {
      expect(notes.filter((note) => note.includes(text))).toHaveLength(1)
    }
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  })

  test('a note and the end of its passage have the same number', () => {
    const numbers = ['hl-a', 'hl-b', 'hl-same'].map((id) => {
      const marks = [...document.querySelectorAll(`mark[data-simak~="${id}"]`)]
      return marks.map((mark) => mark.getAttribute('data-number'))
    })
    expect(numbers.map((ofMarks) => ofMarks.at(-1))).toEqual(['1', '2, 3', '2, 3'])
    const labels = [...document.querySelectorAll('.simak-margin .simak-facts')].map((label) => label.textContent)
    expect(labels.map((label) => label.split(' ')[0])).toEqual(['1', '2', '3'])
  })

  test('a tag has one hash, and the notes of the whole article have their tags', async () => {
    const tagged = articleOf('<p>Satu dua</p>', [
      { quote: 'Satu', tags: ['#pasar', 'dua kata'] },
      { note: 'Semua', tags: ['utuh'] },
    ])
    const { document: shown } = parseHTML(await renderArticle(tagged, 'html', OPTIONS))
    const facts = [...shown.querySelectorAll('.simak-note .simak-facts')].map((one) => one.textContent)
    expect(facts).toEqual(['#utuh', '1 · Yellow · #pasar · #dua kata'])
  })

  test('keeps the text of the article', () => {
    expect(
      articleTextOf([...document.querySelectorAll('.simak-row > :first-child')].map((one) => one.outerHTML).join('')),
    ).toBe(articleTextOf(HTML))
  })
})

test('the page holds its images; one that is missing leaves its words', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'simak-images-'))
  const [here, gone] = [`${'a'.repeat(64)}.gif`, `${'b'.repeat(64)}.png`]
  const bytes = Buffer.from('R0lGODlhAQABAAAAACwAAAAAAQABAAA=', 'base64')
  await writeFile(join(folder.path, here), bytes)
  const html = `<p>Satu <img src="assets/${here}" alt="Jembatan"> dua</p><figure><img src="assets/${gone}" alt="Sungai"></figure>`
  const images = { [here]: join(folder.path, here), [gone]: join(folder.path, gone) }
  const shown = { ...articleOf(html, [{ quote: 'Satu dua', note: 'x' }]), images }
  const { document } = parseHTML(await renderArticle(shown, 'html', OPTIONS))
  const sources = [...document.querySelectorAll('img')].map((image) => image.getAttribute('src'))
  expect(sources).toEqual([`data:image/gif;base64,${bytes.toString('base64')}`])
  expect(document.querySelector('figure')?.textContent).toBe('Sungai')
})

test('a highlight that is a line is one on the page and in the annotation', async () => {
  const plain = articleOf('<p>Satu dua</p>', [{ quote: 'dua', colour: 'pink' }])
  const lined = { ...plain, annotations: plain.annotations.map((one) => ({ ...one, style: 'underline' as const })) }
  const { document } = parseHTML(await renderArticle(lined, 'html', OPTIONS))
  expect(document.querySelector('mark')?.className).toBe('simak-pink simak-underline')
  expect(await renderArticle(lined, 'json-ld', OPTIONS)).toContain('.simak-pink { border-bottom: ')
  expect(await renderArticle(plain, 'json-ld', OPTIONS)).toContain('.simak-pink { background: ')
})
