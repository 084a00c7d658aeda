import { AlertDialog as Base } from '@base-ui/react/alert-dialog'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './Button.tsx'
import styles from './Dialog.module.css'

export interface ConfirmDialogProps {
  open: boolean
  title: string
  /** What will happen, in full (the whole address of a link, for instance). */
  children: ReactNode
  /** The verb of the button that goes on. */
  confirm: string
  danger?: boolean
  onConfirm(): void
  onCancel(): void
}

/** Asks before something that cannot be taken back; the focus starts on Cancel. */
export function ConfirmDialog({
  open,
  title,
  children,
  confirm,
  danger = false,
  onConfirm,
  onCancel,
}: ConfirmDialogProps) {
  const { t } = useTranslation()
  return (
    <Base.Root open={open} onOpenChange={(next) => (next ? undefined : onCancel())}>
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Popup data-modal="" className={styles.popup}>
          <header className={styles.head}>
            <Base.Title className={styles.title}>{title}</Base.Title>
          </header>
          <Base.Description render={<div className={styles.text} />}>{children}</Base.Description>
          <footer className={styles.actions}>
            <Base.Close render={<Button>{t('app:cancel')}</Button>} />
            <Button look={danger ? 'danger' : 'primary'} onClick={onConfirm}>
              {confirm}
            </Button>
          </footer>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
