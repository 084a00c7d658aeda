import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { HighlightColour } from '#shared/annotation.ts'
import type { ColourNames } from '#shared/settings.ts'

export const USUAL_COLOUR_NAMES = {
  yellow: 'annotations:colour.yellow',
  green: 'annotations:colour.green',
  blue: 'annotations:colour.blue',
  pink: 'annotations:colour.pink',
  purple: 'annotations:colour.purple',
} as const satisfies Record<HighlightColour, string>

const store = createStore<{ names: ColourNames }>(() => ({ names: {} }))

/** Takes over what the reader calls the colours; the settings tell. */
export function nameColours(names: ColourNames): void {
  store.setState({ names })
}

/** What a colour is called now. */
export function colourName(colour: HighlightColour): string {
  return store.getState().names[colour] ?? i18next.t(USUAL_COLOUR_NAMES[colour])
}

/** React hook: the same, rendered anew when names or language change. */
export function useColourNames(): (colour: HighlightColour) => string {
  const { t } = useTranslation()
  const names = useStore(store, (state) => state.names)
  return (colour) => names[colour] ?? t(USUAL_COLOUR_NAMES[colour])
}
