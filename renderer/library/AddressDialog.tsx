import { type FormEvent, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { failureMessage } from '../ui/failure-message.ts'
import { TextField } from '../ui/TextField.tsx'
import styles from './AddressDialog.module.css'
import { finishImport } from './import-actions.ts'

export interface AddressDialogProps {
  open: boolean
  onClose(): void
}

/** Saves the page at an address as an article; says whom that asks for what. */
export function AddressDialog({ open, onClose }: AddressDialogProps) {
  return open ? <OpenDialog onClose={onClose} /> : null
}

function OpenDialog({ onClose }: Pick<AddressDialogProps, 'onClose'>) {
  const { t } = useTranslation()
  const form = useId()
  const field = useRef<HTMLInputElement>(null)
  const [address, setAddress] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const close = (): void => {
    if (isBusy) void api.call('fetch:cancel', null)
    onClose()
  }
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setBusy(true)
    setProblem(null)
    const reply = await api.call('library:import-address', { url: address })
    setBusy(false)
    if (!reply.ok) return setProblem(failureMessage(reply.failure))
    onClose()
    return await finishImport(reply.value)
  }
  return (
    <Dialog
      open
      onClose={close}
      focus={field}
      title={t('library:address.title')}
      actions={
        <>
          <Button onClick={close}>{isBusy ? t('library:address.stop') : t('library:address.cancel')}</Button>
          <Button look="primary" type="submit" form={form} disabled={isBusy || address.trim() === ''}>
            {isBusy ? t('library:address.working') : t('library:address.save')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={(event) => void save(event)}>
        <TextField
          ref={field}
          label={t('library:address.field')}
          type="text"
          inputMode="url"
          placeholder="https://"
          value={address}
          readOnly={isBusy}
          onChange={(event) => setAddress(event.target.value)}
        />
      </form>
      {problem === null ? (
        <p className={styles.hint}>{t('library:address.hint')}</p>
      ) : (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </Dialog>
  )
}
