import { HIGHLIGHT_COLOURS } from '#shared/annotation.ts'
import { assertNever } from '#shared/result.ts'
import type { DateRange } from '#shared/search-dates.ts'
import type { ArticleStateName, QueryFilter } from '#shared/search-query.ts'
import { foldWord } from '#shared/words.ts'
import { type DocList, type DocTable, dayOf, NO_DAY } from './doc-table.ts'
import type { IndexView } from './index-view.ts'
import { FIRST_COLOUR_BIT, STATE } from './search-document.ts'

/** What filters need besides the index. */
export interface FilterContext {
  /** Milliseconds since 1970. */
  now: number
  collections: readonly { id: string; name: string }[]
}

const MS_A_DAY = 86_400_000
const LANGUAGE_NAMES: Record<string, string> = {
  indonesia: 'id',
  indonesian: 'id',
  inggris: 'en',
  english: 'en',
}

/** 1 for each document of the view that passes. */
export function filterMask(view: IndexView, filter: QueryFilter, context: FilterContext): Uint8Array {
  const mask = new Uint8Array(view.total)
  view.forEach(({ docs }, base) => {
    const passes = testOf(docs, filter, context)
    for (let doc = 0; doc < docs.count; doc++) if (passes(doc)) mask[base + doc] = 1
  })
  return mask
}

type Test = (doc: number) => boolean

function testOf(docs: DocTable, filter: QueryFilter, context: FilterContext): Test {
  switch (filter.field) {
    case 'site':
      return inList(docs, 'sites', contains(filter.value))
    case 'author':
      return inList(docs, 'authors', contains(filter.value))
    case 'tag':
      return inList(docs, 'tags', isTagUnder(filter.value))
    case 'in':
      return inList(docs, 'collections', isCollection(filter.value, context))
    case 'lang':
      return isLanguage(docs, filter.value)
    case 'title':
      return () => true
    case 'colour':
      return hasBit(docs, 1 << (FIRST_COLOUR_BIT + HIGHLIGHT_COLOURS.indexOf(filter.value)))
    case 'has':
      return hasBit(docs, STATE[filter.value])
    case 'is':
      return isState(docs, filter.value)
    case 'published':
      return isBetween((doc) => docs.published[doc] ?? NO_DAY, filter.range, context.now)
    case 'saved':
      return isBetween((doc) => localDay(docs.saved[doc] ?? 0), filter.range, context.now)
    default:
      return assertNever(filter)
  }
}

function inList(docs: DocTable, list: DocList, matches: (text: string) => boolean): Test {
  const wanted = new Uint8Array(docs.strings.length)
  for (const [index, text] of docs.strings.entries()) if (matches(text)) wanted[index] = 1
  const { starts, values } = docs.lists[list]
  return (doc) => {
    for (let at = starts[doc] ?? 0; at < (starts[doc + 1] ?? 0); at++) if (wanted[values[at] ?? 0] === 1) return true
    return false
  }
}

function contains(value: string): (text: string) => boolean {
  const wanted = foldWord(value)
  return (text) => foldWord(text).includes(wanted)
}

/** Tags are nested by slashes: `a` holds `a/b`. */
export function isTagUnder(value: string): (tag: string) => boolean {
  const wanted = foldWord(value.replace(/\/+$/, ''))
  return (tag) => {
    const folded = foldWord(tag)
    return folded === wanted || folded.startsWith(`${wanted}/`)
  }
}

function isCollection(value: string, { collections }: FilterContext): (id: string) => boolean {
  const wanted = foldWord(value)
  const ids = new Set(
    collections.filter(({ id, name }) => id === value || foldWord(name) === wanted).map(({ id }) => id),
  )
  return (id) => ids.has(id)
}

function isLanguage(docs: DocTable, value: string): Test {
  const wanted = LANGUAGE_NAMES[value.toLowerCase()] ?? value.toLowerCase()
  const matches = docs.strings.map((text) => {
    const tag = text.toLowerCase()
    return tag === wanted || tag.startsWith(`${wanted}-`)
  })
  return (doc) => {
    const index = docs.languages[doc] ?? 0
    return index > 0 && matches[index - 1] === true
  }
}

function hasBit(docs: DocTable, bit: number): Test {
  return (doc) => ((docs.states[doc] ?? 0) & bit) !== 0
}

function isState(docs: DocTable, state: ArticleStateName): Test {
  if (state !== 'read') return hasBit(docs, STATE[state])
  return (doc) => ((docs.states[doc] ?? 0) & STATE.unread) === 0
}

function isBetween(day: (doc: number) => number, range: DateRange, now: number): Test {
  const [least, most] = boundsOf(range, now)
  return (doc) => {
    const value = day(doc)
    return value !== NO_DAY && value >= least && value <= most
  }
}

/** First and last day of the range, as days since 1970. */
export function boundsOf(range: DateRange, now: number): [least: number, most: number] {
  if (range.kind === 'days') {
    return [range.from === null ? -Infinity : dayOf(range.from), range.to === null ? Infinity : dayOf(range.to)]
  }
  const today = localDay(now)
  return [range.most === null ? -Infinity : today - range.most, range.least === null ? Infinity : today - range.least]
}

/** The day where the reader is. */
function localDay(time: number): number {
  return Math.floor((time - new Date(time).getTimezoneOffset() * 60_000) / MS_A_DAY)
}
