import { type PointerEvent, type RefObject, useCallback, useEffect, useRef } from 'react'
import i18next from 'i18next'
import { annotationsStore, useAnnotations } from '../annotations/annotations-store.ts'
import { isPainted, type PaintedAnnotation } from '../annotations/document-order.ts'
import { edits } from '../annotations/edits.ts'
import { announce } from '../ui/announce.ts'
import type { ArticlePage } from './article-page.ts'
import { draggedSpan, type End } from './dragged-span.ts'
import styles from './HighlightHandles.module.css'
import { pressHighlight } from './use-content-presses.ts'
import type { Span } from './text-map.ts'

/** CSS pixels that a hand moves when it only presses. */
const STILL = 2

/** Two handles at the ends of the highlight that the reader is at, to be dragged; keys do the same (`[ ] { }`). */
export function HighlightHandles({ page }: { page: ArticlePage }) {
  const placed = useAnnotations(({ active }) => (active === null ? undefined : annotationsStore.find(active)))
  if (placed === undefined || !isPainted(placed)) return null
  return <Handles key={placed.annotation.id} page={page} placed={placed} />
}

function Handles({ page, placed }: { page: ArticlePage; placed: PaintedAnnotation }) {
  const start = useRef<HTMLDivElement>(null)
  const end = useRef<HTMLDivElement>(null)
  const { anchor, annotation } = placed
  const draw = useCallback(
    (span: Span) => {
      drawHandle(page, span, 'start', start.current)
      drawHandle(page, span, 'end', end.current)
    },
    [page],
  )
  useDrawn(page, anchor, draw)
  const drag = (which: End) => (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return
    // Neither a selection nor the end of one begins here.
    event.preventDefault()
    followPointer(event.currentTarget, event.nativeEvent, {
      page,
      span: anchor,
      which,
      onPress: ({ clientX, clientY }) => pressHighlight(page, clientX, clientY),
      onMove: (span) => {
        page.highlighter.activate(span)
        draw(span)
      },
      onDone: (span) => {
        page.highlighter.activate(anchor)
        draw(anchor)
        if (span === null || (span.start === anchor.start && span.end === anchor.end)) return
        edits.resize(annotation.id, span)
        const quote = page.map.text.slice(span.start, span.end)
        announce(i18next.t('reader:resized', { quote }), { visible: false })
      },
    })
  }
  return (
    <>
      <Handle ref={start} end="start" onDrag={drag('start')} />
      <Handle ref={end} end="end" onDrag={drag('end')} />
    </>
  )
}

interface HandleProps {
  ref: RefObject<HTMLDivElement | null>
  end: End
  onDrag(event: PointerEvent<HTMLDivElement>): void
}

/** For the mouse only: the keyboard has commands of its own. */
function Handle({ ref, end, onDrag }: HandleProps) {
  return <div ref={ref} hidden aria-hidden="true" data-handle={end} className={styles.handle} onPointerDown={onDrag} />
}

/** Keeps the handles at the passage while heights and widths around it change. */
function useDrawn(page: ArticlePage, { start, end }: Span, draw: (span: Span) => void): void {
  useEffect(() => {
    const redraw = (): void => draw({ start, end })
    const observer = new ResizeObserver(redraw)
    const stop = afterFrame(() => {
      redraw()
      observer.observe(page.host)
    })
    page.scroller.addEventListener('scrollend', redraw)
    return () => {
      stop()
      observer.disconnect()
      page.scroller.removeEventListener('scrollend', redraw)
    }
  }, [page, start, end, draw])
}

/** In a task after the next frame: measuring sooner would hold up the colour that the reader waits for. */
function afterFrame(work: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(work)
  })
  return () => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
  }
}

function drawHandle(page: ArticlePage, span: Span, which: End, handle: HTMLElement | null): void {
  if (handle === null) return
  const box = page.edgeOf(span, which)
  handle.hidden = box === null
  const origin = handle.offsetParent?.getBoundingClientRect()
  if (box === null || origin === undefined) return
  handle.style.transform = `translate(${box.x - origin.left}px, ${box.top - origin.top}px)`
  handle.style.height = `${box.height}px`
}

interface Drag {
  page: ArticlePage
  span: Span
  which: End
  onMove(span: Span): void
  /** The handle was pressed and not moved: what the reader meant is below it. */
  onPress(event: globalThis.PointerEvent): void
  /** With null where the reader gave it up (Escape). */
  onDone(span: Span | null): void
}

function followPointer(handle: HTMLElement, begun: globalThis.PointerEvent, drag: Drag): void {
  const { page, which } = drag
  const box = handle.getBoundingClientRect()
  // The reader holds the handle somewhere; what counts is the line that the handle stands in.
  const grip = { x: box.left + box.width / 2 - begun.clientX, y: box.top + box.height / 2 - begun.clientY }
  let span: Span = drag.span
  const listening = new AbortController()
  const options = { signal: listening.signal }
  let isMoved = false
  const finish = (result: Span | null): void => {
    listening.abort()
    delete page.scroller.dataset['dragging']
    drag.onDone(isMoved ? result : null)
  }
  page.scroller.dataset['dragging'] = ''
  handle.setPointerCapture(begun.pointerId)
  const move = ({ clientX, clientY }: globalThis.PointerEvent): void => {
    isMoved ||= Math.hypot(clientX - begun.clientX, clientY - begun.clientY) > STILL
    if (!isMoved) return
    const offset = page.boundaryAt(clientX + grip.x, clientY + grip.y)
    if (offset === null) return
    span = draggedSpan(page.map.text, span, which, offset)
    drag.onMove(span)
  }
  handle.addEventListener('pointermove', move, options)
  const release = (event: globalThis.PointerEvent): void => {
    // While handles take no presses, the text below them is found.
    if (!isMoved) drag.onPress(event)
    finish(span)
  }
  handle.addEventListener('pointerup', release, options)
  handle.addEventListener('pointercancel', () => finish(null), options)
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      event.stopPropagation()
      finish(null)
    },
    { ...options, capture: true },
  )
}
