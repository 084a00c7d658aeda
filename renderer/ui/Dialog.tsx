import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { type ReactNode, type RefObject, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './Dialog.module.css'
import { IconButton } from './IconButton.tsx'

export interface DialogProps {
  open: boolean
  onClose(): void
  title: string
  children: ReactNode
  /** Buttons below a hairline. */
  actions?: ReactNode
  wide?: boolean
  /** What takes the focus when it opens. */
  focus?: RefObject<HTMLElement | null>
}

/** A modal dialog; Escape, the close button and a press outside close it, and the focus goes back to where it was. */
export function Dialog({ open, onClose, title, children, actions, wide = false, focus }: DialogProps) {
  const { t } = useTranslation()
  const popup = useRef<HTMLDivElement>(null)
  return (
    <Base.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        {/* The dialog itself takes the focus: on its first button it would look like a recommendation to close. */}
        <Base.Popup
          ref={popup}
          initialFocus={focus ?? popup}
          data-modal=""
          className={wide ? `${styles.popup} ${styles.wide}` : styles.popup}
        >
          <header className={styles.head}>
            <Base.Title className={styles.title}>{title}</Base.Title>
            <Base.Close render={<IconButton label={t('app:close')} icon={<X size={18} aria-hidden="true" />} />} />
          </header>
          <div className={styles.body}>{children}</div>
          {actions === undefined ? null : <footer className={styles.actions}>{actions}</footer>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
