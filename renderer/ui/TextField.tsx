import type { ComponentProps, ReactNode } from 'react'
import styles from './TextField.module.css'

export interface TextFieldProps extends Omit<ComponentProps<'input'>, 'aria-label'> {
  /** Accessible name. */
  label: string
  /** A Lucide icon of 16 px before the text. */
  icon?: ReactNode
  /** Something at the end of the field, e.g. a small IconButton. */
  end?: ReactNode
}

export function TextField({ label, icon, end, className, ...rest }: TextFieldProps) {
  const classes = [styles.input, icon === undefined ? undefined : styles.withIcon].filter(Boolean).join(' ')
  return (
    <span className={[styles.field, className].filter(Boolean).join(' ')}>
      {icon === undefined ? null : <span className={styles.icon}>{icon}</span>}
      <input spellCheck={false} autoComplete="off" {...rest} aria-label={label} className={classes} />
      {end}
    </span>
  )
}
