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
}

/** Takes the props of Base UI's triggers, so it can be their `render` element. */
export function IconButton({ label, icon, shortcut, small = false, className, ...rest }: IconButtonProps) {
  const classes = [styles.button, small ? styles.small : undefined, className].filter(Boolean).join(' ')
  return (
    <Tooltip text={label} shortcut={shortcut}>
      <button type="button" {...rest} aria-label={label} className={classes}>
        {icon}
      </button>
    </Tooltip>
  )
}
