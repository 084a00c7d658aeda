import { useLayoutEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { LeftOutLine } from '#shared/article.ts'
import { Button } from '../ui/Button.tsx'
import type { ArticlePage } from './article-page.ts'
import styles from './LeftOutLines.module.css'
import { insertLeftOutPlaces, type LeftOutPlace, restoredWith, restoredWithKind } from './left-out-places.ts'
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
      <LeftOutNote
        line={line}
        ofKind={lines.filter((other) => other.kind === line.kind && !other.restored).length}
        onToggle={() => onRestore(restoredWith(lines, line.id, !line.restored))}
        onKind={() => onRestore(restoredWithKind(lines, line.kind))}
      />,
      element,
      line.id,
    ),
  )
}

interface LeftOutNoteProps {
  line: LeftOutLine
  /** How many lines of its kind are left out. */
  ofKind: number
  onToggle(): void
  onKind(): void
}

function LeftOutNote({ line, ofKind, onToggle, onKind }: LeftOutNoteProps) {
  const { t } = useTranslation()
  return (
    <aside className={styles.note} data-restored={line.restored}>
      <span className={styles.head}>
        <span>{line.restored ? t('reader:leftOut.isBack') : t(REMOVAL_KINDS[line.kind])}</span>
        <span className={styles.space} />
        {line.restored || ofKind < 2 ? null : (
          <Button look="quiet" className={styles.toggle} onClick={onKind}>
            {t('reader:leftOut.putKindBack', { count: ofKind })}
          </Button>
        )}
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
