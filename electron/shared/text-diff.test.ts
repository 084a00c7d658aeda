import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareTexts, TextMove, type TextPart } from './text-diff.ts'

/** `-removed-` and `+added+`. */
function told(parts: readonly TextPart[]): string {
  const signs = { same: '', removed: '-', added: '+' }
  return parts.map(({ kind, text }) => signs[kind] + text + signs[kind]).join('')
}

const joined = (parts: readonly TextPart[], without: TextPart['kind']): string =>
  parts
    .filter(({ kind }) => kind !== without)
    .map(({ text }) => text)
    .join('')

describe('word by word', () => {
  test.each([
    ['nothing', 'A cart paid.', 'A cart paid.', 'A cart paid.'],
    [
      'a word',
      'Forty carts paid at the gate.',
      'Ninety carts paid at the gate.',
      '-Forty-+Ninety+ carts paid at the gate.',
    ],
    ['the sign at the end', 'Forty carts paid', 'Forty carts paid.', 'Forty carts paid+.+'],
    [
      'two words are one change',
      'They went home late today.',
      'They came back late today.',
      'They -went home-+came back+ late today.',
    ],
    ['a sentence put in', 'One paid. Two paid.', 'One paid. None paid. Two paid.', 'One paid. +None paid. +Two paid.'],
    ['a paragraph put in', 'One.\nThree.', 'One.\nTwo.\nThree.', 'One.\n+Two.\n+Three.'],
    ['a paragraph taken away', 'One.\nTwo.', 'One.', 'One.-\nTwo.-'],
    [
      'a paragraph divided',
      'First cart paid. Second cart paid.',
      'First cart paid.\nSecond cart paid.',
      'First cart paid.- -+\n+Second cart paid.',
    ],
    ['all of it', 'abc', 'xyz', '-abc-+xyz+'],
    ['characters of a script without spaces', '我喜欢红苹果。', '我喜欢青苹果。', '我喜欢-红-+青+苹果。'],
    ['from nothing', '', 'A cart.', '+A cart.+'],
  ])('%s', (_name, old, next, expected) => {
    expect(told(compareTexts(old, next))).toBe(expected)
  })
})

const text = fc.array(fc.constantFrom('kata', 'dua', 'é', ' ', ' ', '\n', '.', '. ', '“', '👍🏽', '我', 'i'), {
  maxLength: 60,
})

test('both texts are the parts in their order, each where it says', () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      const [old, next] = [a.join(''), b.join('')]
      const parts = compareTexts(old, next)
      expect(joined(parts, 'added')).toBe(old)
      expect(joined(parts, 'removed')).toBe(next)
      for (const part of parts) {
        if (part.kind !== 'added') expect(old.startsWith(part.text, part.old)).toBe(true)
        if (part.kind !== 'removed') expect(next.startsWith(part.text, part.next)).toBe(true)
      }
      if (old === next) expect(parts.every(({ kind }) => kind === 'same')).toBe(true)
    }),
  )
})

const SAME = 'One paid. Two paid. And so it went on until the evening.'

test('a few words between changes say nothing', () => {
  const move = new TextMove(
    compareTexts('Red cart, red gate, red barn, all day.', 'Old cart, old road, old town, all year.'),
  )
  expect(move.passage(3, 8)).toBeNull()
})

test('a passage that did not change is where it is now', () => {
  const move = new TextMove(compareTexts(`${SAME}\nThree paid.`, `None paid. ${SAME}\nFour paid.`))
  expect(move.passage(0, 8)).toEqual({ start: 11, end: 19 })
  expect(move.passage(10, 18)).toEqual({ start: 21, end: 29 })
  expect(move.passage(SAME.length + 1, SAME.length + 6)).toBeNull()
  expect(move.passage(5, 5)).toBeNull()
})

test('a passage that is found is the same passage', () => {
  fc.assert(
    fc.property(text, text, fc.nat(), fc.nat(), (a, b, from, length) => {
      const [old, next] = [a.join(''), b.join('')]
      const found = new TextMove(compareTexts(old, next)).passage(from, from + length)
      if (found !== null) expect(next.slice(found.start, found.end)).toBe(old.slice(from, from + length))
    }),
  )
})

test('a long text with a few changes costs little, and one that is all others ends', () => {
  const line = (at: number): string => `Paragraph ${at} tells of ${at * 7} carts, and of the clerk who counted them.`
  const old = Array.from({ length: 5000 }, (_, at) => line(at))
  const next = [...old.slice(0, 100), 'Something else.', ...old.slice(101, 4000), 'And this.', ...old.slice(4000)]
  const parts = compareTexts(old.join('\n'), next.join('\n'))
  expect(parts.filter(({ kind }) => kind !== 'same').length).toBeLessThan(8)
  const strange = Array.from({ length: 3000 }, (_, at) => `w${Math.imul(at, 2654435761) >>> 0}`)
  expect(told(compareTexts(old.slice(0, 300).join('\n'), strange.join(' ')))).toContain('w0')
})
