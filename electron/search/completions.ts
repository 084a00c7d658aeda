import { FIELD_NAMES, fieldOf, PARTS, type QueryFilter, STATES } from '#shared/search-query.ts'
import { HIGHLIGHT_COLOURS } from '#shared/annotation.ts'
import type { Completion, Facets } from '#shared/search-contract.ts'
import { foldWord } from '#shared/words.ts'
import { valuesThatFit } from './facets.ts'
import type { IndexView } from './index-view.ts'

const MOST = 8
/** Terms of a range that are looked at in one field of a segment; more start with one or two letters only. */
const MOST_LOOKED_AT = 40_000
const SHORTEST = 2

/** Proposals for what stands right before the end of the query: fields, their values, words of the library. */
export function completionsOf(
  view: IndexView,
  query: string,
  facets: () => Facets,
  collections: readonly { id: string; name: string }[],
): Completion[] {
  const valued = /(?:^|[\s(])-?(\p{Letter}+):("?)([^\s"]*|[^"]*)$/u.exec(query)
  const field = valued === null ? null : fieldOf(valued[1] ?? '')
  if (valued !== null && field !== null) {
    const typed = valued[3] ?? ''
    const start = query.length - typed.length - (valued[2] ?? '').length
    return valuesOf(view, { field, typed }, facets, collections).map(({ value, count }) => {
      return { insert: `${quoted(value)} `, label: value, count, start, end: query.length }
    })
  }
  const word = /(?:^|[\s(-])([\p{Letter}\p{Mark}\p{Number}]+)$/u.exec(query)?.[1] ?? ''
  if (word.length < SHORTEST) return []
  const start = query.length - word.length
  return [...fieldsOf(word), ...wordsOf(view, word)]
    .slice(0, MOST)
    .map(({ text, count }) => ({ insert: text, label: text.trim(), count, start, end: query.length }))
}

function valuesOf(
  view: IndexView,
  { field, typed }: { field: QueryFilter['field']; typed: string },
  facets: () => Facets,
  collections: readonly { id: string; name: string }[],
): { value: string; count: number }[] {
  const wanted = foldWord(typed)
  const fits = ({ value }: { value: string }): boolean => foldWord(value).includes(wanted)
  const known = (values: readonly string[]) => values.map((value) => ({ value, count: 0 })).filter(fits)
  switch (field) {
    case 'colour':
      return known(HIGHLIGHT_COLOURS)
    case 'has':
      return known(PARTS)
    case 'is':
      return known(STATES)
    case 'in':
      return known(collections.map(({ name }) => name)).slice(0, MOST)
    case 'saved':
      return known(['<7d', '<30d', '<1y'])
    case 'title':
      return []
    // Far more than facets are counted for.
    case 'site':
      return valuesThatFit(view, 'sites', (value) => fits({ value })).slice(0, MOST)
    case 'author':
      return valuesThatFit(view, 'authors', (value) => fits({ value })).slice(0, MOST)
    default:
      return facets()[field].filter(fits).slice(0, MOST)
  }
}

function quoted(value: string): string {
  return /[\s()"]/.test(value) ? `"${value.replaceAll('"', '')}"` : value
}

function fieldsOf(word: string): { text: string; count: number }[] {
  const wanted = word.toLowerCase()
  const names = Object.values(FIELD_NAMES).flatMap((aliases) => aliases.find((name) => name.startsWith(wanted)) ?? [])
  return names.map((name) => ({ text: `${name}:`, count: 0 }))
}

/** The most frequent words that start so. */
function wordsOf(view: IndexView, word: string): { text: string; count: number }[] {
  const prefix = foldWord(word)
  const counts = new Map<string, number>()
  view.forEach((segment) => {
    for (const field of [segment.fields.text, segment.fields.title]) {
      const [first, end] = field.terms.prefixRange(prefix)
      const best: number[] = []
      for (let term = first; term < Math.min(end, first + MOST_LOOKED_AT); term++) {
        const count = field.counts[term] ?? 0
        const worst = best.at(-1)
        if (best.length === MOST && worst !== undefined && (field.counts[worst] ?? 0) >= count) continue
        best.push(term)
        best.sort((a, b) => (field.counts[b] ?? 0) - (field.counts[a] ?? 0))
        best.length = Math.min(best.length, MOST)
      }
      for (const term of best) {
        const text = field.terms.at(term)
        counts.set(text, (counts.get(text) ?? 0) + (field.counts[term] ?? 0))
      }
    }
  })
  counts.delete(prefix)
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([text, count]) => ({ text, count }))
}
