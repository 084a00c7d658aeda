import type { ReactNode } from 'react'
import styles from './ProgressLine.module.css'

export interface ProgressLineProps {
  /** Accessible name. */
  label: string
  /** Null while it is not known how much there is. */
  progress: { done: number; total: number } | null
  /** What stands beside the bar. */
  children: ReactNode
}

/** How far something is that takes a while. */
export function ProgressLine({ label, progress, children }: ProgressLineProps) {
  return (
    <div className={styles.line}>
      <progress
        aria-label={label}
        {...(progress === null ? {} : { value: progress.done, max: Math.max(1, progress.total) })}
      />
      {children}
    </div>
  )
}
