import { type RefObject, useEffect } from 'react'
import type { ArticlePage, Edge } from './article-page.ts'

/** CSS pixels that a scroll position may be off and still be the one that was set. */
const SAME_PLACE = 2

/**
 * Keeps what is being read at the upper edge while the type, the width of the lines or the room for them changes.
 * Chromium's own scroll anchoring gives way as soon as the styles around the text change.
 */
export function useHeldEdge(page: ArticlePage | null, scroller: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = scroller.current
    if (page === null || element === null) return undefined
    let shape = shapeOf(page.host)
    let edge: Edge | null = null
    let held = -1
    const scrolled = () => {
      // What was read last is held through several changes in a row: it would creep away step by step otherwise.
      if (shapeOf(page.host) !== shape || Math.abs(element.scrollTop - held) <= SAME_PLACE) return
      edge = page.edge()
      held = -1
    }
    const resized = new ResizeObserver(() => {
      const changed = shapeOf(page.host)
      if (changed === shape) return
      shape = changed
      if (edge === null) return
      page.holdEdge(edge)
      held = element.scrollTop
    })
    resized.observe(page.host)
    element.addEventListener('scroll', scrolled, { passive: true })
    return () => {
      resized.disconnect()
      element.removeEventListener('scroll', scrolled)
    }
  }, [page, scroller])
}

/** What decides where lines break; the height is left out, since content grows by other means too. */
function shapeOf(host: HTMLElement): string {
  const { fontFamily, fontSize, lineHeight } = getComputedStyle(host)
  return [host.clientWidth, fontFamily, fontSize, lineHeight].join(' ')
}
