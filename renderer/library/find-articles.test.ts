import { describe, expect, test } from 'vitest'
import type { ArticleSummary } from '#shared/article.ts'
import type { Sort } from '#shared/settings.ts'
import { listed, tableOf } from './article-fixtures.ts'
import { findRows, queryWords, sortedRows } from './find-articles.ts'

let number = 0
function article(title: string, more: Partial<ArticleSummary> = {}): ArticleSummary {
  number += 1
  return listed(`id${number}`, { title, ...more })
}

function titles(articles: readonly ArticleSummary[], sort: Sort): (string | undefined)[] {
  const table = tableOf(articles)
  return [...sortedRows(table, sort, 'id')].map((row) => table.at(row)?.title)
}

describe('findRows', () => {
  const articles = tableOf([
    article('Kafé Öğretmen di Łódź', { site: 'Harian Pagi', byline: ['Sri Añ'] }),
    article('Surat dari Pyongyang', { site: 'Warta Sore' }),
    article('Pagi di Pyongyang'),
  ])

  test.each([
    ['nothing', '', 3],
    ['white space only', '  \t', 3],
    ['case', 'PYONGYANG', 2],
    ['part of a word', 'yong', 2],
    ['all words, in any order', 'pyongyang surat', 1],
    ['a word in the title and one in the site', 'surat sore', 1],
    ['the site', 'harian', 1],
    ['an author', 'sri an', 1],
    ['diacritics left out', 'kafe ogretmen', 1],
    ['diacritics typed', 'sri añ', 1],
    ['letters with strokes', 'lodz', 1],
    ['decomposed diacritics', 'kafe\u0301', 1],
    ['a word that is nowhere', 'pyongyang zebra', 0],
    ['characters that mean something in patterns', '.*', 0],
  ])('%s', (_name, query, count) => {
    const rows = sortedRows(articles, 'saved', 'id')
    expect(findRows(articles, rows, queryWords(query))).toHaveLength(count)
  })
})

describe('sortedRows', () => {
  const early = article('Bab 10', { saved: '2026-01-01T00:00:00.000Z', published: '2022-08-15' })
  const late = article('bab 2', { saved: '2026-02-01T00:00:00.000Z', published: null })
  const middle = article('Ábad', { saved: '2026-01-15T00:00:00.000Z', published: '2022-08-15T23:00+07:00' })
  const all = [early, late, middle]

  test('by saving, newest first', () => {
    expect(titles(all, 'saved')).toEqual(['bab 2', 'Ábad', 'Bab 10'])
  })

  test('by publication, newest first and unknown last', () => {
    expect(titles([...all, article('Zaman', { published: 'then' })], 'published')).toEqual([
      'Ábad',
      'Bab 10',
      'bab 2',
      'Zaman',
    ])
  })

  test('by title, as people order them', () => {
    expect(titles(all, 'title')).toEqual(['Ábad', 'bab 2', 'Bab 10'])
  })

  test('what is alike comes in an order that does not depend on how it came', () => {
    const twins = [article('Sama'), article('Sama'), article('Sama')]
    const ids = (list: readonly ArticleSummary[]) => {
      const table = tableOf(list)
      return [...sortedRows(table, 'saved', 'en')].map((row) => table.ids[row])
    }
    expect(ids(twins)).toEqual(ids(twins.toReversed()))
  })
})
