import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { JSDOM } from 'jsdom'
import { describe, expect, test } from 'vitest'
import { readArticleText } from '#shared/article-text.ts'
import { textOfContent } from '#shared/html-text.ts'

/** The same text by a real parser. */
function textByDom(html: string): string {
  const { document } = new JSDOM('').window
  const host = document.createElement('div')
  host.innerHTML = html
  return readArticleText<Node>(host).text
}

/** HTML as a sanitiser writes it. */
function serialised(html: string): string {
  const { document } = new JSDOM('').window
  const host = document.createElement('div')
  host.innerHTML = html
  return host.innerHTML
}

describe('the text without a DOM is the text with one', () => {
  test.each([
    ['paragraphs', '<p>Satu</p><p>dua <em>tiga</em></p>'],
    ['breaks', '<p>Satu<br>dua<br/>tiga</p>'],
    ['entities', '<p>a &amp; b &lt; c &gt; d&nbsp;e &quot;f&quot; &#39;g&#x2019;</p>'],
    ['what looks like one', '<p>AT&T &unknown; &amp;lt;</p>'],
    ['attributes with angle brackets', '<p title="a > b" lang=\'<x>\'>c</p>'],
    ['preformatted text', '<pre>\n  a\n\n b </pre><p>c</p>'],
    ['comments', '<p>a<!-- <p>x</p> -->b</p>'],
    ['skipped elements', '<p>a</p><script>var x = "</p>"</script><style>p{}</style><p>b</p>'],
    ['ruby, tables, lists', '<table><tbody><tr><td>1</td><td>2</td></tr></tbody></table><ul><li>x</li><li>y</li></ul>'],
    ['figures', '<figure><img src="a.png" alt="no"><figcaption>Kapsi</figcaption></figure>'],
    ['an end tag too many', '<p>a</p></div><p>b</p>'],
    ['nothing', ''],
  ])('%s', (_name, html) => {
    expect(textOfContent(html).text).toBe(textByDom(html))
  })

  test('for any content', () => {
    const pieces = fc.constantFrom(
      ...[
        '<p>',
        '</p>',
        '<b>',
        '</b>',
        '<br>',
        '<pre>\n',
        '</pre>',
        '<ul><li>',
        '</li></ul>',
        '<blockquote>',
        '</blockquote>',
      ],
      ...[
        'kata',
        ' ',
        '\n',
        '&amp;',
        '&nbsp;',
        '<',
        '>',
        '"',
        '&',
        'é',
        '<a href="x?a=1&amp;b=2">',
        '</a>',
        '<img alt="a>b">',
      ],
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const html = serialised(parts.join(''))
        expect(textOfContent(html).text).toBe(textByDom(html))
      }),
      { numRuns: 150 },
    )
  })

  const corpus = join(import.meta.dirname, '../../../shared/corpora/readability')
  test.skipIf(!existsSync(corpus))('for real pages (skipped where the development corpora are absent)', () => {
    const pages = readdirSync(corpus).map((name) => join(corpus, name, 'expected.html'))
    expect(pages.length).toBeGreaterThan(10)
    for (const page of pages.filter((path) => existsSync(path))) {
      const html = serialised(readFileSync(page, 'utf8'))
      expect(textOfContent(html).text === textByDom(html), page).toBe(true)
    }
  })
})
