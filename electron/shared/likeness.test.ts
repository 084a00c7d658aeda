import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addressKey, bandsOf, kinshipOf, likenessOf, type Provenance, shinglesOf } from './likeness.ts'

const TEXT = Array.from({ length: 30 }, (_, at) => `Sentence ${at} tells of the ${at * 7} carts that crossed.`).join(
  ' ',
)

/** The share of bands that two texts have in common. */
function sharedBands(a: string, b: string): number {
  const [one, other] = [bandsOf(shinglesOf(a)) ?? [], bandsOf(shinglesOf(b)) ?? []]
  return [...one].filter((band, at) => band === other[at]).length
}

describe('addresses of one page', () => {
  test.each([
    ['the way there', 'https://www.kabar.id/a/b?utm_source=x&id=3#top', 'http://kabar.id/a/b/?id=3'],
    ['the phone', 'https://m.kabar.id/a/b', 'https://kabar.id/a/b'],
    ['the fast form', 'https://kabar.id/a/b/amp', 'https://kabar.id/a/b?amp'],
    ['all on one page', 'https://kabar.id/a/b?page=all', 'https://kabar.id/a/b'],
    ['the order of parameters', 'https://kabar.id/a?b=1&a=2', 'https://kabar.id/a?a=2&b=1'],
  ])('%s does not count', (_name, a, b) => {
    expect(addressKey(a)).toBe(addressKey(b))
    expect(addressKey(a)).not.toBeNull()
  })

  test.each([
    ['another page', 'https://kabar.id/a/b', 'https://kabar.id/a/c'],
    ['another number', 'https://kabar.id/a?id=1', 'https://kabar.id/a?id=2'],
    ['another part of the outlet', 'https://bola.kabar.id/a', 'https://kabar.id/a'],
  ])('%s is another one', (_name, a, b) => expect(addressKey(a)).not.toBe(addressKey(b)))

  test.each([
    'https://kabar.id/',
    'https://www.kabar.id',
    'https://kabar.id/?utm_source=x',
    'file:///a',
    'kabar',
    null,
  ])('a front page is none: %s', (url) => expect(addressKey(url)).toBeNull())
})

describe('what two articles are to each other', () => {
  const page: Provenance = { title: 'A', site: 'Kabar', url: 'https://kabar.id/a' }
  const alike = { resemblance: 0.9, containment: 0.95 }
  const nothing = { resemblance: 0, containment: 0 }
  const other = { title: 'B', site: 'Warta', url: 'https://warta.com/b' }
  test.each([
    ['one address, a changed text', page, page, { resemblance: 0.1, containment: 0.4 }, 'version'],
    ['one address, nothing in common but the title', page, page, nothing, 'version'],
    ['one address that says nothing', page, { ...page, title: 'B' }, nothing, null],
    ['one outlet, two addresses', page, { ...page, url: 'https://kabar.id/b' }, alike, 'version'],
    [
      'a column that always sounds the same',
      page,
      { ...page, url: 'https://kabar.id/b' },
      { resemblance: 0.6, containment: 0.7 },
      null,
    ],
    ['another outlet', page, other, alike, 'reprint'],
    ['another outlet that took a part', page, other, { resemblance: 0.3, containment: 0.9 }, 'reprint'],
    ['another outlet, another text', page, other, { resemblance: 0.2, containment: 0.4 }, null],
    ['one outlet by name, without addresses', { ...page, url: null }, { ...page, url: null }, alike, 'version'],
    ['an outlet named by its address', { ...page, url: null }, { ...page, site: null }, alike, 'version'],
    ['another outlet by name', { ...page, url: null }, { ...other, url: null }, alike, 'reprint'],
    ['an outlet nobody knows', page, { title: 'A', site: null, url: null }, alike, 'version'],
    [
      'two houses on one platform',
      { title: 'A', site: null, url: 'https://a.blogspot.com/x' },
      { title: 'A', site: null, url: 'https://b.blogspot.com/y' },
      alike,
      'reprint',
    ],
  ] as const)('%s', (_name, a, b, likeness, kinship) => {
    expect(kinshipOf(a, b, likeness)).toBe(kinship)
    expect(kinshipOf(b, a, likeness)).toBe(kinship)
  })
})

test('a text is itself, whatever its case and its white space', () => {
  const other = TEXT.toUpperCase().replace(/ /g, '\n  ')
  expect(likenessOf(shinglesOf(TEXT), shinglesOf(other))).toEqual({ resemblance: 1, containment: 1 })
  expect(sharedBands(TEXT, other)).toBe(16)
})

test('likeness is between 0 and 1, the same from both sides, and 1 for the same text', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 60 }).map((words) => words.join(' '))
  fc.assert(
    fc.property(text, text, (a, b) => {
      const likeness = likenessOf(shinglesOf(a), shinglesOf(b))
      expect(likeness).toEqual(likenessOf(shinglesOf(b), shinglesOf(a)))
      expect(likeness.resemblance).toBeGreaterThanOrEqual(0)
      expect(likeness.containment).toBeLessThanOrEqual(1)
      expect(likeness.resemblance).toBeLessThanOrEqual(likeness.containment)
      if (shinglesOf(a).length > 0) expect(likenessOf(shinglesOf(a), shinglesOf(a)).resemblance).toBe(1)
    }),
  )
})

test('texts with half of their shingles in common share a band, others do not', () => {
  const words = (seed: number, count: number) =>
    Array.from({ length: count }, (_, at) => `w${(Math.imul(at + 1, 2654435761) ^ seed) >>> 8}`).join(' ')
  for (let seed = 1; seed <= 40; seed++) {
    const start = words(seed, 300)
    expect(sharedBands(`${start} ${words(seed + 1000, 120)}`, `${start} ${words(seed + 2000, 120)}`)).toBeGreaterThan(0)
    expect(sharedBands(start, words(seed + 3000, 300))).toBe(0)
  }
})

test('a text of a few words has no bands', () => {
  expect(bandsOf(shinglesOf('A paragraph of “Satu”.'))).toBeNull()
})
