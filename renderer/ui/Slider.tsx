import { Slider as Base } from '@base-ui/react/slider'
import styles from './Slider.module.css'

export interface SliderProps {
  label: string
  value: number
  range: { readonly min: number; readonly max: number; readonly step: number }
  /** The value in words, in the reader's language. */
  format(value: number): string
  onChange(value: number): void
}

export function Slider({ label, value, range, format, onChange }: SliderProps) {
  return (
    <Base.Root
      className={styles.slider}
      value={value}
      min={range.min}
      max={range.max}
      step={range.step}
      thumbAlignment="edge-client-only"
      onValueChange={(next) => onChange(next)}
    >
      <Base.Control className={styles.control}>
        <Base.Track className={styles.track}>
          <Base.Indicator className={styles.indicator} />
          <Base.Thumb
            aria-label={label}
            getAriaValueText={(_text, current) => format(current)}
            className={styles.thumb}
          />
        </Base.Track>
      </Base.Control>
      <span className={styles.value}>{format(value)}</span>
    </Base.Root>
  )
}
