import { useEffect, useState } from 'react'
import type { ArticleId } from '#shared/article.ts'
import { api } from '../api.ts'

/** As many as anybody scrolls through; the number of all is known besides. */
const MOST_FOUND = 1000

export interface FoundIds {
  query: string
  ids: readonly ArticleId[]
}

/** What the index finds for the query; null where nothing is asked, or not answered yet. */
export function useFoundIds(query: string): FoundIds | null {
  const [found, setFound] = useState<FoundIds | null>(null)
  const asked = query.trim()
  useEffect(() => {
    if (asked === '') {
      setFound(null)
      return undefined
    }
    let wanted = true
    const ask = async () => {
      const reply = await api.call('search:query', { query, limit: MOST_FOUND, offset: 0, facets: false })
      // Until there is an index the titles are searched.
      if (!wanted || !reply.ok || reply.value.index.state === 'starting') return
      // What only comes near is for the search, which says so; a list that is narrowed holds what was asked for.
      const { ids, relaxed } = reply.value
      setFound({ query, ids: relaxed ? [] : ids })
    }
    void ask()
    // The index tells when it has taken something in.
    const stop = api.on('search:state', () => void ask())
    return () => {
      wanted = false
      stop()
    }
  }, [asked, query])
  return found
}
