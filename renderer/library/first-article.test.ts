import { describe, expect, test } from 'vitest'
import type { ArticleSummary } from '#shared/article.ts'
import { listed, tableOf } from './article-fixtures.ts'
import { firstArticle, neighbourOf } from './first-article.ts'
import { ShownList } from './shown-list.ts'

/** All of the articles, as they come. */
function shownList(articles: readonly ArticleSummary[]): ShownList {
  return new ShownList(
    tableOf(articles),
    Uint32Array.from(articles, (_, row) => row),
  )
}

describe('firstArticle', () => {
  const starters = [
    listed('c', { starter: true, file: '3.md', language: 'id' }),
    listed('b', { starter: true, file: '2.md', language: 'en' }),
    listed('a', { starter: true, file: '1.md', language: 'id' }),
  ]

  test('the one that was open last', () => {
    expect(firstArticle(shownList([listed('x'), listed('y')]), 'y', 'id')?.id).toBe('y')
  })

  test('the first of the list where the last one is gone', () => {
    expect(firstArticle(shownList([listed('x'), listed('y')]), 'z', 'id')?.id).toBe('x')
  })

  test.each([
    ['id', 'a'],
    ['en', 'b'],
  ] as const)('the how-to in %s in a new library', (locale, id) => {
    expect(firstArticle(shownList(starters), null, locale)?.id).toBe(id)
  })

  test('nothing in an empty library', () => {
    expect(firstArticle(shownList([]), null, 'en')).toBeUndefined()
  })
})

describe('neighbourOf', () => {
  const shown = shownList(['x', 'y', 'z'].map((id) => listed(id)))
  test.each([
    ['x', 'y'],
    ['y', 'z'],
    ['z', 'y'],
  ])('after %s comes %s', (removed, next) => {
    expect(neighbourOf(shown, removed)).toBe(next)
  })

  test('nothing after the only one', () => {
    expect(neighbourOf(shownList([listed('x')]), 'x')).toBeUndefined()
  })
})
