import { ContextMenu as BaseContext } from '@base-ui/react/context-menu'
import { Menu as Base } from '@base-ui/react/menu'
import type { ReactElement, ReactNode } from 'react'
import floating from './floating.module.css'
import { Keys } from './Keys.tsx'
import styles from './Menu.module.css'

export interface MenuProps {
  /** The button that opens it. */
  trigger: ReactElement<Record<string, unknown>>
  /** MenuItem and MenuSeparator elements. */
  children: ReactNode
  align?: 'start' | 'center' | 'end'
}

export function Menu({ trigger, children, align = 'end' }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} sideOffset={4} className={floating.positioner}>
          <Base.Popup className={`${floating.popup} ${styles.menu}`}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

export interface ContextMenuProps {
  /** The element that answers to the secondary button, the menu key and Shift+F10. */
  target: ReactElement<Record<string, unknown>>
  /** Called with where the reader asked, before the menu opens. */
  onOpen?(event: { target: EventTarget | null }): void
  children: ReactNode
}

export function ContextMenu({ target, onOpen, children }: ContextMenuProps) {
  return (
    <BaseContext.Root>
      <BaseContext.Trigger render={target} onContextMenuCapture={onOpen} />
      <BaseContext.Portal>
        <BaseContext.Positioner className={floating.positioner}>
          <BaseContext.Popup className={`${floating.popup} ${styles.menu}`}>{children}</BaseContext.Popup>
        </BaseContext.Positioner>
      </BaseContext.Portal>
    </BaseContext.Root>
  )
}

export interface MenuItemProps {
  label: string
  icon?: ReactNode
  shortcut?: string
  danger?: boolean
  disabled?: boolean
  onSelect(): void
}

export function MenuItem({ label, icon, shortcut, danger = false, disabled = false, onSelect }: MenuItemProps) {
  return (
    <Base.Item
      className={danger ? `${styles.item} ${styles.danger}` : styles.item}
      disabled={disabled}
      onClick={onSelect}
      label={label}
    >
      {icon}
      <span className={styles.label}>{label}</span>
      {shortcut === undefined ? null : <Keys shortcut={shortcut} />}
    </Base.Item>
  )
}

export function MenuSeparator() {
  return <Base.Separator className={styles.separator} />
}
