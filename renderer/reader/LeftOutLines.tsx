import { useLayoutEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { LeftOutLine } from '#shared/article.ts'
import { Button } from '../ui/Button.tsx'
import type { ArticlePage } from './article-page.ts'
import styles from './LeftOutLines.module.css'
import { insertLeftOutPlaces, type LeftOutPlace, restoredWith } from './left-out-places.ts'
import { REMOVAL_KINDS } from './removal-kinds.ts'

export interface LeftOutLinesProps {
  page: ArticlePage
  lines: readonly LeftOutLine[]
  onRestore(removals: string[]): void
}

/** The left-out lines in their places, set off from the article, while it is mounted. */
export function LeftOutLines({ page, lines, onRestore }: LeftOutLinesProps) {
  const [places, setPlaces] = useState<LeftOutPlace[]>([])
  useLayoutEffect(() => {
    const inserted = insertLeftOutPlaces(page, lines)
    setPlaces(inserted)
    return () => {
      for (const { element } of inserted) element.remove()
    }
  }, [page, lines])
  return places.map(({ line, element }) =>
    createPortal(
      <LeftOutNote line={line} onToggle={() => onRestore(restoredWith(lines, line.id, !line.restored))} />,
      element,
      line.id,
    ),
  )
}

function LeftOutNote({ line, onToggle }: { line: LeftOutLine; onToggle(): void }) {
  const { t } = useTranslation()
  return (
    <aside className={styles.note} data-restored={line.restored}>
      <span className={styles.head}>
        <span>{line.restored ? t('reader:leftOut.isBack') : t(REMOVAL_KINDS[line.kind])}</span>
        <Button look="quiet" className={styles.toggle} onClick={onToggle}>
          {line.restored ? t('reader:leftOut.takeOut') : t('reader:leftOut.putBack')}
        </Button>
      </span>
      {line.restored ? null : (
        <span dir="auto" className={styles.text}>
          {line.text}
        </span>
      )}
    </aside>
  )
}
