import fc from 'fast-check'
import type { RootContent } from 'mdast'
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { yamlOf } from './front-matter.ts'
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
