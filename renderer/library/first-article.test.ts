import { describe, expect, test } from 'vitest'
import type { ArticleSummary } from '#shared/article.ts'
import { firstArticle, neighbourOf } from './first-article.ts'

function article(id: string, more: Partial<ArticleSummary> = {}): ArticleSummary {
  const facts = { title: id, byline: [], site: null, url: null, published: null, language: null, saved: '' }
  return { id, ...facts, words: 0, highlights: 0, notes: 0, waiting: 0, starter: false, file: `${id}.txt`, ...more }
}

describe('firstArticle', () => {
  const starters = [
    article('c', { starter: true, file: '3.md', language: 'id' }),
    article('b', { starter: true, file: '2.md', language: 'en' }),
    article('a', { starter: true, file: '1.md', language: 'id' }),
  ]

  test('the one that was open last', () => {
    expect(firstArticle([article('x'), article('y')], 'y', 'id')?.id).toBe('y')
  })

  test('the first of the list where the last one is gone', () => {
    expect(firstArticle([article('x'), article('y')], 'z', 'id')?.id).toBe('x')
  })

  test.each([
    ['id', 'a'],
    ['en', 'b'],
  ] as const)('the how-to in %s in a new library', (locale, id) => {
    expect(firstArticle(starters, null, locale)?.id).toBe(id)
  })

  test('nothing in an empty library', () => {
    expect(firstArticle([], null, 'en')).toBeUndefined()
  })
})

describe('neighbourOf', () => {
  const shown = ['x', 'y', 'z'].map((id) => article(id))
  test.each([
    ['x', 'y'],
    ['y', 'z'],
    ['z', 'y'],
  ])('after %s comes %s', (removed, next) => {
    expect(neighbourOf(shown, removed)?.id).toBe(next)
  })

  test('nothing after the only one', () => {
    expect(neighbourOf([article('x')], 'x')).toBeUndefined()
  })
})
