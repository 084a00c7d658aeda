import type { ComponentProps } from 'react'
import styles from './Button.module.css'

export interface ButtonProps extends ComponentProps<'button'> {
  /** At most one `primary` in a view; `quiet` reads as a link. */
  look?: 'plain' | 'primary' | 'quiet' | 'danger'
}

export function Button({ look = 'plain', className, type = 'button', ...rest }: ButtonProps) {
  const classes = [styles.button, look === 'plain' ? undefined : styles[look], className]
  return <button {...rest} type={type} className={classes.filter(Boolean).join(' ')} />
}
