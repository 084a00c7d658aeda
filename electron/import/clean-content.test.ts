import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isCleanContent } from './clean-content.ts'
import { loadSanitiser } from './sanitise.ts'

const IMAGE = `assets/${'a'.repeat(64)}.png`

test.each([
  '',
  '<p>Teks &lt;b&gt; &amp; lain</p>',
  '<p lang="id">Teks <a href="https://contoh.test/?a=1&amp;b=2">di sini</a>.<br></p>',
  `<figure><img src="${IMAGE}" alt="a < b > c" width="10" height="20"><figcaption>x</figcaption></figure>`,
  '<ol start="3" reversed=""><li value="4">x</li></ol><table><tbody><tr><td colspan="2">y</td></tr></tbody></table>',
  '<p id="to-1"><a href="#to-2">2</a> <math><msup><mi>x</mi><mn>2</mn></msup></math></p>',
])('%s is clean', (html) => expect(isCleanContent(html)).toBe(true))

test.each([
  '<script>x</script>',
  '<p onclick="x">a</p>',
  '<p>a<!-- b --></p>',
  '<p>a < b</p>',
  '<p><a href="javascript:x">a</a></p>',
  '<p><a href="java&#115;cript:x">a</a></p>',
  '<p><a href="relative">a</a></p>',
  '<img src="https://contoh.test/x.png">',
  '<img src="assets/../x.png">',
  "<p lang='id'>a</p>",
  '<p lang=id>a</p>',
  '<P>a</P>',
  '<p><svg></svg></p>',
  '<p>a</p></p onclick="x">',
  '<meta http-equiv="refresh">',
  '<p',
  '<constructor>',
  '<p id="location">a</p>',
  '<p><a href="#location">a</a></p>',
])('%s is not', (html) => expect(isCleanContent(html)).toBe(false))

/** Pieces of pages, whole and broken, harmless and not. */
const PIECES = [
  ...[
    '<p>',
    '</p>',
    '<h2 lang="id">',
    '</h2>',
    '<ul><li value="3">',
    '<table><tr><td colspan="2">',
    '<pre>\n',
    '<br>',
    '<hr>',
  ],
  ...[
    '<a href="https://contoh.test/?a=1&b=<>\u00a0x">',
    "<a href='mailto:x@contoh.test'>",
    '<a href="javascript:x">',
    '</a>',
  ],
  ...[
    `<img src="${IMAGE}" alt="a > b" width=10>`,
    '<img src=x onerror=y>',
    '<ol start=3 reversed>',
    '<svg><p>',
    '<math>',
    '<p id="x"><a href="#x">',
  ],
  ...[
    '<!-- x',
    '-->',
    '<![CDATA[',
    '<style>',
    '</style>',
    '<script>',
    '</script>',
    '<b><i>',
    '</b>',
    'kata & "lagi" < 3',
    '&amp;lt;',
  ],
]

test('whatever the sanitiser writes is clean', async () => {
  const { html } = await loadSanitiser()
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }), (pieces) => {
      expect([pieces, isCleanContent(html(pieces.join('')).innerHTML)]).toEqual([pieces, true])
    }),
    { numRuns: 300, seed: 20261121 },
  )
})
