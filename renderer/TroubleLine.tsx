import { TriangleAlert } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '#shared/failure.ts'
import { api } from './api.ts'
import { putNoticesAway, useCondition } from './care/condition-store.ts'
import { noticeText } from './care/notice-text.ts'
import { useLibrary } from './library/library-store.ts'
import styles from './TroubleLine.module.css'
import { announce } from './ui/announce.ts'
import { Button } from './ui/Button.tsx'
import { failureMessage } from './ui/failure-message.ts'

/** Notices shown before "and n more". */
const MOST_SHOWN = 3

/**
 * Stays above everything while something is not on disk, the library cannot be changed, or files were not as they
 * should be. Only the last can be put away: the others go when they are over.
 */
export function TroubleLine() {
  const [unsaved, setUnsaved] = useState<Failure | null>(null)
  const readOnly = useCondition(({ condition }) => condition.readOnly)
  const listFailure = useLibrary((state) => state.failure)
  useEffect(() => api.on('save:trouble', setUnsaved), [])
  const trouble = unsaved ?? readOnly ?? listFailure
  return (
    <>
      {trouble === null ? null : (
        <Line>
          <span>{failureMessage(trouble)}</span>
          <Remedy failure={trouble} />
        </Line>
      )}
      <Notices />
    </>
  )
}

function Line({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <div role="alert" aria-label={t('app:trouble')} className={styles.line}>
      <TriangleAlert size={16} aria-hidden="true" />
      {children}
    </div>
  )
}

/** What the reader can do about it at once. */
function Remedy({ failure }: { failure: Failure }) {
  const { t } = useTranslation()
  const openAgain = (how: { accept: boolean; makeAnew: boolean }) => async () => {
    const reply = await api.call('library:open-again', how)
    if (!reply.ok) announce(failureMessage(reply.failure))
  }
  const again = (
    <Button onClick={() => void openAgain({ accept: false, makeAnew: false })()}>{t('care:remedy.again')}</Button>
  )
  switch (failure.code) {
    case 'library-held':
      // A command has no window.
      if (failure.kind === 'command line') return null
      return <Button onClick={() => void api.call('library:show-holder', null)}>{t('care:remedy.show')}</Button>
    case 'library-vanished':
      return (
        <>
          {again}
          <Button onClick={() => void openAgain({ accept: true, makeAnew: false })()}>{t('care:remedy.accept')}</Button>
        </>
      )
    case 'library-gone':
      return (
        <>
          {again}
          <Button onClick={() => void openAgain({ accept: false, makeAnew: true })()}>{t('care:remedy.anew')}</Button>
        </>
      )
    case 'library-unreachable':
    case 'library-read-only':
    case 'library-damaged':
      return again
    default:
      return null
  }
}

function Notices() {
  const { t } = useTranslation()
  const notices = useCondition(({ condition }) => condition.notices)
  const seen = useCondition((state) => state.seen)
  const fresh = notices.slice(seen)
  if (fresh.length === 0) return null
  const more = fresh.length - MOST_SHOWN
  return (
    <Line>
      <span>
        {fresh.slice(0, MOST_SHOWN).map(noticeText).join(' ')}
        {more > 0 ? ` ${t('care:notice.more', { count: more })}` : ''}
      </span>
      <Button onClick={putNoticesAway}>{t('care:notice.putAway')}</Button>
    </Line>
  )
}
