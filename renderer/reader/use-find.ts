import { useCallback, useEffect, useMemo, useState } from 'react'
import { api } from '../api.ts'
import type { ArticlePage } from './article-page.ts'
import { findHits, type FoldedText, foldForFind, hitAfter } from './find-hits.ts'
import type { FindQuery } from './find-query.ts'
import type { Span } from './text-map.ts'

export interface Found {
  hits: readonly Span[]
  /** Number of the hit the reader is at; -1 where there is none. */
  current: number
  /** Why a regular expression found nothing. */
  problem: 'invalid' | 'too-slow' | null
}

type Hits = Pick<Found, 'hits' | 'problem'>

const NOTHING: Hits = { hits: [], problem: null }

/**
 * Finds in the open article while the bar is open: hits, the current one, and the way to the others. Hits of a plain
 * text are made with the very frame that shows the letter, so a key pressed next never acts on those of an earlier text.
 */
export function useFind(page: ArticlePage | null, query: FindQuery | null) {
  const [origin, startAt] = useState(0)
  const fold = useFold(page, query)
  const byPattern = useHitsOfPattern(page, query)
  const plain = useMemo(() => {
    if (page === null || query === null || fold === null || query.text === '') return NOTHING
    return { hits: findHits(page.map.text, fold, query.text, query), problem: null }
  }, [page, query, fold])
  const { hits, problem } = query?.pattern === true ? byPattern : plain
  const current = hitAfter(hits, origin)
  const found = useMemo((): Found => ({ hits, problem, current }), [hits, problem, current])

  usePaint(page, found)
  const go = useCallback(
    (step: 1 | -1) => {
      const next = hits[(current + step + hits.length) % hits.length]
      if (next !== undefined) startAt(next.start)
    },
    [hits, current],
  )
  return { found, go, startAt }
}

/** Hits of a regular expression, which the main process looks for under a limit of time; none until they are there. */
function useHitsOfPattern(page: ArticlePage | null, query: FindQuery | null): Hits {
  const [answer, setAnswer] = useState<{ query: FindQuery; hits: Hits } | null>(null)
  useEffect(() => {
    if (page === null || query?.pattern !== true || query.text === '') return undefined
    let wanted = true
    void findByPattern(page, query).then((hits) => {
      if (wanted) setAnswer({ query, hits })
    })
    return () => {
      wanted = false
    }
  }, [page, query])
  return answer !== null && answer.query === query ? answer.hits : NOTHING
}

async function findByPattern(page: ArticlePage, query: FindQuery): Promise<Hits> {
  const { matchCase, text: pattern } = query
  const reply = await api.call('article:find-pattern', { text: page.map.text, pattern, matchCase })
  if (!reply.ok) return { ...NOTHING, problem: 'too-slow' }
  const { value } = reply
  return value.kind === 'found' ? { ...NOTHING, hits: value.hits } : { ...NOTHING, problem: value.kind }
}

/** The text made comparable, once for each way of comparing and not before the bar is open. */
function useFold(page: ArticlePage | null, query: FindQuery | null): FoldedText | null {
  // As soon as the bar is open: the first letter then finds the text ready.
  const isWanted = query !== null && !query.pattern
  const matchCase = query?.matchCase ?? false
  const diacritics = query?.diacritics ?? false
  const text = isWanted ? (page?.map.text ?? null) : null
  return useMemo(
    () => (text === null ? null : foldForFind(text, { matchCase, diacritics, wholeWord: false })),
    [text, matchCase, diacritics],
  )
}

/** Paints the hits, and shows the current one. */
function usePaint(page: ArticlePage | null, { hits, current }: Found): void {
  useEffect(() => {
    page?.highlighter.markFound(hits, () => page.firstVisible())
    return () => page?.highlighter.markFound([], () => 0)
  }, [page, hits])
  const hit = hits[current]
  useEffect(() => {
    if (page === null) return
    page.highlighter.markCurrent(hit ?? null)
    if (hit !== undefined) page.reveal(hit)
  }, [page, hit])
}
