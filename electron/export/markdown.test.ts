import { Parser } from 'commonmark'
import fc from 'fast-check'
import type { RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { expect, test } from 'vitest'
import { paragraph, serialise, text } from './markdown.ts'

function linkTo(url: string): RootContent[] {
  const link = { type: 'link' as const, url, children: [text('kata*')] }
  return [
    paragraph(text('*a_b ('), link, text(') == c*')),
    { type: 'heading', depth: 2, children: [{ type: 'emphasis', children: [link] }] },
    { type: 'list', ordered: false, spread: false, children: [{ type: 'listItem', children: [paragraph(link)] }] },
  ]
}

/** Destinations as two parsers read them: the first encodes them. */
function destinations(markdown: string): string[] {
  const found: string[] = []
  const walker = new Parser().parse(markdown).walker()
  for (let step = walker.next(); step !== null; step = walker.next()) {
    if (step.entering && step.node.type === 'link') found.push(step.node.destination ?? '')
  }
  const look = (node: { type: string; url?: string; children?: readonly unknown[] }): void => {
    if (node.type === 'link') found.push(node.url ?? '')
    // The children of an mdast node are mdast nodes.
    for (const child of node.children ?? []) look(child as Parameters<typeof look>[0])
  }
  look(fromMarkdown(markdown))
  return found
}

test.each([
  'https://contoh.test/a?b=1&c=2#bagian',
  'https://id.wikipedia.org/wiki/Garam_(bumbu)',
  'https://contoh.test/*a_b*/==c?d=%20&e=f',
])('the address %s stands in the file as it is', (url) => {
  expect(serialise(linkTo(url)).split(`](${url})`)).toHaveLength(4)
})

test('every address reads back, whatever is in it', () => {
  const character = fc.constantFrom(...Array.from('ab1-._~:/?#@!&\'*+,;=%()[]|\\<>"` $^é日'), '&amp;', '](', '**')
  const address = fc.array(character, { maxLength: 12 }).map((parts) => `https://x/${parts.join('')}`)
  fc.assert(
    fc.property(address, (url) => {
      const found = destinations(serialise(linkTo(url)))
      expect(found).toHaveLength(6)
      expect(found.slice(3)).toEqual([url, url, url])
    }),
    { numRuns: 400 },
  )
})
