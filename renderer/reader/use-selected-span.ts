import { useEffect, useState } from 'react'
import { annotationsStore } from '../annotations/annotations-store.ts'
import type { ArticlePage } from './article-page.ts'
import type { Span } from './text-map.ts'

/** The selected passage, by mouse or keyboard; null while the mouse is still selecting and where nothing is selected. */
export function useSelectedSpan(page: ArticlePage | null): Span | null {
  const [span, setSpan] = useState<Span | null>(null)
  useEffect(() => {
    if (page === null) return undefined
    let pressed = false
    const read = () => {
      const next = pressed ? null : page.selectedSpan()
      setSpan((before) => (before?.start === next?.start && before?.end === next?.end ? before : next))
    }
    const press = (event: PointerEvent) => {
      pressed = event.target instanceof Node && page.scroller.contains(event.target)
    }
    const release = () => {
      pressed = false
      // A press on the selection takes it away only after the pointer is up.
      requestAnimationFrame(read)
    }
    document.addEventListener('selectionchange', read)
    window.addEventListener('pointerdown', press, true)
    window.addEventListener('pointerup', release, true)
    window.addEventListener('pointercancel', release, true)
    read()
    return () => {
      document.removeEventListener('selectionchange', read)
      window.removeEventListener('pointerdown', press, true)
      window.removeEventListener('pointerup', release, true)
      window.removeEventListener('pointercancel', release, true)
    }
  }, [page])
  useEffect(() => annotationsStore.select(span), [span])
  return span
}
