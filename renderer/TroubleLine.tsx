import { TriangleAlert } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '#shared/failure.ts'
import { api } from './api.ts'
import { useLibrary } from './library/library-store.ts'
import styles from './TroubleLine.module.css'
import { failureMessage } from './ui/failure-message.ts'

/** Stays above everything while something is not on disk or the library is not what it should be. */
export function TroubleLine({ atStart }: { atStart: Failure | null }) {
  const { t } = useTranslation()
  const [unsaved, setUnsaved] = useState<Failure | null>(null)
  const listFailure = useLibrary((state) => state.failure)
  useEffect(() => api.on('save:trouble', setUnsaved), [])
  const trouble = unsaved ?? atStart ?? listFailure
  if (trouble === null) return null
  return (
    <div role="alert" aria-label={t('app:trouble')} className={styles.line}>
      <TriangleAlert size={16} aria-hidden="true" />
      <span>{failureMessage(trouble)}</span>
    </div>
  )
}
