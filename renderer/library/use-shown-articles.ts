import { useDeferredValue, useMemo } from 'react'
import { parseQuery, positiveTexts } from '#shared/search-query.ts'
import type { Locale, Sort } from '#shared/settings.ts'
import { ArticleTable } from './article-table.ts'
import { findRows, queryWords, sortedRows } from './find-articles.ts'
import { useLibrary } from './library-store.ts'
import { ShownList } from './shown-list.ts'
import { type FoundIds, useFoundIds } from './use-found-ids.ts'

export interface ShownArticles {
  /** In the order of the list; null until the library has answered. */
  articles: ShownList | null
  words: readonly string[]
  /** Something is asked for. */
  narrowed: boolean
  /** Number of articles in the library. */
  all: number
}

const NONE = new ArticleTable([])

/** The list as the reader sees it. Typing stays fluent: the list follows the query when there is time. */
export function useShownArticles(sort: Sort, locale: Locale): ShownArticles {
  const known = useLibrary((state) => state.articles)
  const table = known ?? NONE
  const query = useDeferredValue(useLibrary((state) => state.query))
  const found = useFoundIds(query)
  const sorted = useMemo(() => sortedRows(table, sort, locale), [table, sort, locale])
  return useMemo(() => {
    const words = positiveTexts(parseQuery(query).root).map(({ text }) => text)
    const narrowed = query.trim() !== ''
    const rows = narrowed ? narrow({ table, sorted, query, words, found }) : sorted
    return { articles: known === null ? null : new ShownList(table, rows), words, narrowed, all: table.size }
  }, [known, table, sorted, query, found])
}

interface Narrowing {
  table: ArticleTable
  sorted: Uint32Array
  query: string
  words: readonly string[]
  found: FoundIds | null
}

/**
 * What the index has found; until it answers, what the titles say. Words rank, so theirs is the order; what is only
 * filtered keeps the order of the list.
 */
function narrow({ table, sorted, query, words, found }: Narrowing): Uint32Array {
  if (found === null || found.query !== query) return findRows(table, sorted, queryWords(query))
  const rows = found.ids.map((id) => table.rowOf(id)).filter((row) => row !== undefined)
  if (words.length > 0) return Uint32Array.from(rows)
  const wanted = new Set(rows)
  return sorted.filter((row) => wanted.has(row))
}
