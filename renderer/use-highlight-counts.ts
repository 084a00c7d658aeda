import { useEffect } from 'react'
import { isPageNote } from '#shared/annotation.ts'
import { annotationsStore } from './annotations/annotations-store.ts'
import { countHighlights } from './library/library-actions.ts'

/** Keeps the number in the list in step with the highlights of the open article. */
export function useHighlightCounts(): void {
  useEffect(
    () =>
      annotationsStore.subscribe(({ article, placed }, before) => {
        if (article === null || placed === before.placed) return
        countHighlights(article.id, placed.filter(({ annotation }) => !isPageNote(annotation)).length)
      }),
    [],
  )
}
