import { assertNever } from '#shared/result.ts'
import type { Face, Locale, Settings, Theme } from '#shared/settings.ts'

/** Width of a usual character in em, measured over Indonesian and English news text; `ch` would be a quarter wider. */
const USUAL_CHARACTER: Record<Face, number> = { serif: 0.486, sans: 0.497 }

/** Pixels of a line of `measure` usual characters. */
export function lineWidth({ face, fontSize, measure }: Pick<Settings, 'face' | 'fontSize' | 'measure'>): number {
  return Math.round(measure * fontSize * USUAL_CHARACTER[face])
}

/** The theme to paint. */
export function shownTheme(theme: Theme, systemIsDark: boolean): 'light' | 'sepia' | 'dark' {
  switch (theme) {
    case 'system':
      return systemIsDark ? 'dark' : 'light'
    case 'light':
    case 'sepia':
    case 'dark':
      return theme
    default:
      return assertNever(theme)
  }
}

const systemDark = (): MediaQueryList => window.matchMedia('(prefers-color-scheme: dark)')

/** Puts the settings on the document, where the style sheets read them. */
export function applyAppearance(settings: Settings, locale: Locale): void {
  const root = document.documentElement
  root.lang = locale
  root.dataset['theme'] = shownTheme(settings.theme, systemDark().matches)
  root.style.setProperty('--reading-size', `${settings.fontSize}px`)
  root.style.setProperty('--reading-measure', `${lineWidth(settings)}px`)
  root.style.setProperty('--reading-leading', String(settings.leading))
  root.style.setProperty('--reading-face', `var(--face-${settings.face})`)
}

/** Answers a function that stops listening. */
export function onSystemTheme(listener: () => void): () => void {
  const query = systemDark()
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}
