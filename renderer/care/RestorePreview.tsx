import { useTranslation } from 'react-i18next'
import type { ArticleId } from '#shared/article.ts'
import type { BackupSummary, RestoreChange } from '#shared/library-care.ts'
import { api } from '../api.ts'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/Button.tsx'
import { failureMessage } from '../ui/failure-message.ts'
import { formatTime } from '../ui/format.ts'
import styles from './CareDialog.module.css'
import { useAsked } from './use-asked.ts'

export interface RestorePreviewProps {
  backup: BackupSummary
  onClose(): void
}

/** What restoring a backup would change, with a button for everything and for each article. */
export function RestorePreview({ backup, onClose }: RestorePreviewProps) {
  const { t, i18n } = useTranslation()
  const time = formatTime(backup.time, i18n.language)
  const [preview, lookAgain] = useAsked('backup:preview', { time: backup.time })
  async function restore(only: ArticleId | null): Promise<void> {
    const reply = await api.call('backup:restore', { time: backup.time, only })
    announce(reply.ok ? t('care:restore.done', { time }) : failureMessage(reply.failure))
    if (reply.ok && only === null) onClose()
    else await lookAgain()
  }
  const back = <Button onClick={onClose}>{t('care:restore.back')}</Button>
  if (preview === null) return <p aria-busy="true">{t('care:reading')}</p>
  if (!preview.ok) {
    return (
      <>
        <p role="alert">{failureMessage(preview.failure)}</p>
        <div className={styles.buttons}>{back}</div>
      </>
    )
  }
  const changes = preview.value
  return (
    <>
      <p className={styles.hint}>
        {changes.length === 0 ? t('care:restore.nothing', { time }) : t('care:restore.hint', { time })}
      </p>
      <div className={styles.buttons}>
        {back}
        {changes.length === 0 ? null : (
          <Button look="primary" onClick={() => void restore(null)}>
            {t('care:restore.all')}
          </Button>
        )}
      </div>
      <ul className={styles.list} aria-label={t('care:restore.list')}>
        {changes.map((change) => (
          <ChangeRow key={change.id} change={change} onRestore={() => void restore(change.id)} />
        ))}
      </ul>
    </>
  )
}

function ChangeRow({ change, onRestore }: { change: RestoreChange; onRestore(): void }) {
  const { t } = useTranslation()
  const parts = [
    change.back > 0 ? t('care:restore.comesBack', { count: change.back }) : null,
    change.changed > 0 ? t('care:restore.changes', { count: change.changed }) : null,
    change.gone > 0 ? t('care:restore.goes', { count: change.gone }) : null,
  ]
  return (
    <li className={styles.row}>
      <span>
        {change.title}
        <br />
        <span className={styles.soft}>{parts.filter((part) => part !== null).join(' · ')}</span>
      </span>
      <Button onClick={onRestore}>{t('care:restore.one')}</Button>
    </li>
  )
}
