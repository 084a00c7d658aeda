import { useTranslation } from 'react-i18next'
import type { ImportSummary } from '#shared/import-summary.ts'
import { EncodingButtons } from '../ui/EncodingButtons.tsx'
import styles from './ImportPanel.module.css'
import { settleEncoding } from './import-actions.ts'

/** New articles whose letters may be wrong, with what the two likeliest encodings make of them. */
export function DoubtfulTexts({ doubtful }: { doubtful: NonNullable<ImportSummary['doubtful']> }) {
  const { t } = useTranslation()
  if (doubtful.length === 0) return null
  return (
    <ul className={styles.lines}>
      {doubtful.map(({ id, title, doubt }) => (
        <li key={id}>
          {t('library:import.doubt', { title })}
          <EncodingButtons doubt={doubt} onChoose={(encoding) => void settleEncoding(id, title, encoding)} />
        </li>
      ))}
    </ul>
  )
}
