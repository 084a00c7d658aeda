import { ClipboardCopy, NotebookPen, Tag, Underline } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useLayoutEffect } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { ColourButtons } from '../annotations/ColourButtons.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import type { ArticlePage } from './article-page.ts'
import { annotatePassage, copySpan, highlightPassage, underlinePassage } from './passage-actions.ts'
import { placeAbove } from './placement.ts'
import styles from './SelectionToolbar.module.css'
import type { Span } from './text-map.ts'

export interface SelectionToolbarProps {
  page: ArticlePage
  span: Span
  ref: RefObject<HTMLDivElement | null>
}

/** Raised above the selection without taking the focus; Tab leads into it, Escape back out. */
export function SelectionToolbar({ page, span, ref }: SelectionToolbarProps) {
  const { t } = useTranslation()
  usePlace(page, span, ref)
  const press = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key === 'Escape') {
      event.preventDefault()
      page.scroller.focus({ preventScroll: true })
    } else if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
      event.preventDefault()
      moveFocus(event.currentTarget, event.key === 'ArrowRight' ? 1 : -1)
    }
  }
  return createPortal(
    <div
      ref={ref}
      role="toolbar"
      aria-label={t('reader:toolbar.label')}
      className={styles.toolbar}
      // A press must not take the selection away.
      onMouseDown={(event) => event.preventDefault()}
      onKeyDown={press}
    >
      <ColourButtons value={null} onPick={(colour) => highlightPassage(page, span, colour)} />
      <IconButton
        label={t('annotations:underline')}
        shortcut="u"
        icon={<Underline size={18} aria-hidden="true" />}
        onClick={() => underlinePassage(page, span)}
      />
      <span className={styles.divider} />
      <IconButton
        label={t('reader:toolbar.note')}
        shortcut="n"
        icon={<NotebookPen size={18} aria-hidden="true" />}
        onClick={() => annotatePassage(page, span, 'note')}
      />
      <IconButton
        label={t('reader:toolbar.tags')}
        shortcut="t"
        icon={<Tag size={18} aria-hidden="true" />}
        onClick={() => annotatePassage(page, span, 'tags')}
      />
      <IconButton
        label={t('reader:toolbar.copy')}
        shortcut="mod+shift+c"
        icon={<ClipboardCopy size={18} aria-hidden="true" />}
        onClick={() => void copySpan(page, span)}
      />
    </div>,
    document.body,
  )
}

/** Keeps the toolbar at the passage while the article scrolls and the window changes. */
function usePlace(page: ArticlePage, span: Span, toolbar: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    let frame = 0
    const place = () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => placeToolbar(page, span, toolbar.current))
    }
    placeToolbar(page, span, toolbar.current)
    page.scroller.addEventListener('scroll', place, { passive: true })
    window.addEventListener('resize', place)
    return () => {
      cancelAnimationFrame(frame)
      page.scroller.removeEventListener('scroll', place)
      window.removeEventListener('resize', place)
    }
  }, [page, span, toolbar])
}

function placeToolbar(page: ArticlePage, span: Span, toolbar: HTMLElement | null): void {
  const passage = page.rangeOf(span)?.getBoundingClientRect()
  if (toolbar === null || passage === undefined) return
  const view = page.scroller.getBoundingClientRect()
  const bounds = { left: 0, right: window.innerWidth, top: view.top, bottom: view.bottom }
  const { left, top } = placeAbove(passage, toolbar.getBoundingClientRect(), bounds)
  toolbar.style.left = `${Math.round(left)}px`
  toolbar.style.top = `${Math.round(top)}px`
  toolbar.dataset['away'] = String(passage.bottom < view.top || passage.top > view.bottom)
}

function moveFocus(toolbar: HTMLElement, step: 1 | -1): void {
  const buttons = [...toolbar.querySelectorAll('button')]
  const at = buttons.findIndex((button) => button === document.activeElement)
  buttons.at((at + step) % buttons.length)?.focus()
}
