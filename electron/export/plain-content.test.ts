import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ContentNode, contentNodes, parsedNodes } from './content-nodes.ts'
import { plainParts } from './plain-content.ts'

/** The same cases in every run; many more were tried by hand. */
const SEED = 20261121

function shapeOf(node: ContentNode): unknown {
  if (node.nodeType === 3) return node.nodeValue
  const children: unknown[] = []
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(shapeOf(child))
  return [node.nodeName, node.attributes, children]
}

const NAMES =
  'p p h1 h2 ul ol li blockquote pre figure figcaption em strong a code span div section article table thead tbody tr td ' +
  'th dl dt dd caption svg math script style title textarea option x-y rt'
const name = fc.constantFrom(...NAMES.split(' '))
const attribute = fc.constantFrom(
  ...[
    '',
    '',
    '',
    ' href="https://x.test/?a=1&amp;b=2"',
    ' src="assets/x.png" alt="a &quot;b&quot;"',
    ' alt=""',
    ' a="&copy"',
  ],
  ...[
    ' alt="&ampx"',
    ' a="1" a="2"',
    ' checked',
    " title='x'",
    ' data-x="1"',
    ' A="x"',
    ' alt="a>b"',
    ' constructor="x"',
  ],
)
const word = fc.constantFrom(
  ...[
    'kata',
    ' ',
    '\n',
    '&amp;',
    '&lt;p&gt;',
    '&nbsp;',
    '&quot;',
    '&#x1F9EA;',
    '&copy',
    '&',
    '&amp',
    '>',
    '<',
    '\0',
    '\r\n',
  ],
  ...[
    '<br>',
    '<hr>',
    '<img src="a.png">',
    '<br/>',
    '</br>',
    '<!-- x -->',
    '<!doctype x>',
    '<p',
    '</p',
    '</p>',
    '<li>',
    '🧪',
  ],
)
/** Mostly well nested, as content is; now and then not. */
const piece = fc.letrec<{ part: string }>((tie) => ({
  part: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    word,
    fc
      .tuple(name, attribute, fc.array(tie('part'), { maxLength: 4 }), fc.nat({ max: 30 }))
      .map(
        ([tag, attributes, inside, end]) => `<${tag}${attributes}>${inside.join('')}${end === 0 ? '' : `</${tag}>`}`,
      ),
  ),
})).part

test('content is read as the parser reads it', () => {
  let plain = 0
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 5 }), (pieces) => {
      const html = pieces.join('')
      if (plainParts(html) !== null) plain++
      expect(shapeOf(contentNodes(html))).toEqual(shapeOf(parsedNodes(html)))
    }),
    { numRuns: 3000, seed: SEED },
  )
  expect(plain).toBeGreaterThan(500)
})

test('content as the sanitiser writes it needs no parser', () => {
  const html =
    '<h2>Judul &amp; isi</h2>\n<p>Satu <em>dua</em><br>tiga <a href="https://x.test/?a=1&amp;b=2">empat</a>.</p>' +
    '<ul><li><p>a</p></li><li>b<ol start="3"><li>c</li></ol></li></ul><figure><img src="a.png" alt=""></figure>' +
    '<table><tbody><tr><th>a</th><td colspan="2">b</td></tr></tbody></table><hr><pre><code>x &lt; y\n</code></pre>'
  expect(plainParts(html)).not.toBeNull()
  expect(shapeOf(contentNodes(html))).toEqual(shapeOf(parsedNodes(html)))
})
