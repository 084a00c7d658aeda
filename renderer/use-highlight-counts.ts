import { useEffect } from 'react'
import { isInDoubt } from '#shared/anchoring/anchor-state.ts'
import { type AnnotationsState, annotationsStore } from './annotations/annotations-store.ts'
import { pageNotesIn } from './annotations/document-order.ts'
import { countHighlights } from './library/library-actions.ts'

/** Milliseconds after a change: thousands are not counted between a key and what it shows. */
const DELAY = 250

/** Keeps the numbers in the list in step with the highlights of the open article. */
export function useHighlightCounts(): void {
  useEffect(() => {
    let changed: AnnotationsState | null = null
    let timer: ReturnType<typeof setTimeout> | undefined
    const count = () => {
      clearTimeout(timer)
      if (changed !== null) countIn(changed)
      changed = null
    }
    const stop = annotationsStore.subscribe((state, before) => {
      if (state.placed === before.placed) return
      if (changed?.article?.id !== state.article?.id) count()
      if (state.article === null) return
      changed = state
      clearTimeout(timer)
      timer = setTimeout(count, DELAY)
    })
    return () => {
      stop()
      count()
    }
  }, [])
}

function countIn({ article, placed }: AnnotationsState): void {
  if (article === null) return
  const highlights = placed.length - pageNotesIn(placed).length
  countHighlights(article.id, {
    highlights,
    ...(article.newest ? { waiting: placed.filter(({ anchor }) => isInDoubt(anchor)).length } : {}),
  })
}
