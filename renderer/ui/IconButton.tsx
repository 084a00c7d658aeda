import type { ComponentProps, ReactNode } from 'react'
import styles from './IconButton.module.css'
import { Tooltip } from './Tooltip.tsx'

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children' | 'aria-label'> {
  /** Accessible name and tooltip. */
  label: string
  /** A Lucide icon of 18 px (16 px where `small`). */
  icon: ReactNode
  /** Key as in a shortcut ("mod+o"), shown in the tooltip. */
  shortcut?: string
  small?: boolean
  /** Where there are very many: the browser's own tooltip, which costs nothing until it is wanted. */
  plain?: boolean
}

/** Takes the props of Base UI's triggers, so it can be their `render` element. */
export function IconButton({ label, icon, shortcut, small, plain, className, ...rest }: IconButtonProps) {
  const classes = [styles.button, small === true ? styles.small : undefined, className].filter(Boolean).join(' ')
  const button = (
    <button
      type="button"
      {...rest}
      {...(plain === true ? { title: label } : {})}
      aria-label={label}
      className={classes}
    >
      {icon}
    </button>
  )
  if (plain === true) return button
  return (
    <Tooltip text={label} shortcut={shortcut}>
      {button}
    </Tooltip>
  )
}
