import { useTranslation } from 'react-i18next'
import styles from './App.module.css'
import { chooseFiles } from './library/import-actions.ts'
import { Button } from './ui/Button.tsx'
import { Keys } from './ui/Keys.tsx'

/** The article region without an article. */
export function NothingOpen() {
  const { t } = useTranslation()
  return (
    <div className={styles.nothing}>
      <h2 className={styles.nothingTitle}>{t('app:noArticle.title')}</h2>
      <p>{t('app:noArticle.text')}</p>
      <Button onClick={() => void chooseFiles()}>{t('app:importAction')}</Button>
      <Keys shortcut="mod+o" />
    </div>
  )
}
