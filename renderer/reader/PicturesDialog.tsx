import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { MissingPictures, PictureFailure, PictureHost } from '#shared/missing-pictures.ts'
import type { OpenedArticle } from '#shared/opened-article.ts'
import { assertNever } from '#shared/result.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { failureMessage } from '../ui/failure-message.ts'
import { ProgressLine } from '../ui/ProgressLine.tsx'
import { useShortcuts } from '../ui/shortcuts.ts'
import styles from './PicturesDialog.module.css'
import { closePictures, openPictures, picturesRequest } from './pictures-store.ts'
import { type Fetching, useFetching } from './use-fetching.ts'

export interface PicturesDialogProps {
  article: OpenedArticle
  onReplace(article: OpenedArticle): void
}

/** Asks before anybody is asked for pictures that did not come with the article. */
export function PicturesDialog({ article, onReplace }: PicturesDialogProps) {
  const isOpen = useStore(picturesRequest, (state) => state.isOpen)
  useShortcuts([{ id: 'reader.pictures', keys: [], message: 'reader:shortcut.pictures', run: openPictures }])
  return isOpen ? <OpenDialog article={article} onReplace={onReplace} /> : null
}

function OpenDialog({ article: { summary, base }, onReplace }: PicturesDialogProps) {
  const { t } = useTranslation()
  const { fetching, look, start, stop } = useFetching({ id: summary.id, version: base }, onReplace)
  const [changed, setChanged] = useState<ReadonlyMap<string, boolean>>(new Map())
  const isChosen = ({ host, isOwn }: PictureHost): boolean => changed.get(host) ?? !isOwn
  return (
    <Dialog
      open
      wide
      onClose={closePictures}
      title={t('reader:pictures.title')}
      actions={<Actions fetching={fetching} isChosen={isChosen} onStart={start} onStop={stop} onLook={look} />}
    >
      <Body
        fetching={fetching}
        isChosen={isChosen}
        onChoose={(host, on) => setChanged(new Map(changed).set(host, on))}
      />
    </Dialog>
  )
}

interface ActionsProps {
  fetching: Fetching
  isChosen(host: PictureHost): boolean
  onStart(hosts: string[]): Promise<void>
  onStop(): void
  onLook(): Promise<void>
}

function Actions({ fetching, isChosen, onStart, onStop, onLook }: ActionsProps) {
  const { t } = useTranslation()
  if (fetching.state === 'running') return <Button onClick={onStop}>{t('reader:pictures.stop')}</Button>
  if (fetching.state === 'choosing' && fetching.missing.count > 0) {
    const hosts = fetching.missing.hosts.filter(isChosen)
    const count = hosts.reduce((sum, host) => sum + host.count, 0)
    return (
      <>
        <Button onClick={closePictures}>{t('reader:pictures.cancel')}</Button>
        <Button look="primary" disabled={count === 0} onClick={() => void onStart(hosts.map(({ host }) => host))}>
          {t('reader:pictures.get', { count })}
        </Button>
      </>
    )
  }
  const isPart = fetching.state === 'done' && fetching.failed.length > 0
  return (
    <>
      {isPart ? <Button onClick={() => void onLook()}>{t('reader:pictures.again')}</Button> : null}
      <Button look="primary" onClick={closePictures}>
        {t('reader:pictures.close')}
      </Button>
    </>
  )
}

interface BodyProps {
  fetching: Fetching
  isChosen(host: PictureHost): boolean
  onChoose(host: string, on: boolean): void
}

function Body({ fetching, isChosen, onChoose }: BodyProps) {
  const { t } = useTranslation()
  switch (fetching.state) {
    case 'looking':
      return <p role="status">{t('reader:pictures.looking')}</p>
    case 'choosing':
      return <Hosts missing={fetching.missing} isChosen={isChosen} onChoose={onChoose} />
    case 'running':
      return <Running progress={fetching.progress} />
    case 'done':
      return <Outcome fetched={fetching.fetched} failed={fetching.failed} />
    case 'failed':
      return <p role="alert">{failureMessage(fetching.failure)}</p>
    default:
      return assertNever(fetching)
  }
}

function Hosts({
  missing: { count, hosts },
  isChosen,
  onChoose,
}: { missing: MissingPictures } & Pick<BodyProps, 'isChosen' | 'onChoose'>) {
  const { t } = useTranslation()
  if (count === 0) return <p role="status">{t('reader:pictures.none')}</p>
  return (
    <>
      <p>{t('reader:pictures.text', { count })}</p>
      <ul className={styles.hosts}>
        {hosts.map((one) => (
          <li key={one.host}>
            <label className={styles.host}>
              <input
                type="checkbox"
                checked={isChosen(one)}
                onChange={(event) => onChoose(one.host, event.target.checked)}
              />
              <span className={styles.name}>{one.host}</span>
              <span className={styles.about}>
                {t('reader:pictures.host', { count: one.count })}
                {one.isOwn ? `, ${t('reader:pictures.own')}` : null}
              </span>
            </label>
          </li>
        ))}
      </ul>
      <p className={styles.about}>{t('reader:pictures.warning')}</p>
    </>
  )
}

function Running({ progress }: { progress: { done: number; total: number } | null }) {
  const { t } = useTranslation()
  return (
    <ProgressLine label={t('reader:pictures.title')} progress={progress}>
      <span>{progress === null ? '' : t('reader:pictures.progress', { ...progress })}</span>
    </ProgressLine>
  )
}

function Outcome({ fetched, failed }: { fetched: number; failed: readonly PictureFailure[] }) {
  const { t } = useTranslation()
  return (
    <div role="status">
      <p>{t('reader:pictures.done', { count: fetched })}</p>
      {failed.length === 0 ? null : (
        <>
          <p>{t('reader:pictures.failed', { count: failed.length })}</p>
          <ul className={styles.failures}>
            {failed.map((failure) => (
              <li key={failure.address}>
                <span className={styles.address}>{failure.address}</span>
                <Reason failure={failure} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

const REASONS = {
  'own-network': 'reader:pictures.reason.own-network',
  timeout: 'reader:pictures.reason.timeout',
  unreachable: 'reader:pictures.reason.unreachable',
  redirects: 'reader:pictures.reason.redirects',
  'too-large': 'reader:pictures.reason.too-large',
  'not-a-picture': 'reader:pictures.reason.not-a-picture',
  cancelled: 'reader:pictures.reason.cancelled',
  'no-place': 'reader:pictures.reason.no-place',
} as const

function Reason({ failure }: { failure: PictureFailure }) {
  const { t } = useTranslation()
  const text =
    failure.reason === 'status'
      ? t('reader:pictures.reason.status', { status: failure.status })
      : t(REASONS[failure.reason])
  return <span className={styles.about}>{text}</span>
}
