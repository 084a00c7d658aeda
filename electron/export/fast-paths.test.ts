import fc from 'fast-check'
import type { RootContent } from 'mdast'
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { yamlOf } from './front-matter.ts'
import { parseHTML } from 'linkedom'
import type { TextTreeNode } from '#shared/article-text.ts'
import { type ContentNode, contentNodes } from './content-nodes.ts'
import { makeEngine, renderTemplate } from './template-engine.ts'
import { oneLine, paragraph, serialise, serialiseAny, text, wellFormed } from './markdown.ts'
import { webLink } from './note-view.ts'

/** Letters that are mark-up somewhere, among ordinary ones, so that short texts meet every rule. */
const letter = fc.oneof(
  fc.constantFrom(...Array.from('aZ09 .-_*#>+=~`[]()<>&!|\\:/"\'^$%{}@,;?\u00e9\u2013\u201c\u00a0\t\n')),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
)
const anyText = fc.oneof(
  fc.array(letter, { maxLength: 14 }).map((letters) => letters.join('')),
  fc.stringMatching(/^[a-z]{1,8}( [a-z0-9.,-]{1,6}){0,4}$/),
  fc.constantFrom(
    'www.contoh.test',
    'null',
    'Yes',
    'n',
    'on',
    'e1',
    'e',
    '1e3',
    '0x1f',
    '.inf',
    '~',
    '2026-05-04',
    '-',
    '1. a',
  ),
)
/** The same cases in every run; many more were tried by hand. */
const SEED = 20261121
const address = fc.stringMatching(/^https?:\/\/[a-z0-9./~%=&?_()*\\-]{0,20}$/)

test('paragraphs and headings without mark-up are written as the serialiser would', () => {
  const block = fc
    .record({ value: anyText, depth: fc.constantFrom(0, 1, 2, 3) })
    .map(({ value, depth }): RootContent => {
      const children = [text(oneLine(value) || 'x')]
      return depth === 1 || depth === 2 || depth === 3
        ? { type: 'heading', depth, children }
        : { type: 'paragraph', children }
    })
  fc.assert(
    fc.property(fc.array(block, { minLength: 1, maxLength: 3 }), (children) => {
      expect(serialise(children)).toBe(serialiseAny(children))
    }),
    { numRuns: 1000, seed: SEED },
  )
})

test('front matter is written as the YAML library would', () => {
  const value = fc.oneof(
    anyText.map(wellFormed),
    fc.nat(),
    fc.array(anyText.map(wellFormed), { maxLength: 3 }),
    address,
    fc.stringMatching(/^[a-z2-7]{26}$/),
    fc.stringMatching(/^[2-7]{1,25}e[2-7]{0,24}$/).map((id) => id.padEnd(26, '3').slice(0, 26)),
  )
  fc.assert(
    fc.property(value, value, (one, two) => {
      const facts = { title: one, tags: two }
      expect(yamlOf(facts)).toBe(stringify(facts, { lineWidth: 0, blockQuote: false, compat: 'yaml-1.1' }))
    }),
    { numRuns: 1000, seed: SEED },
  )
})

test('a link is written as the serialiser would', () => {
  fc.assert(
    fc.property(address, (url) => {
      const link = serialiseAny([paragraph({ type: 'link', url, children: [text('Asli')] })])
      expect(webLink('Asli', url)).toBe(link.trimEnd())
    }),
    { numRuns: 1000, seed: SEED },
  )
})

test('content is read as linkedom reads it', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '<p>',
      '</p>',
      '<em>',
      '</em>',
      '<ul><li>',
      '</li>',
      '</ul>',
      '<br>',
      '<hr/>',
      '<a href="#x">',
      '</a>',
    ),
    fc.constantFrom('<table><tr><td>', '</table>', '<pre>', '</pre>', '<h2>', '</h2>', '<!-- x -->', '<img alt="a">'),
    fc.constantFrom('&amp;', '&lt;', '&nbsp;', '&#x1F9EA;', ' ', '\n', 'kata', '<svg>', '</svg>', '<math>', '</math>'),
    anyText,
  )
  const shapeOf = (node: TextTreeNode<Node>): unknown => {
    if (node.nodeType === 3) return node.nodeValue
    const children: unknown[] = []
    for (let child = node.firstChild; child !== null; child = child.nextSibling) {
      if (child.nodeType !== 8) children.push(shapeOf(child))
    }
    return [node.nodeName.toLowerCase(), children]
  }
  const ourShape = (node: ContentNode): unknown => {
    if (node.nodeType === 3) return node.nodeValue
    const children: unknown[] = []
    for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(ourShape(child))
    return [node.nodeName, children]
  }
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const html = pieces.join('')
      const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`)
      // What closes the body is none of content's: linkedom takes the rest out of it.
      fc.pre(!/<\/?(?:body|html)/i.test(html))
      expect(ourShape(contentNodes(html))).toEqual(shapeOf(document.body))
    }),
    { numRuns: 1000, seed: SEED },
  )
})

test('a quickened template writes what LiquidJS alone writes', () => {
  const place = fc.constantFrom(
    'a',
    'b.c',
    'b.d.e',
    'list',
    'none',
    'b.none.e',
    'list.size',
    'list.first',
    'number',
    'c',
  )
  const filters = fc.constantFrom(
    '',
    ' | block',
    ' | indent: 3',
    ' | indent',
    ' | quote_lines | block',
    ' | upcase',
    ' | size',
  )
  const output = fc.tuple(place, filters).map(([path, filter]) => `{{ ${path}${filter} }}`)
  const source = fc.array(fc.oneof(output, fc.constantFrom('teks\n', ' ', '{% assign a = "lain" %}', '{{- b.c -}}')), {
    maxLength: 6,
  })
  const data = { a: 'satu\ndua', b: { c: '', d: { e: 'tiga\n\nempat\n' } }, list: ['x', 'y'], number: 7 }
  fc.assert(
    fc.property(source, (parts) => {
      const template = `{% for c in list %}${parts.join('')}{% if c == 'x' %}${parts.join('')}{% endif %}{% endfor %}`
      const [quick, slow] = [makeEngine(), makeEngine()]
      const written = attempt(() => String(slow.renderSync(slow.parse(template), data)))
      expect(attempt(() => valueOf(renderTemplate(quick, template, data)))).toBe(written)
    }),
    { numRuns: 500, seed: SEED },
  )
})

function attempt(render: () => string): string {
  try {
    return render()
  } catch {
    return 'failed'
  }
}

function valueOf(rendered: ReturnType<typeof renderTemplate>): string {
  if (!rendered.ok) throw new Error(rendered.failure.message)
  return rendered.value
}
