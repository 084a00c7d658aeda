import { useTranslation } from 'react-i18next'
import { HIGHLIGHT_COLOURS, type HighlightColour } from '#shared/annotation.ts'
import { Swatch } from '../ui/Swatch.tsx'
import { Tooltip } from '../ui/Tooltip.tsx'
import styles from './ColourButtons.module.css'
import { useColourNames } from '../ui/colour-names.ts'

export interface ColourButtonsProps {
  /** The colour that is on, null where none is. */
  value: HighlightColour | null
  onPick(colour: HighlightColour): void
}

/** The five colours by name, with the keys 1 to 5, so that they are not told by colour alone. */
export function ColourButtons({ value, onPick }: ColourButtonsProps) {
  const { t } = useTranslation()
  const nameOf = useColourNames()
  return (
    <span role="group" aria-label={t('annotations:colour.label')} className={styles.group}>
      {HIGHLIGHT_COLOURS.map((colour, index) => {
        const name = nameOf(colour)
        return (
          <Tooltip key={colour} text={name} shortcut={String(index + 1)}>
            <button
              type="button"
              aria-label={name}
              aria-pressed={value === colour}
              data-colour={colour}
              className={styles.button}
              onClick={() => onPick(colour)}
            >
              <Swatch colour={colour}>{String(index + 1)}</Swatch>
            </button>
          </Tooltip>
        )
      })}
    </span>
  )
}
