import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareTexts } from '#shared/text-diff.ts'
import { type Comparison, comparisonOf, type Paragraph } from './comparison.ts'

const SIGNS = { same: '', removed: '-', added: '+' }

function paragraphsOf({ rows }: Comparison): Paragraph[] {
  return rows.flatMap((row) => (row.kind === 'gap' ? row.paragraphs : [row.paragraph]))
}

function told(comparison: Comparison): string[] {
  return paragraphsOf(comparison).map(({ pieces }) =>
    pieces.map(({ kind, text }) => SIGNS[kind] + text + SIGNS[kind]).join(''),
  )
}

test.each([
  ['a word', 'A cart paid.\nTwo paid.', 'A cart left.\nTwo paid.', ['A cart -paid-+left+.', 'Two paid.'], [1, 1, 1]],
  ['a paragraph put in', 'One.\nThree.', 'One.\nTwo.\nThree.', ['One.', '+Two.¶+', 'Three.'], [1, 1, 0]],
  ['a paragraph taken away', 'One.\nTwo.\nThree.', 'One.\nThree.', ['One.', '-Two.¶-- -Three.'], [1, 0, 1]],
  [
    'a paragraph divided',
    'One cart. Two carts.',
    'One cart.\nTwo carts.',
    ['One cart.- -+¶+', 'Two carts.'],
    [1, 0, 0],
  ],
  ['nothing', 'One.', 'One.', ['One.'], [0, 0, 0]],
] as const)('%s', (_name, old, next, paragraphs, [changes, added, removed]) => {
  const comparison = comparisonOf(compareTexts(old, next))
  expect(told(comparison)).toEqual(paragraphs)
  expect(comparison).toMatchObject({ changes, added, removed })
})

test('long unchanged stretches are gaps, with a paragraph on each side of a change', () => {
  const lines = Array.from({ length: 20 }, (_, at) => `Paragraph number ${at}.`)
  const { rows } = comparisonOf(compareTexts(lines.join('\n'), lines.toSpliced(10, 1, 'Quite another.').join('\n')))
  expect(rows.map((row) => (row.kind === 'gap' ? row.paragraphs.length : 'shown'))).toEqual([
    9,
    'shown',
    'shown',
    'shown',
    8,
  ])
})

test('nothing of either text is left out, and every change has its number', () => {
  const text = fc.array(fc.constantFrom('kata', 'dua', ' ', '\n', '. ', 'tiga'), { maxLength: 40 })
  fc.assert(
    fc.property(text, text, (a, b) => {
      const parts = compareTexts(a.join(''), b.join(''))
      const comparison = comparisonOf(parts)
      const pieces = paragraphsOf(comparison).flatMap((paragraph) => paragraph.pieces)
      const shown = (without: string) => pieces.filter(({ kind }) => kind !== without).map(({ text: one }) => one)
      const letters = (all: readonly string[]) => all.join('').replace(/[¶\s]/g, '')
      expect(letters(shown('added'))).toBe(letters(a))
      expect(letters(shown('removed'))).toBe(letters(b))
      const numbers = new Set(pieces.flatMap(({ change }) => change ?? []))
      expect([...numbers]).toEqual(Array.from({ length: comparison.changes }, (_, at) => at))
    }),
  )
})
