import type { TFunction } from 'i18next'
import type { Facets } from '#shared/search-contract.ts'
import type { MessageKey } from '../ui/i18n.ts'

/** Values of the query language that are words of ours, by their field; everything else is the reader's or the world's. */
const WORDS: Partial<Record<string, MessageKey>> = {
  'is:unread': 'search:view.unread',
  'is:favourite': 'search:view.favourite',
  'is:archived': 'search:view.archived',
  'is:orphan': 'search:view.orphan',
  'has:note': 'search:part.note',
  'has:highlight': 'search:part.quote',
  'colour:yellow': 'annotations:colour.yellow',
  'colour:green': 'annotations:colour.green',
  'colour:blue': 'annotations:colour.blue',
  'colour:pink': 'annotations:colour.pink',
  'colour:purple': 'annotations:colour.purple',
}

/** How a value of a facet is called in the reader's language; the query itself keeps the value. */
export function facetLabel(field: keyof Facets, value: string, t: TFunction, locale: string): string {
  const word = WORDS[`${field}:${value}`]
  if (word !== undefined) return t(word)
  return field === 'lang' ? languageName(value, locale) : value
}

/** @param code BCP 47; answered as it is where it is none, for it stands in a page as anybody wrote it */
function languageName(code: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(code) ?? code
  } catch (problem) {
    if (problem instanceof RangeError) return code
    throw problem
  }
}
