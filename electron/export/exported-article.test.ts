import { JSDOM } from 'jsdom'
import { describe, expect, test } from 'vitest'
import { readArticleText } from '#shared/article-text.ts'
import { articleOf } from './export-fixtures.ts'
import { articleTextOf, placeAnnotations } from './exported-article.ts'

test.each([
  ['blocks and inline mark-up', '<h2>Satu</h2><p>Dua <em>tiga</em>\n  empat</p><ul><li>a</li><li>b</li></ul>'],
  ['breaks and entities', '<p>a<br>b &amp; c &nbsp;d &#8220;e&#8221; &lt;i&gt;</p>'],
  ['tables and captions', '<table><caption>x</caption><tbody><tr><td>1</td><td>2</td></tr></tbody></table>'],
  ['preformatted text', '<pre>a\n  b\n\nc</pre><p>d</p>'],
  [
    'comments and what is not read',
    '<p>a<!-- x -->b</p><template>t</template><figure><img alt="x"><figcaption>k</figcaption></figure>',
  ],
  ['nested blocks', '<blockquote><p>a</p><div>b<section>c</section></div></blockquote>tail'],
  ['nothing', ''],
])('the text of %s is the one a browser reads', (_name, html) => {
  const browser = new JSDOM(`<!doctype html><body>${html}</body>`).window.document.body
  expect(articleTextOf(html)).toBe(readArticleText<Node>(browser).text)
})

describe('the order of annotations', () => {
  const order = (html: string, quotes: string[]) => {
    const placed = placeAnnotations(
      articleOf(
        html,
        quotes.map((quote) => ({ quote, id: quote })),
      ),
    )
    return { found: placed.found.map(({ quote }) => quote), lost: placed.lost.map(({ quote }) => quote) }
  }

  test('is by start, the longer first, then creation: as in the panel', () => {
    const html = '<p>Awal kalimat yang panjang sekali.</p><p>Akhir.</p>'
    expect(order(html, ['panjang sekali', 'Awal kalimat yang', 'kalimat yang panjang', 'Awal kalimat']).found).toEqual([
      'Awal kalimat yang',
      'Awal kalimat',
      'kalimat yang panjang',
      'panjang sekali',
    ])
  })

  test('of lost ones is by where they stood', () => {
    expect(order('<p>Isi.</p>', ['hilang yang kedua di sini', 'hilang']).lost).toEqual([
      'hilang yang kedua di sini',
      'hilang',
    ])
  })

  test('two highlights of one passage both come, the older first', () => {
    const html = '<p>Satu kalimat yang sama.</p>'
    const facts = [
      { id: 'b', quote: 'kalimat yang', created: '2026-02-01T00:00:00Z' },
      { id: 'a', quote: 'kalimat yang', created: '2026-01-01T00:00:00Z' },
    ]
    expect(placeAnnotations(articleOf(html, facts)).found.map(({ annotation }) => annotation.id)).toEqual(['a', 'b'])
  })
})
