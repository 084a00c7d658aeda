import { describe, expect, test } from 'vitest'
import type { ArticleSummary } from '#shared/article.ts'
import { findArticles, makeSearchable, queryWords, sortArticles } from './find-articles.ts'

let number = 0
function article(title: string, more: Partial<ArticleSummary> = {}): ArticleSummary {
  number += 1
  return {
    id: `id${number}`,
    title,
    byline: [],
    site: null,
    url: null,
    published: null,
    language: null,
    saved: '2026-01-01T00:00:00.000Z',
    words: 0,
    highlights: 0,
    notes: 0,
    waiting: 0,
    starter: false,
    file: 'x.txt',
    ...more,
  }
}

const titles = (articles: readonly ArticleSummary[]) => articles.map(({ title }) => title)

describe('findArticles', () => {
  const articles = makeSearchable([
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
    expect(findArticles(articles, queryWords(query))).toHaveLength(count)
  })
})

describe('sortArticles', () => {
  const early = article('Bab 10', { saved: '2026-01-01T00:00:00.000Z', published: '2022-08-15' })
  const late = article('bab 2', { saved: '2026-02-01T00:00:00.000Z', published: null })
  const middle = article('Ábad', { saved: '2026-01-15T00:00:00.000Z', published: '2022-08-15T23:00+07:00' })
  const all = [early, late, middle]

  test('by saving, newest first', () => {
    expect(sortArticles(all, 'saved', 'id')).toEqual([late, middle, early])
  })

  test('by publication, newest first and unknown last', () => {
    expect(titles(sortArticles(all, 'published', 'id'))).toEqual(['Ábad', 'Bab 10', 'bab 2'])
  })

  test('by title, as people order them', () => {
    expect(titles(sortArticles(all, 'title', 'id'))).toEqual(['Ábad', 'bab 2', 'Bab 10'])
  })

  test('leaves its input alone and does not depend on its order', () => {
    const input = [...all]
    const twins = [article('Sama'), article('Sama')]
    expect(sortArticles(twins, 'saved', 'en')).toEqual(sortArticles(twins.toReversed(), 'saved', 'en'))
    sortArticles(input, 'title', 'en')
    expect(input).toEqual(all)
  })
})
