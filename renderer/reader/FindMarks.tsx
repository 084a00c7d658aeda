import { useLayoutEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import type { ArticlePage } from './article-page.ts'
import styles from './FindBar.module.css'
import type { Span } from './text-map.ts'

export interface FindMarksProps {
  page: ArticlePage
  hits: readonly Span[]
  current: number
}

const WIDTH = 8
const THICK = 2

/** Where the hits stand in the whole article, beside the scroll bar; as exact as the text is evenly spread. */
export function FindMarks({ page, hits, current }: FindMarksProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useLayoutEffect(() => {
    const draw = () => {
      if (canvas.current !== null) drawMarks(canvas.current, page, hits, current)
    }
    draw()
    const observer = new ResizeObserver(draw)
    observer.observe(page.scroller)
    observer.observe(page.host)
    return () => observer.disconnect()
  }, [page, hits, current])
  const region = page.scroller.parentElement
  if (region === null) return null
  return createPortal(<canvas ref={canvas} className={styles.marks} aria-hidden="true" />, region)
}

function drawMarks(canvas: HTMLCanvasElement, page: ArticlePage, hits: readonly Span[], current: number): void {
  const { scroller, host, map } = page
  const height = scroller.clientHeight
  canvas.width = WIDTH
  canvas.height = height
  const context = canvas.getContext('2d')
  if (context === null || hits.length === 0) return
  const { top } = host.getBoundingClientRect()
  const start = top - scroller.getBoundingClientRect().top + scroller.scrollTop
  const styleOf = getComputedStyle(scroller)
  const placeOf = ({ start: offset }: Span): number =>
    Math.round(((start + (offset / map.text.length) * host.offsetHeight) / scroller.scrollHeight) * height)
  context.fillStyle = styleOf.getPropertyValue('--accent')
  for (const y of new Set(hits.map(placeOf))) context.fillRect(2, y, WIDTH - 4, THICK)
  const hit = hits[current]
  if (hit === undefined) return
  context.fillStyle = styleOf.getPropertyValue('--ink')
  context.fillRect(0, placeOf(hit) - 1, WIDTH, THICK + 2)
}
