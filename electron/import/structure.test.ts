import { describe, expect, test } from 'vitest'
import { importBytes } from './import-file.ts'
import { type FileInZip, zipOf } from './zip-fixtures.ts'

/** Structure inside the text that survives an import, in every format that can have it. */

const PROSE =
  '<p>The villagers built a bridge of bamboo across the river before the rain came. It took them two weeks of work.</p>'

async function contentOf(name: string, source: string | Uint8Array): Promise<string> {
  const result = await importBytes(name, typeof source === 'string' ? new TextEncoder().encode(source) : source)
  if (!result.ok) throw new Error(JSON.stringify(result.failure))
  return result.value.content
}

function page(body: string): string {
  return `<!doctype html><html lang="en"><head><title>The bridge of bamboo</title></head><body><article><h1>The bridge of bamboo</h1>${PROSE.repeat(3)}${body}${PROSE.replace('villagers', 'farmers')}</article></body></html>`
}

test.each([
  ['emphasis', '<p>They <em>never</em> gave up, and <strong>all</strong> of them helped with the work on it.</p>'],
  ['subscripts', '<p>Water is H<sub>2</sub>O, and the deck has 12 m<sup>2</sup> of bamboo in all its length.</p>'],
  [
    'ruby',
    '<p lang="ja">The name is written <ruby>橋<rp>(</rp><rt>はし</rt><rp>)</rp></ruby> in the oldest papers of all.</p>',
  ],
  [
    'right to left',
    '<p dir="rtl" lang="ar">قال أهل القرية إن الجسر سيخدم الأطفال والمزارعين كل يوم من أيام السنة بلا انقطاع.</p>',
  ],
  [
    'two directions',
    '<p>The word <bdi dir="rtl">جسر</bdi> means bridge, and it stands over the gate at both ends of it.</p>',
  ],
  ['code', '<pre>let x = 1\n  let y = 2</pre>'],
  [
    'a table',
    '<table><tbody><tr><th>Year</th><th>Length of the deck</th></tr><tr><td>2021</td><td>41 m</td></tr></tbody></table>',
  ],
  [
    'a quotation',
    '<blockquote><p>We have waited for this bridge for as long as anybody here can remember.</p></blockquote>',
  ],
  [
    'a formula',
    '<p>Its length is <math><mrow><mi>l</mi><mo>=</mo><msqrt><mrow><msup><mi>a</mi><mn>2</mn></msup><mo>+</mo><mn>1</mn></mrow></msqrt></mrow></math> in the units of the plan that they drew.</p>',
  ],
])('%s stays in a page', async (_, html) => {
  expect(await contentOf('page.html', page(html))).toContain(html)
})

test('a formula loses its source text, its links and its scripts', async () => {
  const math =
    '<p>The sum of it all is <math display="block" href="https://a.example/" onclick="x()"><semantics><mrow><mi href="javascript:x">a</mi></mrow><annotation encoding="application/x-tex">\\frac{a}{b}</annotation><annotation-xml><b>c</b></annotation-xml></semantics></math> as they wrote it down.</p>'
  expect(await contentOf('page.html', page(math))).toContain(
    '<p>The sum of it all is <math display="block"><semantics><mrow><mi>a</mi></mrow></semantics></math> as they wrote it down.</p>',
  )
})

describe('footnotes lead to their note and back', () => {
  test('in a page', async () => {
    const html = await contentOf(
      'page.html',
      page(
        '<p>Nobody knows when the first bridge was built there.<sup id="ref1"><a href="#note1">1</a></sup> The oldest people say it was always there.</p><ol><li id="note1"><a href="#ref1">^</a> Valley archive, volume 3, and what the head of the village told us.</li></ol>',
      ),
    )
    expect(html).toContain(
      '<sup id="to-1"><a href="#to-2">1</a></sup>'.replace('to-1', 'to-2').replace('#to-2', '#to-1'),
    )
    expect(html).toContain('<li id="to-1"><a href="#to-2">^</a> Valley archive')
  })

  test('in Markdown', async () => {
    const html = await contentOf(
      'note.md',
      '# The bridge\n\nNobody knows when it was built.[^a] It was always there.\n\n[^a]: Valley archive, volume 3.\n',
    )
    expect(html).toMatch(/<a href="#(to-\d)" id="(to-\d)">1<\/a>[\s\S]*<li id="\1">[\s\S]*<a href="#\2">/)
  })

  test('an address outside, a place that is not there and a name of the page are no places', async () => {
    const html = await contentOf(
      'page.html',
      page(
        '<p id="location">See <a href="#gone">what is gone</a> and <a href="https://a.example/x#part">the other page</a>, which has more of it.</p>',
      ),
    )
    expect(html).toContain('<p>See what is gone and <a href="https://a.example/x#part">the other page</a>, which')
  })
})

function book(version: '2.0' | '3.0', contents: FileInZip): Uint8Array {
  const item =
    version === '3.0'
      ? '<item id="toc" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
      : '<item id="toc" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
  const opf = `<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="${version}"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Bridges</dc:title><dc:language>en</dc:language></metadata><manifest>${item}<item id="one" href="text/one.xhtml" media-type="application/xhtml+xml"/><item id="two" href="text/two.xhtml" media-type="application/xhtml+xml"/></manifest><spine toc="toc"><itemref idref="one"/><itemref idref="two"/></spine></package>`
  const chapter = (body: string): string =>
    `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head><body>${body}</body></html>`
  return zipOf([
    { name: 'mimetype', content: 'application/epub+zip', stored: true },
    {
      name: 'META-INF/container.xml',
      content:
        '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>',
    },
    { name: 'OPS/book.opf', content: opf },
    contents,
    {
      name: 'OPS/text/one.xhtml',
      content: chapter(
        '<h1>Rivers</h1><p>They rise in the hills.<a epub:type="noteref" href="#n1">1</a></p><aside epub:type="footnote" id="n1">Since the first survey.</aside><p>More <a href="two.xhtml">in the next chapter</a>.</p>',
      ),
    },
    {
      name: 'OPS/text/two.xhtml',
      content: chapter('<h1 id="n1">Bridges</h1><p id="deep">They are made of bamboo.</p>'),
    },
  ])
}

const NAV = {
  name: 'OPS/nav.xhtml',
  content:
    '<html xmlns:epub="http://www.idpf.org/2007/ops"><body><nav epub:type="toc"><ol><li><a href="text/one.xhtml">Rivers</a></li><li><a href="text/two.xhtml#deep">Bridges</a></li></ol></nav></body></html>',
}
const NCX = {
  name: 'OPS/toc.ncx',
  content:
    '<?xml version="1.0"?><ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint id="a"><navLabel><text>Rivers</text></navLabel><content src="text/one.xhtml"/></navPoint><navPoint id="b"><navLabel><text>Bridges</text></navLabel><content src="text/two.xhtml#deep"/></navPoint></navMap></ncx>',
}

test.each([
  ['EPUB 3', book('3.0', NAV)],
  ['EPUB 2', book('2.0', NCX)],
])('%s: contents, chapters and notes lead to each other', async (_, bytes) => {
  expect(await contentOf('book.epub', bytes)).toBe(
    '<ol><li><a href="#to-1">Rivers</a></li><li><a href="#to-2">Bridges</a></li></ol>' +
      '<h2 id="to-1">Rivers</h2><p>They rise in the hills.<sup><a href="#to-3">1</a></sup></p><p id="to-3">Since the first survey.</p>' +
      '<p>More <a href="#to-4">in the next chapter</a>.</p><h2 id="to-4">Bridges</h2><p id="to-2">They are made of bamboo.</p>',
  )
})
