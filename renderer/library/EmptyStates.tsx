import { useTranslation } from 'react-i18next'
import { Button } from '../ui/Button.tsx'
import styles from './EmptyStates.module.css'
import { chooseFiles } from './import-actions.ts'
import { searchLibrary } from './library-actions.ts'

export function EmptyLibrary() {
  const { t } = useTranslation()
  return (
    <div className={styles.empty}>
      <h2 className={styles.title}>{t('library:empty.title')}</h2>
      <p>{t('library:empty.drop')}</p>
      <Button look="primary" onClick={() => void chooseFiles()}>
        {t('library:empty.choose')}
      </Button>
      <p>{t('library:empty.private')}</p>
    </div>
  )
}

export function NoMatch() {
  const { t } = useTranslation()
  return (
    <div className={styles.empty}>
      <h2 className={styles.title}>{t('library:noMatch.title')}</h2>
      <p>{t('library:noMatch.text')}</p>
      <Button onClick={() => searchLibrary('')}>{t('library:noMatch.clear')}</Button>
    </div>
  )
}
