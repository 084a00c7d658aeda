import type { HighlightColour } from './annotation.ts'
import type { ArticleId } from './article.ts'
import { DEFAULT_EXPORT_SETTINGS, type ExportSettings } from './export-options.ts'

export type ColourNames = Partial<Record<HighlightColour, string>>

/** UTF-16 code units of a colour's name: it stands in toolbars. */
export const LONGEST_COLOUR_NAME = 40

/** Settings of this device only; they lie in the app-data folder and can be deleted without loss. */
export const THEMES = ['system', 'light', 'sepia', 'dark'] as const
export const LANGUAGES = ['system', 'id', 'en'] as const
export const FACES = ['serif', 'sans'] as const
export const SORTS = ['saved', 'published', 'title'] as const
export type Theme = (typeof THEMES)[number]
export type LanguageSetting = (typeof LANGUAGES)[number]
export type Face = (typeof FACES)[number]
export type Sort = (typeof SORTS)[number]
/** The languages the interface speaks. */
export type Locale = 'id' | 'en'

export interface Settings {
  theme: Theme
  language: LanguageSetting
  face: Face
  /** Reading text size in CSS pixels. */
  fontSize: number
  /** Measure in characters (CSS ch) a line. */
  measure: number
  /** Line height as a multiple of the size. */
  leading: number
  sort: Sort
  /** The article that was open last; the next start opens it again. */
  lastArticle: ArticleId | null
  export: ExportSettings
  /** What the reader calls the highlight colours; a colour without a name of its own has the usual one. */
  colourNames: ColourNames
}

export const FONT_SIZE_RANGE = { min: 14, max: 32, step: 1 } as const
export const MEASURE_RANGE = { min: 45, max: 90, step: 5 } as const
export const LEADING_RANGE = { min: 1.3, max: 2.1, step: 0.1 } as const

export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  language: 'system',
  face: 'serif',
  fontSize: 19,
  measure: 68,
  leading: 1.6,
  sort: 'saved',
  lastArticle: null,
  export: DEFAULT_EXPORT_SETTINGS,
  colourNames: {},
}

/** The interface language for a setting and the system's preferred languages (BCP 47, best first). */
export function localeFor(setting: LanguageSetting, systemLanguages: readonly string[]): Locale {
  if (setting !== 'system') return setting
  const known = systemLanguages
    .map((tag) => tag.toLowerCase().split('-')[0])
    .find((tag) => tag === 'id' || tag === 'in' || tag === 'en')
  return known === 'id' || known === 'in' ? 'id' : 'en'
}
