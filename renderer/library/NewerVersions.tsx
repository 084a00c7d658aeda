import { useTranslation } from 'react-i18next'
import type { Lookalike } from '#shared/lookalike.ts'
import { Button } from '../ui/Button.tsx'
import styles from './ImportPanel.module.css'
import { joinAll, keepAllApart } from './version-actions.ts'

/** More than this are decided together, or one by one where each article is read. */
const MOST_LISTED = 20

/** New articles that look like newer versions of others: to be added as versions or kept apart, one or all. */
export function NewerVersions({ newer }: { newer: readonly Lookalike[] }) {
  const { t } = useTranslation()
  if (newer.length === 0) return null
  return (
    <>
      <ul className={styles.newer} aria-label={t('library:import.newer', { count: newer.length })}>
        {newer.slice(0, MOST_LISTED).map((one) => (
          <li key={one.id}>
            <span dir="auto">{one.title}</span>
            {one.of.title === one.title ? null : (
              <span className={styles.soft}>{t('library:version.of', { title: one.of.title })}</span>
            )}
            <span className={styles.buttons}>
              <Button onClick={() => void joinAll([one])}>{t('library:version.join')}</Button>
              <Button look="quiet" onClick={() => void keepAllApart([one])}>
                {t('library:version.keepApart')}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {newer.length < 2 ? null : (
        <span className={styles.buttons}>
          <Button onClick={() => void joinAll(newer)}>{t('library:version.joinAll', { count: newer.length })}</Button>
          <Button look="quiet" onClick={() => void keepAllApart(newer)}>
            {t('library:version.keepAllApart')}
          </Button>
        </span>
      )}
    </>
  )
}
