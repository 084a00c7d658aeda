import { useEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import type { ArticlePage } from './article-page.ts'
import styles from './FindBar.module.css'
import { placesOf } from './hit-places.ts'
import type { Span } from './text-map.ts'

export interface FindMarksProps {
  page: ArticlePage
  hits: readonly Span[]
  current: number
}

const WIDTH = 8
const THICK = 2

/** Where the hits stand in the whole article, beside the scroll bar. Drawn once the hits themselves are painted. */
export function FindMarks({ page, hits, current }: FindMarksProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    let frame = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    const draw = () => {
      if (canvas.current !== null) drawMarks(canvas.current, page, hits, current)
    }
    const drawLater = () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => {
        clearTimeout(timer)
        timer = setTimeout(draw)
      })
    }
    drawLater()
    const observer = new ResizeObserver(drawLater)
    observer.observe(page.scroller)
    observer.observe(page.host)
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
      observer.disconnect()
    }
  }, [page, hits, current])
  const region = page.scroller.parentElement
  if (region === null) return null
  return createPortal(<canvas ref={canvas} className={styles.marks} aria-hidden="true" data-find-marks="" />, region)
}

function drawMarks(canvas: HTMLCanvasElement, page: ArticlePage, hits: readonly Span[], current: number): void {
  const { scroller } = page
  const height = scroller.clientHeight
  canvas.width = WIDTH
  canvas.height = height
  const context = canvas.getContext('2d')
  if (context === null || hits.length === 0) return
  const { scrollHeight } = scroller
  const places = placesOf(page.parts(), hits).map((top) => Math.round((top / scrollHeight) * height))
  const style = getComputedStyle(scroller)
  context.fillStyle = style.getPropertyValue('--accent')
  for (const y of new Set(places)) context.fillRect(2, y, WIDTH - 4, THICK)
  const at = places[current]
  if (at === undefined) return
  context.fillStyle = style.getPropertyValue('--ink')
  context.fillRect(0, at - 1, WIDTH, THICK + 2)
}
