import { expect, test } from 'vitest'
import type { ArticleSummary } from '#shared/article.ts'
import { ListPages } from './list-pages.ts'

const DAY = 86_400_000

function articles(count: number): ArticleSummary[] {
  return Array.from({ length: count }, (_, index) => ({
    id: String(index),
    title: `Article ${index}`,
    byline: [],
    site: null,
    url: null,
    published: null,
    language: null,
    saved: new Date(index * DAY).toISOString(),
    words: 1,
    highlights: 0,
    notes: 0,
    waiting: 0,
    starter: false,
    file: 'a.txt',
  }))
}

function all(pages: ListPages, list: ArticleSummary[], change: () => void = () => undefined): string[] {
  const ids: string[] = []
  for (let from: number | null = 0; from !== null; ) {
    const page = pages.page({ list: () => [...list] }, from)
    ids.push(...page.articles.map(({ id }) => id))
    from = page.next
    change()
  }
  return ids
}

test.each([0, 1, 2000, 2001, 6543])('%i articles come whole, newest first', (count) => {
  const list = articles(count)
  expect(all(new ListPages(), list)).toEqual(list.map(({ id }) => id).reverse())
})

test('a list that changes between two pages is handed out as it was', () => {
  const list = articles(5000)
  const wanted = list.map(({ id }) => id).reverse()
  expect(all(new ListPages(), list, () => list.pop())).toEqual(wanted)
})

test('the article that is to be opened is on the first page', () => {
  const list = articles(5000)
  const page = new ListPages().page({ list: () => [...list] }, 0, '7')
  expect(page.articles.slice(0, 2).map(({ id }) => id)).toEqual(['7', '4999'])
})
