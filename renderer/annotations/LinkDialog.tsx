import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { api } from '../api.ts'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { failureMessage } from '../ui/failure-message.ts'
import styles from './LinkDialog.module.css'
import { linkRequest } from './link-request.ts'

/** Shows the whole address of a link and leaves it to the reader to open it in the system's browser. */
export function LinkDialog() {
  const { t } = useTranslation()
  const address = useStore(linkRequest, (state) => state.address)
  // The dialog fades out: it keeps showing the last address meanwhile.
  const [shown, setShown] = useState('')
  if (address !== null && address !== shown) setShown(address)
  const field = useRef<HTMLTextAreaElement>(null)
  const close = () => linkRequest.setState({ address: null })
  const copy = () => {
    field.current?.select()
    // The asynchronous clipboard needs a permission, and Simak refuses them all.
    if (document.execCommand('copy')) announce(t('annotations:link.copied'))
  }
  const open = async () => {
    close()
    const opened = await api.call('link:open', { url: shown })
    if (!opened.ok) announce(failureMessage(opened.failure))
  }
  const canOpen = /^https?:/.test(shown)
  return (
    <Dialog
      open={address !== null}
      onClose={close}
      title={t('annotations:link.title')}
      actions={
        <>
          <Button onClick={copy}>{t('annotations:link.copy')}</Button>
          {canOpen ? (
            <Button look="primary" onClick={() => void open()}>
              {t('annotations:link.open')}
            </Button>
          ) : null}
        </>
      }
    >
      <p className={styles.text}>{canOpen ? t('annotations:link.text') : t('annotations:link.mail')}</p>
      <textarea
        ref={field}
        readOnly
        rows={3}
        value={shown}
        spellCheck={false}
        aria-label={t('annotations:link.address')}
        className={styles.address}
      />
    </Dialog>
  )
}
