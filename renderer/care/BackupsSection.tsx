import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BackupSummary } from '#shared/library-care.ts'
import { api } from '../api.ts'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/Button.tsx'
import { failureMessage } from '../ui/failure-message.ts'
import { formatTime } from '../ui/format.ts'
import styles from './CareDialog.module.css'
import { RestorePreview } from './RestorePreview.tsx'
import { useAsked } from './use-asked.ts'

/** The backups, and what restoring one would change. */
export function BackupsSection() {
  const { t, i18n } = useTranslation()
  const [listed, listAgain] = useAsked('backup:list', null)
  const [chosen, setChosen] = useState<BackupSummary | null>(null)
  if (listed === null) return <p aria-busy="true">{t('care:reading')}</p>
  if (!listed.ok) return <p role="alert">{failureMessage(listed.failure)}</p>
  const { backups, restored } = listed.value
  if (chosen !== null) {
    const close = () => {
      setChosen(null)
      void listAgain()
    }
    return <RestorePreview backup={chosen} onClose={close} />
  }
  async function run(channel: 'backup:make' | 'backup:undo', done: string): Promise<void> {
    const reply = await api.call(channel, null)
    announce(reply.ok ? done : failureMessage(reply.failure))
    await listAgain()
  }
  return (
    <>
      <p className={styles.hint}>{t('care:backup.hint')}</p>
      <div className={styles.buttons}>
        <Button onClick={() => void run('backup:make', t('care:backup.made'))}>{t('care:backup.make')}</Button>
        {restored === null ? null : (
          <Button onClick={() => void run('backup:undo', t('care:backup.undone'))}>
            {t('care:backup.undo', { time: formatTime(restored, i18n.language) })}
          </Button>
        )}
      </div>
      {backups.length === 0 ? <p>{t('care:backup.none')}</p> : null}
      <ul className={styles.list} aria-label={t('care:backup.list')}>
        {backups.map((backup) => (
          <li key={backup.time} className={styles.row}>
            <span>
              {formatTime(backup.time, i18n.language)}
              <br />
              <span className={styles.soft}>
                {t('care:count.articles', { count: backup.articles })} ·{' '}
                {t('care:count.highlights', { count: backup.highlights })} ·{' '}
                {t('care:count.notes', { count: backup.notes })}
              </span>
            </span>
            <Button onClick={() => setChosen(backup)}>{t('care:backup.look')}</Button>
          </li>
        ))}
      </ul>
    </>
  )
}
