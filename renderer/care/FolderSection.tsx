import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CheckReport } from '#shared/library-care.ts'
import { api } from '../api.ts'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/Button.tsx'
import { failureMessage } from '../ui/failure-message.ts'
import { reasonText } from '../ui/failure-reason.ts'
import styles from './CareDialog.module.css'
import { useCondition } from './condition-store.ts'

/** Where the library lies, checking it and moving it. */
export function FolderSection() {
  const { t } = useTranslation()
  const folder = useCondition(({ condition }) => condition.folder)
  const [work, setWork] = useState<'check' | 'move' | null>(null)
  const [report, setReport] = useState<CheckReport | null>(null)
  async function check(): Promise<void> {
    setWork('check')
    setReport(null)
    const reply = await api.call('library:check', null)
    setWork(null)
    if (reply.ok) setReport(reply.value)
    else announce(failureMessage(reply.failure))
  }
  async function move(): Promise<void> {
    setWork('move')
    const reply = await api.call('library:move', null)
    setWork(null)
    if (!reply.ok) announce(failureMessage(reply.failure))
    else if (reply.value !== null) announce(t('care:folder.moved', { folder: reply.value.folder }))
  }
  return (
    <>
      <p className={styles.path}>{folder ?? t('care:folder.none')}</p>
      <div className={styles.buttons}>
        <Button disabled={work !== null} onClick={() => void check()}>
          {t('care:folder.check')}
        </Button>
        <Button disabled={work !== null} onClick={() => void move()}>
          {t('care:folder.move')}
        </Button>
      </div>
      <p className={styles.hint}>{t('care:folder.hint')}</p>
      {work === null ? null : <Progress />}
      {report === null ? null : <Report report={report} />}
    </>
  )
}

function Progress() {
  const { t } = useTranslation()
  const [state, setState] = useState<{ done: number; total: number | null }>({ done: 0, total: null })
  useEffect(() => api.on('library:care-progress', setState), [])
  return <p aria-live="polite">{t('care:folder.progress', { count: state.done })}</p>
}

function Report({ report }: { report: CheckReport }) {
  const { t } = useTranslation()
  const { files, findings } = report
  return (
    <div role="status">
      <p>
        {t('care:folder.checked', { count: files })}{' '}
        {findings.length === 0 ? t('care:folder.allGood') : t('care:folder.findings', { count: findings.length })}
      </p>
      <ul className={styles.list}>
        {findings.map(({ file, reason }) => (
          <li key={file} className={styles.row}>
            <span className={styles.path}>
              {file}
              <br />
              <span className={styles.soft}>{reasonText(reason)}</span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
