import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type KeyboardEvent,
  memo,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import { AnnotationItem } from './AnnotationItem.tsx'
import styles from './AnnotationList.module.css'
import { type AnnotationsState, annotationsStore, useAnnotations, useAnnotationsInTime } from './annotations-store.ts'
import type { PlacedAnnotation } from './document-order.ts'

/** Frames in which an item that is scrolled to must be there. */
const FOCUS_FRAMES = 30
/** CSS pixels of an item with a quote of two lines; the true height is measured once it is seen. */
const ESTIMATED_HEIGHT = 96

export interface AnnotationListProps {
  scroller: RefObject<HTMLDivElement | null>
  listed: readonly PlacedAnnotation[]
  words: readonly string[]
}

/** A windowed list: only what is seen is in the page, however many annotations there are. */
export const AnnotationList = memo(function AnnotationList({ scroller, listed, words }: AnnotationListProps) {
  const { t } = useTranslation()
  const card = useAnnotations((state) => state.card)
  const list = useRef<HTMLUListElement>(null)
  const active = useActive(list)
  const margin = useOffsetTop(list, scroller)
  const virtualizer = useVirtualizer({
    count: listed.length,
    getScrollElement: () => scroller.current,
    estimateSize,
    // The same function as long as the list is the same: for another one all places are worked out anew.
    getItemKey: useCallback((index: number) => listed[index]?.annotation.id ?? index, [listed]),
    overscan: 6,
    scrollMargin: margin,
    useFlushSync: false,
  })
  const activeIndex = indexOf(listed, active)
  useEffect(() => {
    if (activeIndex !== -1) virtualizer.scrollToIndex(activeIndex, { align: 'auto' })
  }, [activeIndex, virtualizer])

  const press = useListKeys(list, listed, (index) => virtualizer.scrollToIndex(index, { align: 'auto' }))
  return (
    <ul
      ref={list}
      aria-label={t('annotations:panel.list')}
      className={styles.list}
      style={{ height: virtualizer.getTotalSize() }}
      onKeyDown={press}
    >
      {virtualizer.getVirtualItems().map(({ index, key, start }) => {
        const placed = listed[index]
        if (placed === undefined) return null
        const { id } = placed.annotation
        return (
          <li
            key={key}
            ref={virtualizer.measureElement}
            data-index={index}
            aria-posinset={index + 1}
            aria-setsize={listed.length}
            className={styles.row}
            style={{ transform: `translateY(${start - margin}px)` }}
          >
            <AnnotationItem
              placed={placed}
              words={words}
              isActive={active === id}
              editing={card?.id === id && card.place === 'panel' ? card.wanted : null}
              isTabStop={index === Math.max(0, activeIndex)}
            />
          </li>
        )
      })}
    </ul>
  )
})

/** Where the reader is: at once while the list has the focus, for Tab goes on from there, else when there is time. */
function useActive(list: RefObject<HTMLElement | null>): string | null {
  const inTime = useAnnotationsInTime(activeIn)
  const atOnce = useAnnotations(({ active }) => (hasFocus(list) ? active : null))
  return atOnce ?? inTime
}

function hasFocus({ current }: RefObject<HTMLElement | null>): boolean {
  return current?.contains(document.activeElement) === true
}

function activeIn({ active }: AnnotationsState): string | null {
  return active
}

function indexOf(listed: readonly PlacedAnnotation[], id: string | null): number {
  return id === null ? -1 : listed.findIndex(({ annotation }) => annotation.id === id)
}

function estimateSize(): number {
  return ESTIMATED_HEIGHT
}

/** Arrow and page keys move the focus from passage to passage. */
function useListKeys(
  list: RefObject<HTMLElement | null>,
  listed: readonly PlacedAnnotation[],
  scrollTo: (index: number) => void,
) {
  return (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement) || event.target.dataset['annotation'] === undefined) return
    // Keys may come faster than the list shows where the reader is.
    const current = Math.max(0, indexOf(listed, annotationsStore.get().active))
    const index = nextIndex(event.key, current, listed.length)
    const id = index === null ? undefined : listed[index]?.annotation.id
    if (index === null || id === undefined) return
    event.preventDefault()
    scrollTo(index)
    annotationsStore.activate(id)
    focusSoon(list, id, FOCUS_FRAMES)
  }
}

/** The item is in the page only after the list has scrolled and was rendered anew. */
function focusSoon(list: RefObject<HTMLElement | null>, id: string, frames: number): void {
  requestAnimationFrame(() => {
    // The reader may have gone on meanwhile.
    if (annotationsStore.get().active !== id) return
    const item = list.current?.querySelector<HTMLElement>(`[data-annotation="${CSS.escape(id)}"]`)
    if (item !== null && item !== undefined) item.focus()
    else if (frames > 1) focusSoon(list, id, frames - 1)
  })
}

/** Where the arrow and page keys lead in a list; null for other keys. */
function nextIndex(key: string, index: number, count: number): number | null {
  const last = count - 1
  switch (key) {
    case 'ArrowDown':
      return Math.min(last, index + 1)
    case 'ArrowUp':
      return Math.max(0, index - 1)
    case 'PageDown':
      return Math.min(last, index + 10)
    case 'PageUp':
      return Math.max(0, index - 10)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return null
  }
}

/** How far below the scroller's content edge the list begins: the article note above it changes its height. */
function useOffsetTop(list: RefObject<HTMLElement | null>, scroller: RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(0)
  useLayoutEffect(() => {
    const above = list.current?.previousElementSibling
    const measure = () => {
      if (list.current === null || scroller.current === null) return
      const box = list.current.getBoundingClientRect()
      setTop(box.top - scroller.current.getBoundingClientRect().top + scroller.current.scrollTop)
    }
    measure()
    if (above === null || above === undefined) return undefined
    const observer = new ResizeObserver(measure)
    observer.observe(above)
    return () => observer.disconnect()
  }, [list, scroller])
  return top
}
