import { Pencil } from 'lucide-react'
import { type RefObject, useLayoutEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { noteOf } from '#shared/annotation.ts'
import { annotationsStore, useAnnotations } from '../annotations/annotations-store.ts'
import { COLOUR_NAMES } from '../annotations/colour-names.ts'
import { isPainted, type PaintedAnnotation } from '../annotations/document-order.ts'
import { NoteText } from '../annotations/NoteText.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Swatch } from '../ui/Swatch.tsx'
import type { ArticlePage } from './article-page.ts'
import styles from './MarginNotes.module.css'
import { stacked } from './stacked.ts'
import { useMargin } from './use-margin.ts'

export interface MarginNotesProps {
  page: ArticlePage
  /** Words of the library search, marked in notes. */
  words: readonly string[]
}

/** CSS pixels between two notes. */
const GAP = 12

/** Notes level with their passages, where the window leaves room for them beside the text. */
export function MarginNotes({ page, words }: MarginNotesProps) {
  const { t } = useTranslation()
  const layer = useRef<HTMLElement>(null)
  const placed = useAnnotations((state) => state.placed)
  const noted = useMemo(() => placed.filter(isPainted).filter(({ annotation }) => noteOf(annotation) !== ''), [placed])
  const { width, near } = useMargin(page, noted)
  const shown = useMemo(() => (width === 0 ? [] : near), [width, near])
  useLevels(page, layer, shown, words)
  if (shown.length === 0) return null
  return (
    <aside ref={layer} className={styles.layer} style={{ width }} aria-label={t('reader:marginNotes')}>
      {shown.map((note) => (
        <MarginNote key={note.annotation.id} note={note} words={words} />
      ))}
    </aside>
  )
}

function MarginNote({ note: { annotation }, words }: { note: PaintedAnnotation; words: readonly string[] }) {
  const { t } = useTranslation()
  const { id, colour } = annotation
  const isActive = useAnnotations((state) => state.active === id)
  const edit = () => annotationsStore.openCard({ id, among: [], place: 'passage', wanted: 'note' })
  return (
    <div className={styles.note} data-active={isActive} data-margin-note={id}>
      <span className={styles.head}>
        <Swatch colour={colour} />
        {t(COLOUR_NAMES[colour])}
        <IconButton small label={t('annotations:edit')} icon={<Pencil size={14} aria-hidden="true" />} onClick={edit} />
      </span>
      <NoteText markdown={noteOf(annotation)} words={words} id={`margin-${id}`} />
    </div>
  )
}

/** Puts every note beside its passage, further down where the one before it needs the room; again when heights change. */
function useLevels(
  page: ArticlePage,
  layer: RefObject<HTMLElement | null>,
  shown: readonly PaintedAnnotation[],
  words: readonly string[],
): void {
  useLayoutEffect(() => {
    const element = layer.current
    const sheet = element?.parentElement
    if (element === null || sheet === null || sheet === undefined) return undefined
    const level = () => {
      const origin = sheet.getBoundingClientRect().top
      const notes = [...element.children].filter((child) => child instanceof HTMLElement)
      const wanted = shown.map(({ anchor: { start } }, at) => ({
        top: (page.rangeOf({ start, end: start + 1 })?.getBoundingClientRect().top ?? origin) - origin,
        height: notes[at]?.offsetHeight ?? 0,
      }))
      for (const [at, top] of stacked(wanted, GAP).entries()) notes[at]?.style.setProperty('top', `${top}px`)
    }
    level()
    const observer = new ResizeObserver(level)
    observer.observe(page.host)
    for (const child of element.children) observer.observe(child)
    return () => observer.disconnect()
  }, [page, layer, shown, words])
}
