import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { HIGHLIGHT_COLOURS, type HighlightColour } from '#shared/annotation.ts'
import { LONGEST_COLOUR_NAME } from '#shared/settings.ts'
import { USUAL_COLOUR_NAMES } from '../ui/colour-names.ts'
import { Swatch } from '../ui/Swatch.tsx'
import { TextField } from '../ui/TextField.tsx'
import styles from './ColourSettings.module.css'
import { changeSettings, useSettings } from './settings-store.ts'

/** What the reader calls the highlight colours; an empty field is the usual name. */
export function ColourSettings(): ReactNode {
  const { t } = useTranslation()
  return (
    <>
      <p className={styles.hint}>{t('settings:colours.hint')}</p>
      <ul className={styles.list}>
        {HIGHLIGHT_COLOURS.map((colour, index) => (
          <li key={colour} className={styles.row}>
            <Swatch colour={colour}>{String(index + 1)}</Swatch>
            <NameField colour={colour} />
          </li>
        ))}
      </ul>
    </>
  )
}

function NameField({ colour }: { colour: HighlightColour }) {
  const { t } = useTranslation()
  const names = useSettings(({ settings }) => settings.colourNames)
  const [text, setText] = useState(names[colour] ?? '')
  const usual = t(USUAL_COLOUR_NAMES[colour])
  const type = (typed: string): void => {
    setText(typed)
    const { [colour]: _before, ...others } = names
    const name = typed.trim()
    changeSettings({ colourNames: name === '' ? others : { ...others, [colour]: name } })
  }
  return (
    <TextField
      label={t('settings:colours.name', { colour: usual })}
      placeholder={usual}
      maxLength={LONGEST_COLOUR_NAME}
      value={text}
      onChange={(event) => type(event.target.value)}
    />
  )
}
