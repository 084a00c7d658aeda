// @vitest-environment jsdom
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TextMap, trimSpan } from './text-map.ts'

function rootOf(html: string): HTMLElement {
  const root = document.createElement('div')
  root.append(document.createRange().createContextualFragment(html))
  document.body.replaceChildren(root)
  return root
}

function find(root: Node, selector: string): Element {
  const element = root instanceof HTMLElement ? root.querySelector(selector) : null
  if (element === null) throw new Error(`No ${selector}`)
  return element
}

function textOf(root: Node, start: number, end: number): string {
  const span = new TextMap(root).toDomRange(start, end)
  if (span === null) return ''
  const range = document.createRange()
  range.setStart(span.startNode, span.startOffset)
  range.setEnd(span.endNode, span.endOffset)
  return range.toString()
}

describe('from a DOM position', () => {
  test('a position in collapsed white space snaps to the text before it', () => {
    const root = rootOf('<p>a   \n  b</p>')
    const map = new TextMap(root)
    const text = find(root, 'p').firstChild ?? root
    expect(map.text).toBe('a b')
    expect([0, 1, 2, 4, 6, 7, 8].map((offset) => map.fromDomPosition(text, offset))).toEqual([0, 1, 2, 2, 2, 2, 3])
  })

  test('a position at an element boundary snaps to the next text', () => {
    const root = rootOf('<h2>One</h2>\n<p><b>Two</b> three</p>')
    const map = new TextMap(root)
    expect(map.text).toBe('One\nTwo three')
    expect(map.fromDomPosition(root, 0)).toBe(0)
    expect(map.fromDomPosition(root, 1)).toBe(4)
    expect(map.fromDomPosition(find(root, 'p'), 0)).toBe(4)
    expect(map.fromDomPosition(find(root, 'p'), 1)).toBe(7)
    expect(map.fromDomPosition(find(root, 'b'), 1)).toBe(7)
    expect(map.fromDomPosition(find(root, 'p'), 2)).toBe(13)
    expect(map.fromDomPosition(root, 3)).toBe(13)
  })

  test('a position in a left-out line snaps to the text after it', () => {
    const root = rootOf('<p>One</p><aside data-left-out="r1"><p>Share this</p></aside><p>Two</p>')
    const map = new TextMap(root)
    expect(map.text).toBe('One\nTwo')
    expect(map.fromDomPosition(find(root, 'aside p').firstChild ?? root, 5)).toBe(4)
    expect(map.fromDomPosition(find(root, 'aside'), 0)).toBe(4)
  })

  test('positions outside the article are its start and its end', () => {
    const root = rootOf('<p>One</p>')
    const before = document.createElement('h1')
    before.append('Title')
    const after = document.createElement('p')
    after.append('After')
    root.before(before)
    root.after(after)
    const map = new TextMap(root)
    expect(map.fromDomPosition(before.firstChild ?? before, 2)).toBe(0)
    expect(map.fromDomPosition(after.firstChild ?? after, 2)).toBe(3)
  })

  test('an empty article has one offset', () => {
    const root = rootOf('<p> </p>')
    expect(new TextMap(root).fromDomPosition(find(root, 'p'), 0)).toBe(0)
  })
})

describe('to a DOM range', () => {
  test('spans across inline tags and paragraphs', () => {
    const root = rootOf('<p>One <b>two</b> <i>three</i></p><p>Four</p>')
    expect(textOf(root, 2, 9)).toBe('e two t')
    expect(textOf(root, 8, 18)).toBe('threeFour')
  })

  test('a separator is no text', () => {
    const root = rootOf('<p>One</p><p>Two</p>')
    expect(new TextMap(root).toDomRange(3, 4)).toBeNull()
    expect(new TextMap(root).toDomRange(2, 2)).toBeNull()
    expect(textOf(root, 3, 5)).toBe('T')
    expect(textOf(root, 2, 4)).toBe('e')
  })

  test('a span outside the text is null or cut', () => {
    const root = rootOf('<p>One</p>')
    expect(new TextMap(root).toDomRange(5, 9)).toBeNull()
    expect(textOf(root, 1, 90)).toBe('ne')
  })
})

test('an element knows its stretch of the text, with and without its followers', () => {
  const root = rootOf(
    '<section><p>One</p><p>Two <b>2</b></p></section><section><br></section><section><p>Three</p></section>',
  )
  const map = new TextMap(root)
  const sections = [...root.querySelectorAll('section')]
  const spans = [{ start: 0, end: 9 }, null, { start: 10, end: 15 }]
  expect(sections.map((section) => map.spanOf(section))).toEqual(spans)
  root.replaceChildren()
  expect(sections.map((section) => map.spanOf(section))).toEqual(spans)
})

describe('from a range to a span', () => {
  test('white space at both ends falls away', () => {
    const root = rootOf('<p>One two </p>\n<p>Three</p>')
    const range = document.createRange()
    range.setStart(find(root, 'p').firstChild ?? root, 3)
    range.setEnd(find(root, 'p + p'), 0)
    expect(new TextMap(root).rangeToSpan(range)).toEqual({ start: 4, end: 7 })
  })

  test('a range of nothing but white space is no span', () => {
    expect(trimSpan('a \n b', { start: 1, end: 4 })).toBeNull()
  })
})

test('a block is found by any offset in it', () => {
  const map = new TextMap(rootOf('<p>One</p><p>Two</p>'))
  expect([0, 2, 3, 4, 7].map((offset) => map.blockAt(offset))).toEqual([0, 0, 0, 1, 1])
  expect(new TextMap(rootOf('')).blockAt(0)).toBe(-1)
})

const word = fc.stringMatching(/^[a-z\u00e9\u4e00 \t\n\r]{0,8}$/)
const { tree } = fc.letrec<{ tree: string; node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 5 },
    word,
    fc.constantFrom('<br>', '<hr>', '😀', '<style>x</style>', '<aside data-left-out="r">no</aside>'),
    fc
      .tuple(fc.constantFrom('p', 'div', 'b', 'i', 'span', 'pre', 'ul', 'li', 'blockquote'), tie('tree'))
      .map(([name, inner]) => `<${name}>${inner}</${name}>`),
  ),
  tree: fc.array(tie('node'), { maxLength: 5 }).map((parts) => parts.join('')),
}))

test('text offsets and DOM positions are one to one, for any nesting', () => {
  fc.assert(
    fc.property(tree, (html) => {
      const map = new TextMap(rootOf(html))
      for (const run of map.content.runs) {
        for (let offset = run.start; offset < run.start + run.length; offset++) {
          const span = map.toDomRange(offset, offset + 1)
          if (span === null) throw new Error(`No range for ${offset}`)
          expect(span.startNode).toBe(span.endNode)
          expect(map.fromDomPosition(span.startNode, span.startOffset)).toBe(offset)
          expect(map.fromDomPosition(span.endNode, span.endOffset)).toBe(offset + 1)
          expect((span.startNode.nodeValue ?? '').slice(span.startOffset, span.endOffset).replace(/\s/, ' ')).toBe(
            map.text.slice(offset, offset + 1).replace(/\s/, ' '),
          )
        }
      }
    }),
    { numRuns: 300 },
  )
})

test('offsets never fall when positions move on through the document', () => {
  fc.assert(
    fc.property(tree, (html) => {
      const root = rootOf(html)
      const map = new TextMap(root)
      const offsets: number[] = []
      const visit = (node: Node): void => {
        const count = node.nodeType === 3 ? (node.nodeValue ?? '').length : node.childNodes.length
        for (let at = 0; at <= count; at++) {
          offsets.push(map.fromDomPosition(node, at))
          const child = node.childNodes[at]
          if (child !== undefined) visit(child)
        }
      }
      visit(root)
      expect(offsets).toEqual(offsets.toSorted((a, b) => a - b))
    }),
    { numRuns: 300 },
  )
})
