import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import type { ReactNode } from 'react'
import styles from './SegmentedControl.module.css'

export interface Segment<Value extends string> {
  value: Value
  label: string
  /** Shown instead of the label. */
  face?: ReactNode
}

export interface SegmentedControlProps<Value extends string> {
  label: string
  segments: readonly Segment<Value>[]
  value: Value
  onChange(value: Value): void
}

/** One choice out of two to five that are all visible; a radio group for the keyboard and screen readers. */
export function SegmentedControl<Value extends string>({
  label,
  segments,
  value,
  onChange,
}: SegmentedControlProps<Value>) {
  return (
    <RadioGroup aria-label={label} value={value} onValueChange={onChange} className={styles.group}>
      {segments.map((segment) => (
        <Radio.Root key={segment.value} value={segment.value} aria-label={segment.label} className={styles.segment}>
          {segment.face ?? segment.label}
        </Radio.Root>
      ))}
    </RadioGroup>
  )
}
