import { useDeferredValue, useMemo } from 'react'
import type { ArticleSummary } from '#shared/article.ts'
import { parseQuery, positiveTexts } from '#shared/search-query.ts'
import type { Locale, Sort } from '#shared/settings.ts'
import { findArticles, makeSearchable, queryWords, type SearchableArticle, sortArticles } from './find-articles.ts'
import { useLibrary } from './library-store.ts'
import { type FoundIds, useFoundIds } from './use-found-ids.ts'

export interface ShownArticles {
  /** In the order of the list; null until the library has answered. */
  articles: readonly ArticleSummary[] | null
  words: readonly string[]
  /** Something is asked for. */
  narrowed: boolean
  /** Number of articles in the library. */
  all: number
}

/** The list as the reader sees it. Typing stays fluent: the list follows the query when there is time. */
export function useShownArticles(sort: Sort, locale: Locale): ShownArticles {
  const articles = useLibrary((state) => state.articles)
  const query = useDeferredValue(useLibrary((state) => state.query))
  const found = useFoundIds(query)
  const searchable = useMemo(() => makeSearchable(sortArticles(articles ?? [], sort, locale)), [articles, sort, locale])
  return useMemo(() => {
    const words = positiveTexts(parseQuery(query).root).map(({ text }) => text)
    const narrowed = query.trim() !== ''
    const shown = narrowed ? narrow(searchable, query, words, found) : searchable.map(({ article }) => article)
    return { articles: articles === null ? null : shown, words, narrowed, all: searchable.length }
  }, [articles, searchable, query, found])
}

/**
 * What the index has found; until it answers, what the titles say. Words rank, so theirs is the order; what is only
 * filtered keeps the order of the list.
 */
function narrow(
  searchable: readonly SearchableArticle[],
  query: string,
  words: readonly string[],
  found: FoundIds | null,
): ArticleSummary[] {
  if (found === null || found.query !== query) {
    return findArticles(searchable, queryWords(query)).map(({ article }) => article)
  }
  if (words.length === 0) {
    const wanted = new Set(found.ids)
    return searchable.map(({ article }) => article).filter(({ id }) => wanted.has(id))
  }
  const byId = new Map(searchable.map(({ article }) => [article.id, article]))
  return found.ids.flatMap((id) => byId.get(id) ?? [])
}
