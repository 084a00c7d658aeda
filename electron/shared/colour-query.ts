import { HIGHLIGHT_COLOURS } from './annotation.ts'
import { FIELD_NAMES, usualColour } from './search-query.ts'
import type { ColourNames } from './settings.ts'

const FILTER = new RegExp(
  `((?:^|[\\s(-])(?:${FIELD_NAMES.colour.join('|')}):)(?:(["“])([^"”]*)(["”])|([^\\s()"“”«»]+))`,
  'giu',
)

/**
 * The query with the names that search knows in the place of those that the reader gave to colours, in filters by colour
 * only. A usual name keeps its usual meaning, whatever the reader calls that. Filled up with spaces, so that spans in
 * the query stay where they were, but for names that are shorter than the usual ones.
 */
export function withUsualColours(query: string, names: ColourNames): string {
  return query.replace(
    FILTER,
    (whole: string, before: string, open?: string, quoted?: string, close?: string, bare?: string) => {
      const written = quoted ?? bare ?? ''
      const wanted = plain(written)
      if (wanted === '' || usualColour(wanted) !== null) return whole
      const colour = HIGHLIGHT_COLOURS.find((one) => plain(names[one] ?? '') === wanted)
      return colour === undefined ? whole : `${before}${open ?? ''}${colour.padEnd(written.length)}${close ?? ''}`
    },
  )
}

function plain(name: string): string {
  return name.trim().normalize('NFC').toLowerCase()
}
