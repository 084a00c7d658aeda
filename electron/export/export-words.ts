import type { HighlightColour } from '#shared/annotation.ts'

/** The words an exported file needs, in the reader's language. */
export interface ExportWords {
  highlights: string
  lost: string
  original: string
  untitled: string
  colours: Record<HighlightColour, string>
}

/** Picks the words out of the catalogue `export`; `translate` is i18next's `t` in the wanted language. */
export function exportWords(translate: (key: string) => string): ExportWords {
  const t = translate
  return {
    highlights: t('export:heading.highlights'),
    lost: t('export:heading.lost'),
    original: t('export:link.original'),
    untitled: t('export:untitled'),
    colours: {
      yellow: t('export:colour.yellow'),
      green: t('export:colour.green'),
      blue: t('export:colour.blue'),
      pink: t('export:colour.pink'),
      purple: t('export:colour.purple'),
    },
  }
}
