import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readArticleText, type TextTreeNode } from './article-text.ts'

/** The least a document needs; written as [name, ...children] or a string. */
interface TestNode extends TextTreeNode<TestNode> {
  firstChild: TestNode | null
  nextSibling: TestNode | null
}
type Written = string | readonly [string, ...Written[]]

function build(written: Written): TestNode {
  if (typeof written === 'string')
    return { nodeType: 3, nodeName: '#text', nodeValue: written, firstChild: null, nextSibling: null }
  const [name, ...children] = written
  const nodes = children.map(build)
  nodes.forEach((node, index) => {
    node.nextSibling = nodes[index + 1] ?? null
  })
  return { nodeType: 1, nodeName: name.toUpperCase(), nodeValue: null, firstChild: nodes[0] ?? null, nextSibling: null }
}

function textOf(...children: Written[]): string {
  return readArticleText(build(['body', ...children])).text
}

describe('the rule of the article text', () => {
  test.each<[string, Written[], string]>([
    [
      'one newline between blocks',
      [
        ['p', 'One'],
        ['p', 'Two'],
      ],
      'One\nTwo',
    ],
    ['white space collapses', [['p', '  One \n\t two  ', ['em', ' three'], ' ']], 'One two three'],
    ['space between inline elements stays one', [['p', ['b', 'One '], ['i', ' two']]], 'One two'],
    ['no space where there is none', [['p', ['b', 'One'], ['i', 'two']]], 'Onetwo'],
    ['white space between blocks is none', [['p', 'One'], '\n  ', ['p', 'Two'], '\n'], 'One\nTwo'],
    ['a break is a newline', [['p', 'One ', ['br'], ' two']], 'One\ntwo'],
    ['many breaks are one', [['p', 'One', ['br'], ['br'], ['br'], 'two']], 'One\ntwo'],
    [
      'breaks at the edges are none',
      [
        ['p', ['br'], 'One', ['br']],
        ['p', 'two'],
      ],
      'One\ntwo',
    ],
    [
      'nested blocks',
      [
        ['blockquote', ['p', 'One'], ['p', 'two']],
        ['ul', ['li', 'a', ['ul', ['li', 'b']]], ['li', 'c']],
      ],
      'One\ntwo\na\nb\nc',
    ],
    ['text beside a block', [['div', 'One', ['p', 'two'], 'three']], 'One\ntwo\nthree'],
    ['empty blocks are none', [['p'], ['p', ' '], ['p', 'One'], ['div', ['p']], ['p', 'two']], 'One\ntwo'],
    [
      'preformatted text as it is',
      [
        ['pre', ['code', 'a  b\n\n  c']],
        ['p', 'd'],
      ],
      'a  b\n\n  c\nd',
    ],
    [
      'a non-breaking space is a letter',
      [['p', 'Rp\u00a0100  and\u00a0\u00a0more']],
      'Rp\u00a0100 and\u00a0\u00a0more',
    ],
    [
      'table cells are blocks',
      [['table', ['tbody', ['tr', ['td', 'a'], ['td', 'b']], ['tr', ['td', 'c'], ['td', 'd']]]]],
      'a\nb\nc\nd',
    ],
    [
      'unreadable elements count nothing',
      [['p', 'One', ['script', 'x'], ['style', 'y'], ' two', ['svg', ['text', 'z']]]],
      'One two',
    ],
    ['nothing', [], ''],
  ])('%s', (_, children, expected) => {
    expect(textOf(...children)).toBe(expected)
  })

  test('blocks name their stretch of the text', () => {
    const { blocks, text } = readArticleText(
      build(['body', ['h2', 'Head'], ['p', 'One ', ['em', 'two']], ['pre', 'x']]),
    )
    expect(blocks.map(({ start, end, name }) => [name, text.slice(start, end)])).toEqual([
      ['h2', 'Head'],
      ['p', 'One two'],
      ['pre', 'x'],
    ])
  })

  test('skipped elements are no part of it', () => {
    const root = build(['body', ['p', 'One', ['button', 'x'], ' two']])
    expect(readArticleText(root, (node) => node.nodeName === 'BUTTON').text).toBe('One two')
  })
})

const letters = fc.string({ unit: fc.constantFrom('a', 'B', ' ', '  ', '\n', '\t', '\u00a0', 'é', '😀', '.') })
const tree: fc.Arbitrary<Written> = fc.letrec<{ node: Written; element: Written; text: Written }>((tie) => ({
  node: fc.oneof({ depthSize: 'small' }, tie('text'), tie('element')),
  text: letters,
  element: fc
    .tuple(
      fc.constantFrom('p', 'div', 'em', 'b', 'br', 'ul', 'li', 'span', 'table', 'td', 'script', 'hr'),
      fc.array(tie('node'), { maxLength: 5 }),
    )
    .map(([name, children]): Written => [name, ...children]),
})).node

describe('for any tree without preformatted text', () => {
  test('no newline at the ends, none doubled, no space beside one', () => {
    fc.assert(
      fc.property(fc.array(tree), (children) => {
        expect(textOf(...children)).not.toMatch(/^[\n ]|[\n ]$|\n\n| \n|\n | {2}/)
      }),
    )
  })

  test("every run is its node's characters, or one space for white space", () => {
    fc.assert(
      fc.property(fc.array(tree), (children) => {
        const { text, runs } = readArticleText(build(['body', ...children]))
        let reached = 0
        for (const run of runs) {
          expect(run.start).toBeGreaterThanOrEqual(reached)
          expect(text.slice(reached, run.start)).toMatch(/^\n?$/)
          for (let index = 0; index < run.length; index += 1) {
            const shown = text[run.start + index]
            const own = run.node.nodeValue?.[run.nodeStart + index]
            if (own !== shown) expect([shown, own]).toEqual([' ', expect.stringMatching(/[ \t\n\r\f]/)])
          }
          reached = run.start + run.length
        }
        expect(reached).toBe(text.length)
      }),
    )
  })

  test('blocks lie in order and hold all text', () => {
    fc.assert(
      fc.property(fc.array(tree), (children) => {
        const { text, blocks } = readArticleText(build(['body', ...children]))
        expect(blocks.map(({ start, end }) => text.slice(start, end)).join('\n')).toBe(text)
      }),
    )
  })
})
