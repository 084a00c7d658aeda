import { useEffect } from 'react'
import { isPageNote } from '#shared/annotation.ts'
import { annotationsStore } from './annotations/annotations-store.ts'
import type { PlacedAnnotation } from './annotations/document-order.ts'
import { countHighlights } from './library/library-actions.ts'

/** Keeps the numbers in the list in step with the highlights of the open article. */
export function useHighlightCounts(): void {
  useEffect(
    () =>
      annotationsStore.subscribe(({ article, placed }, before) => {
        if (article === null || placed === before.placed) return
        const highlights = placed.filter(({ annotation }) => !isPageNote(annotation)).length
        const waiting = article.newest ? { waiting: placed.filter(isInDoubt).length } : {}
        countHighlights(article.id, { highlights, ...waiting })
      }),
    [],
  )
}

function isInDoubt({ anchor }: PlacedAnnotation): boolean {
  return anchor !== null && (anchor.state === 'uncertain' || anchor.state === 'orphan')
}
