import { useCallback, useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { annotationsStore } from '../annotations/annotations-store.ts'
import type { ArticlePage } from './article-page.ts'
import type { Span } from './text-map.ts'

export interface SelectedSpan {
  /** By mouse or keyboard; null while the mouse is still selecting and where nothing is selected. */
  span: Span | null
  /** Renders what is selected now: the browser tells of a change only after the key that follows it may have come. */
  catchUp(): void
}

/** The selected passage. */
export function useSelectedSpan(page: ArticlePage | null): SelectedSpan {
  const [span, setSpan] = useState<Span | null>(null)
  useEffect(() => {
    if (page === null) return undefined
    let pressed = false
    const read = () => {
      const next = pressed ? null : page.selectedSpan()
      setSpan((before) => sameOr(before, next))
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
  const catchUp = useCallback(() => {
    flushSync(() => setSpan((before) => sameOr(before, page?.selectedSpan() ?? null)))
  }, [page])
  useEffect(() => annotationsStore.select(span), [span])
  return { span, catchUp }
}

/** The same object for the same span, so that nothing is rendered anew for it. */
function sameOr(before: Span | null, next: Span | null): Span | null {
  return before?.start === next?.start && before?.end === next?.end ? before : next
}
