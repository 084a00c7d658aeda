import { ClipboardCopy } from 'lucide-react'
import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../ui/IconButton.tsx'
import { AnnotationList } from './AnnotationList.tsx'
import styles from './AnnotationsPanel.module.css'
import { allPlaced, useAnnotations, useAnnotationsInTime } from './annotations-store.ts'
import { ChosenBar } from './ChosenBar.tsx'
import { copyAnnotations } from './copy-annotations.ts'
import { pageNotesIn, type PlacedAnnotation } from './document-order.ts'
import { PageNote } from './PageNote.tsx'

export interface AnnotationsPanelProps {
  /** Words of the library search, marked in notes. */
  searchWords: readonly string[]
}

/** The article note and all annotations of the open article, in document order. */
export function AnnotationsPanel({ searchWords }: AnnotationsPanelProps) {
  const { t } = useTranslation()
  const article = useAnnotations((state) => state.article?.id ?? null)
  // The article comes first: with thousands in the list, bringing it up to date takes a while.
  const placed = useAnnotationsInTime(allPlaced)
  const listed = useMemo(() => withoutPageNote(placed), [placed])
  const scroller = useRef<HTMLDivElement>(null)
  if (article === null) return null
  return (
    <aside className={styles.panel} aria-label={t('annotations:panel.title')}>
      <header className={styles.head}>
        <h2 className={styles.title}>{t('annotations:panel.title')}</h2>
        <span className={styles.count}>{t('annotations:panel.count', { count: listed.length })}</span>
        <IconButton
          label={t('annotations:copyAll')}
          icon={<ClipboardCopy size={18} aria-hidden="true" />}
          disabled={placed.length === 0}
          onClick={() => void copyAnnotations(article, null)}
        />
      </header>
      <ChosenBar article={article} all={listed} />
      <div ref={scroller} className={styles.scroller}>
        <PageNote key={article} words={searchWords} />
        {listed.length === 0 ? <Empty /> : <AnnotationList scroller={scroller} listed={listed} words={searchWords} />}
      </div>
    </aside>
  )
}

/** The first page note has its own place above the list. */
function withoutPageNote(placed: readonly PlacedAnnotation[]): readonly PlacedAnnotation[] {
  return pageNotesIn(placed).length === 0 ? placed : placed.slice(1)
}

function Empty() {
  const { t } = useTranslation()
  return (
    <div className={styles.empty}>
      <p className={styles.emptyTitle}>{t('annotations:empty.title')}</p>
      <p>{t('annotations:empty.mouse')}</p>
      <p>{t('annotations:empty.keyboard')}</p>
    </div>
  )
}
