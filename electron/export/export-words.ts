import type { HighlightColour } from '#shared/annotation.ts'
import type { ColourNames } from '#shared/settings.ts'

/** The words an exported file needs, in the reader's language. Plain data: they go to the worker. */
export interface ExportWords {
  highlights: string
  lost: string
  original: string
  open: string
  passage: string
  fullText: string
  context: string
  untitled: string
  note: string
  tags: string
  author: string
  site: string
  metadata: string
  /** What a merged file says of itself. */
  deleted: string
  conflictHere: string
  conflictSimak: string
  colours: Record<HighlightColour, string>
}

/**
 * Picks the words out of the catalogue `export`; `translate` is i18next's `t` in the wanted language.
 * @param names what the reader calls the colours
 */
export function exportWords(translate: (key: string) => string, names: ColourNames = {}): ExportWords {
  const t = translate
  return {
    highlights: t('export:heading.highlights'),
    lost: t('export:heading.lost'),
    original: t('export:link.original'),
    open: t('export:link.open'),
    passage: t('export:link.passage'),
    fullText: t('export:heading.fullText'),
    context: t('export:heading.context'),
    untitled: t('export:untitled'),
    note: t('export:label.note'),
    tags: t('export:label.tags'),
    author: t('export:label.author'),
    site: t('export:label.site'),
    metadata: t('export:heading.metadata'),
    deleted: t('export:merge.deleted'),
    conflictHere: t('export:merge.conflictHere'),
    conflictSimak: t('export:merge.conflictSimak'),
    colours: {
      yellow: t('export:colour.yellow'),
      green: t('export:colour.green'),
      blue: t('export:colour.blue'),
      pink: t('export:colour.pink'),
      purple: t('export:colour.purple'),
      ...names,
    },
  }
}
