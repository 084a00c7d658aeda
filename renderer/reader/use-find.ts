import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { api } from '../api.ts'
import type { ArticlePage } from './article-page.ts'
import { findHits, type FoldedText, foldForFind, hitAfter, hitsBetween } from './find-hits.ts'
import type { FindQuery } from './find-query.ts'
import type { Span } from './text-map.ts'

export interface Found {
  hits: readonly Span[]
  /** Number of the hit the reader is at; -1 where there is none. */
  current: number
  /** Why a regular expression found nothing. */
  problem: 'invalid' | 'too-slow' | null
}

const NOTHING: Found = { hits: [], current: -1, problem: null }
/** UTF-16 code units around what is visible whose hits are painted in the first frame. */
const NEAR = 20_000
/** Hits that one frame paints beyond those. */
const HITS_A_FRAME = 1500

/** Finds in the open article while the bar is open: hits, the current one, and the way to the others. */
export function useFind(page: ArticlePage | null, query: FindQuery | null) {
  const [found, setFound] = useState<Found>(NOTHING)
  const fold = useFold(page, query)
  const origin = useRef(0)
  useEffect(() => {
    if (page === null || query === null || query.text === '') {
      setFound(NOTHING)
      return undefined
    }
    if (fold !== null) {
      const hits = findHits(page.map.text, fold, query.text, query)
      setFound({ hits, current: hitAfter(hits, origin.current), problem: null })
      return undefined
    }
    let wanted = true
    void findByPattern(page, query).then((result) => {
      if (wanted) setFound({ ...result, current: hitAfter(result.hits, origin.current) })
    })
    return () => {
      wanted = false
    }
  }, [page, query, fold])

  usePaint(page, found)
  const go = useCallback((step: 1 | -1) => {
    setFound((before) => {
      const { hits, current } = before
      if (hits.length === 0) return before
      const next = (current + step + hits.length) % hits.length
      origin.current = hits[next]?.start ?? 0
      return { ...before, current: next }
    })
  }, [])
  const startAt = useCallback((offset: number) => {
    origin.current = offset
  }, [])
  return { found, go, startAt }
}

async function findByPattern(page: ArticlePage, query: FindQuery): Promise<Found> {
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

/** Paints what is near first, the rest a part by frame; shows the current hit. */
function usePaint(page: ArticlePage | null, { hits, current }: Found): void {
  useEffect(() => {
    if (page === null) return undefined
    const { highlighter } = page
    const visible = hits.length === 0 ? 0 : page.firstVisible()
    const [first, end] = hitsBetween(hits, visible - NEAR, visible + NEAR)
    highlighter.markFound(hits.slice(first, end))
    const rest = [...hits.slice(end), ...hits.slice(0, first)]
    let frame = 0
    const paintMore = (from: number): void => {
      if (from >= rest.length) return
      frame = requestAnimationFrame(() => {
        highlighter.addFound(rest.slice(from, from + HITS_A_FRAME))
        paintMore(from + HITS_A_FRAME)
      })
    }
    paintMore(0)
    return () => {
      cancelAnimationFrame(frame)
      highlighter.markFound([])
    }
  }, [page, hits])
  const hit = hits[current]
  useEffect(() => {
    if (page === null) return
    page.highlighter.markCurrent(hit ?? null)
    if (hit !== undefined) page.reveal(hit)
  }, [page, hit])
}
