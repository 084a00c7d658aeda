import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ArticleSummary } from '#shared/article.ts'
import { listed, tableOf } from './article-fixtures.ts'
import { ArticleTable } from './article-table.ts'
import { fold } from './fold.ts'

const nullable = (arbitrary: fc.Arbitrary<string>) => fc.option(arbitrary)
const text = fc.string({ unit: 'grapheme' })

const articles: fc.Arbitrary<ArticleSummary[]> = fc.uniqueArray(
  fc
    .record({ id: text, title: text, site: nullable(text), byline: fc.array(text), published: nullable(text) })
    .map(({ id, ...facts }) => listed(id, facts)),
  { selector: ({ id }) => id },
)

test('every article comes out as it went in, by its row and by its id', () => {
  fc.assert(
    fc.property(articles, fc.integer({ min: 1, max: 4 }), (list, page) => {
      const table = tableOf(list, page)
      expect(table.size).toBe(list.length)
      expect(list.map((_, row) => table.at(row))).toEqual(list)
      expect(list.map(({ id }) => table.get(id))).toEqual(list)
      expect(table.at(list.length)).toBeUndefined()
    }),
  )
})

test('words are found where a plain look at every row finds them', () => {
  fc.assert(
    fc.property(articles, fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 2 })), (list, typed) => {
      const words = typed.map(fold).filter((word) => word !== '' && !/\s/.test(word))
      const plain = list.map(({ title, site, byline }) => fold([title, site ?? '', ...byline].join('\n')))
      const wanted = plain.map((folded) => (words.every((word) => folded.includes(word)) ? 1 : 0))
      expect([...tableOf(list, 3).withWords(words)]).toEqual(wanted)
    }),
  )
})

test('facts that not every article has come out too', () => {
  const list = [
    listed('a', { shelf: { read: true, archived: false, favourite: false, collections: ['c'] } }),
    listed('b', { twins: [{ id: 'a', kind: 'offered' }] }),
  ]
  expect([tableOf(list).at(0), tableOf(list).at(1)]).toEqual(list)
})

test('a row that is asked for twice is one object', () => {
  const table = tableOf([listed('a'), listed('b'), listed('c')])
  expect(table.at(2)).toBe(table.get('c'))
})

test('of many rows that were shown few are kept as objects', () => {
  const table = tableOf(
    Array.from({ length: 3000 }, (_, row) => listed(String(row))),
    2000,
  )
  const first = table.at(0)
  for (let row = 0; row < table.size; row++) table.at(row)
  expect(table.at(0)).toEqual(first)
  expect(table.at(0)).not.toBe(first)
})

test('an empty list', () => {
  const table = new ArticleTable([])
  expect([table.size, table.at(0), table.get('a'), [...table.withWords(['a'])]]).toEqual([0, undefined, undefined, []])
})

test('what is told of some articles takes their places, new ones come last, and those that are gone are gone', () => {
  const changes = fc.array(fc.tuple(fc.nat(), text, fc.boolean()))
  const page = fc.integer({ min: 1, max: 4 })
  fc.assert(
    fc.property(articles, articles, changes, page, (list, others, changed, size) => {
      const known = new Map(list.map((article) => [article.id, article]))
      const now = new Map<string, ArticleSummary | null>()
      for (const [at, title, isGone] of changed) {
        const article = list[at % Math.max(1, list.length)]
        if (article !== undefined) now.set(article.id, isGone ? null : { ...article, title })
      }
      for (const other of others) if (!known.has(other.id)) now.set(other.id, other)
      const told = [...now.values()].filter((article) => article !== null)
      const gone = [...now.keys()].filter((id) => now.get(id) === null)
      const wanted = [...known.keys(), ...now.keys()]
        .filter((id, at, ids) => ids.indexOf(id) === at)
        .map((id) => (now.has(id) ? now.get(id) : known.get(id)))
        .filter((article) => article !== null)

      const table = tableOf(list, size).with(told, gone)
      expect(Array.from({ length: table.size }, (_, row) => table.at(row))).toEqual(wanted)
      expect(wanted.map((article) => table.rowOf(article?.id ?? ''))).toEqual(wanted.map((_, row) => row))
    }),
  )
})
