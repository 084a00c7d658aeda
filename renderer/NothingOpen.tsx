import { useTranslation } from 'react-i18next'
import styles from './App.module.css'
import { chooseFiles } from './library/import-actions.ts'
import { useLibrary } from './library/library-store.ts'
import { Button } from './ui/Button.tsx'
import { Keys } from './ui/Keys.tsx'

/** The article region without an article; while some are coming in it says so, unless it is done in a moment. */
export function NothingOpen() {
  const { t } = useTranslation()
  const isImporting = useLibrary(({ importing }) => importing !== null)
  if (isImporting) {
    return (
      <div className={`${styles.nothing} ${styles.late}`}>
        <h2 className={styles.nothingTitle}>{t('app:noArticle.coming')}</h2>
        <p>{t('app:noArticle.comingText')}</p>
      </div>
    )
  }
  return (
    <div className={styles.nothing}>
      <h2 className={styles.nothingTitle}>{t('app:noArticle.title')}</h2>
      <p>{t('app:noArticle.text')}</p>
      <Button onClick={() => void chooseFiles()}>{t('app:importAction')}</Button>
      <Keys shortcut="mod+o" />
    </div>
  )
}
