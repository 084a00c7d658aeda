import { type RefObject, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/Button.tsx'
import visuallyHidden from '../ui/visually-hidden.module.css'
import styles from './CompareDialog.module.css'
import type { Paragraph, Piece, Row } from './comparison.ts'

export interface ComparedTextProps {
  ref: RefObject<HTMLDivElement | null>
  rows: readonly Row[]
  language: string | null
}

export function ComparedText({ ref, rows, language }: ComparedTextProps) {
  const { t } = useTranslation()
  return (
    <div
      ref={ref}
      role="document"
      aria-label={t('reader:compare.text')}
      dir="auto"
      lang={language ?? undefined}
      className={styles.text}
    >
      {/* Rows, paragraphs and pieces never change their order. */}
      {rows.map((row, index) =>
        row.kind === 'gap' ? (
          <Gap key={index} paragraphs={row.paragraphs} />
        ) : (
          <p key={index}>
            <Pieces pieces={row.paragraph.pieces} />
          </p>
        ),
      )}
    </div>
  )
}

/** What has not changed is counted, and shown when asked for. */
function Gap({ paragraphs }: { paragraphs: readonly Paragraph[] }) {
  const { t } = useTranslation()
  const [isShown, setIsShown] = useState(false)
  if (isShown) {
    return paragraphs.map(({ pieces }, index) => (
      <p key={index}>
        <Pieces pieces={pieces} />
      </p>
    ))
  }
  return (
    <p className={styles.gap}>
      <Button look="quiet" aria-expanded={false} onClick={() => setIsShown(true)}>
        {t('reader:compare.unchanged', { count: paragraphs.length })}
      </Button>
    </p>
  )
}

function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  const { t } = useTranslation()
  return pieces.map(({ kind, text, change }, index) => {
    if (kind === 'same') return <span key={index}>{text}</span>
    const Changed = kind === 'added' ? 'ins' : 'del'
    return (
      <Changed key={index} tabIndex={-1} data-change={change ?? undefined}>
        <span className={visuallyHidden.hidden}>
          {kind === 'added' ? t('reader:compare.added') : t('reader:compare.removed')}{' '}
        </span>
        {text}
      </Changed>
    )
  })
}
