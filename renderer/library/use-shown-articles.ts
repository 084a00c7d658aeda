import { useDeferredValue, useMemo } from 'react'
import type { ArticleSummary } from '#shared/article.ts'
import type { Locale, Sort } from '#shared/settings.ts'
import { findArticles, makeSearchable, queryWords, sortArticles } from './find-articles.ts'
import { useLibrary } from './library-store.ts'

export interface ShownArticles {
  /** In the order of the list; null until the library has answered. */
  articles: readonly ArticleSummary[] | null
  words: readonly string[]
  /** Number of articles in the library. */
  all: number
}

/** The list as the reader sees it. Typing stays fluent: the list follows the query when there is time. */
export function useShownArticles(sort: Sort, locale: Locale): ShownArticles {
  const articles = useLibrary((state) => state.articles)
  const query = useDeferredValue(useLibrary((state) => state.query))
  const searchable = useMemo(() => makeSearchable(sortArticles(articles ?? [], sort, locale)), [articles, sort, locale])
  return useMemo(() => {
    const words = queryWords(query)
    const found = findArticles(searchable, words).map(({ article }) => article)
    return { articles: articles === null ? null : found, words, all: searchable.length }
  }, [articles, searchable, query])
}
