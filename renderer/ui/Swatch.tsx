import type { HighlightColour } from '#shared/annotation.ts'
import styles from './Swatch.module.css'

export interface SwatchProps {
  colour: HighlightColour
  /** An initial or a check mark, so that the colour is never told by colour alone. */
  children?: string
}

/** A colour dot; the name of the colour belongs to the control or the text around it. */
export function Swatch({ colour, children }: SwatchProps) {
  return (
    <span aria-hidden="true" className={`${styles.swatch} ${styles[colour]}`}>
      {children}
    </span>
  )
}
