import { expect, test } from 'vitest'
import type { ArticleSummary } from '#shared/article.ts'
import { ListPages, type ListSource } from './list-pages.ts'

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

/** A library whose list is whole. */
function whole(list: readonly ArticleSummary[]): ListSource {
  const summary = (id: string): ArticleSummary | undefined => list.find((article) => article.id === id)
  return { list: () => [...list], isListed: true, listed: Promise.resolve(), summary }
}

/** A library that is still reading its list: it has the newest 2000, and what is asked for by its id. */
function growing(list: readonly ArticleSummary[]): ListSource & { finish(): void } {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  const there = new Set(list.slice(-2000))
  return {
    list: () => [...there],
    isListed: false,
    listed: promise.then(() => undefined),
    summary(id) {
      const found = list.find((article) => article.id === id)
      if (found !== undefined) there.add(found)
      return found
    },
    finish() {
      for (const article of list) there.add(article)
      this.isListed = true
      resolve(undefined)
    },
  }
}

async function all(
  pages: ListPages,
  source: ListSource,
  change: () => void = () => undefined,
  wanted: string | null = null,
): Promise<string[]> {
  const ids: string[] = []
  for (let from: number | null = 0; from !== null; ) {
    const page: Awaited<ReturnType<ListPages['page']>> = await pages.page(source, from, wanted)
    ids.push(...page.articles.map(({ id }) => id))
    from = page.next
    change()
  }
  return ids
}

test.each([0, 1, 2000, 2001, 6543])('%i articles come whole, newest first', async (count) => {
  const list = articles(count)
  expect(await all(new ListPages(), whole(list))).toEqual(list.map(({ id }) => id).reverse())
})

test('a list that changes between two pages is handed out as it was', async () => {
  const list = articles(5000)
  const wanted = list.map(({ id }) => id).reverse()
  expect(await all(new ListPages(), whole(list), () => list.pop())).toEqual(wanted)
})

test('the article that is to be opened is on the first page', async () => {
  const page = await new ListPages().page(whole(articles(5000)), 0, '7')
  expect(page.articles.slice(0, 2).map(({ id }) => id)).toEqual(['7', '4999'])
})

test('the first page does not wait for a list that is being read; nothing is left out and nothing comes twice', async () => {
  const list = articles(6543)
  const source = growing(list)
  const ids = await all(new ListPages(), source, () => source.finish(), '7')
  expect(ids.slice(0, 2)).toEqual(['7', '6542'])
  expect(ids).toHaveLength(6543)
  expect(new Set(ids).size).toBe(6543)
})

test('a first page of which most are in the trash waits for the others', async () => {
  const list = articles(5000)
  const source = growing(list)
  const shown = { ...source, list: () => source.list().filter(({ id }) => Number(id) < 3000 || Number(id) > 4900) }
  const page = new ListPages().page(shown, 0)
  source.finish()
  expect((await page).articles).toHaveLength(2000)
})

test('two that ask at the same time both get everything', async () => {
  const pages = new ListPages()
  const source = whole(articles(3))
  const both = await Promise.all([pages.page(source, 0), pages.page(source, 0), pages.page(whole(articles(1)), 0)])
  expect(both.map(({ articles: { length } }) => length)).toEqual([3, 3, 1])
})

test('the list that is asked for twice at once is whole both times', async () => {
  const pages = new ListPages()
  const source = whole(articles(7))
  const both = await Promise.all([pages.page(source, 0), pages.page(source, 0)])
  expect(both.map((page) => [page.articles.length, page.next])).toEqual([
    [7, null],
    [7, null],
  ])
})
