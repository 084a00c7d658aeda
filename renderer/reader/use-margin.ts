import { useEffect, useState } from 'react'
import type { PaintedAnnotation } from '../annotations/document-order.ts'
import type { ArticlePage } from './article-page.ts'

/** CSS pixels: narrower than this a note would be a column of single words; wider than that it is hard to read. */
const NARROWEST = 200
const WIDEST = 320
/** CSS pixels between the text and the notes, and between the notes and the edge. */
const AIR = 24
/** UTF-16 code units above and below the first visible paragraph whose notes are laid out. */
const ABOVE = 3000
const BELOW = 9000

export interface Margin {
  /** CSS pixels beside the text for notes; 0 where there is no room. */
  width: number
  /** The annotations near what is in view, in document order. */
  near: readonly PaintedAnnotation[]
}

/** The room beside the text, and what of the annotations belongs there now. */
export function useMargin(page: ArticlePage, noted: readonly PaintedAnnotation[]): Margin {
  const [margin, setMargin] = useState<Margin>({ width: 0, near: [] })
  useEffect(() => {
    let frame = 0
    const measure = () => {
      frame = 0
      const width = noted.length === 0 ? 0 : roomBeside(page)
      const near = width === 0 ? [] : nearView(page, noted)
      setMargin((before) => (before.width === width && sameList(before.near, near) ? before : { width, near }))
    }
    const later = () => {
      if (frame === 0) frame = requestAnimationFrame(measure)
    }
    measure()
    const observer = new ResizeObserver(later)
    observer.observe(page.scroller)
    observer.observe(page.host)
    page.scroller.addEventListener('scroll', later, { passive: true })
    return () => {
      cancelAnimationFrame(frame)
      observer.disconnect()
      page.scroller.removeEventListener('scroll', later)
    }
  }, [page, noted])
  return margin
}

function roomBeside({ scroller, host }: ArticlePage): number {
  const right = scroller.getBoundingClientRect().left + scroller.clientWidth
  const free = Math.floor(right - host.getBoundingClientRect().right) - 2 * AIR
  return free < NARROWEST ? 0 : Math.min(WIDEST, free)
}

function nearView(page: ArticlePage, noted: readonly PaintedAnnotation[]): PaintedAnnotation[] {
  const first = page.firstVisible()
  return noted.filter(({ anchor }) => anchor.start >= first - ABOVE && anchor.start <= first + BELOW)
}

function sameList(a: readonly PaintedAnnotation[], b: readonly PaintedAnnotation[]): boolean {
  return a.length === b.length && a.every((one, at) => one === b[at])
}
