import { HIGHLIGHT_COLOURS } from '#shared/annotation.ts'
import type { FacetCount, Facets } from '#shared/search-contract.ts'
import { type DocList, type DocTable, NO_DAY } from './doc-table.ts'
import type { IndexView } from './index-view.ts'
import { FIRST_COLOUR_BIT, STATE } from './search-document.ts'

/** Of each facet, as many values as fit beside a list. */
const MOST_VALUES = 12
const MOST_YEARS = 10_000
const STATE_BITS = FIRST_COLOUR_BIT + HIGHLIGHT_COLOURS.length
/** Days from the first of January of the year 1 to 1970. */
const DAYS_BEFORE_EPOCH = 719_162
const STATE_NAMES = ['unread', 'archived', 'favourite', 'orphan'] as const
const PART_NAMES = ['note', 'highlight'] as const

/** How many of the matching documents have which site, author, tag, language, year, state and colour. */
export function facetsOf(view: IndexView, scores: Float32Array): Facets {
  const counts = new Counts()
  view.forEach(({ docs }, base) => {
    const matching = scores.subarray(base, base + docs.count)
    for (const list of LISTS) counts.addTexts(list, docs.strings, countList(docs, list, matching))
    counts.addTexts('languages', docs.strings, countLanguages(docs, matching))
    counts.addRows(docs, matching)
  })
  return counts.finish()
}

/** The values of one list that fit, of all articles, the most frequent first. */
export function valuesThatFit(view: IndexView, list: DocList, fits: (text: string) => boolean): FacetCount[] {
  const present = view.present(false)
  const found = new Map<string, number>()
  view.forEach(({ docs }, base) => {
    const counts = countList(docs, list, present.subarray(base, base + docs.count))
    for (const [index, count] of counts.entries()) {
      const text = docs.strings[index] ?? ''
      if (count > 0 && fits(text)) found.set(text, (found.get(text) ?? 0) + count)
    }
  })
  return top(found)
}

/** How often each string of the table stands in a list of a matching document. */
function countList(docs: DocTable, list: DocList, matching: Float32Array | Uint8Array): Uint32Array {
  const { starts, values } = docs.lists[list]
  const counts = new Uint32Array(docs.strings.length)
  // A site is its name; the host behind it is for searching.
  const most = list === 'sites' ? 1 : Number.POSITIVE_INFINITY
  for (let doc = 0; doc < matching.length; doc++) {
    if ((matching[doc] ?? 0) <= 0) continue
    const from = starts[doc] ?? 0
    const end = Math.min(starts[doc + 1] ?? 0, from + most)
    for (let at = from; at < end; at++) {
      const index = values[at] ?? 0
      counts[index] = (counts[index] ?? 0) + 1
    }
  }
  return counts
}

function countLanguages(docs: DocTable, matching: Float32Array): Uint32Array {
  const counts = new Uint32Array(docs.strings.length + 1)
  for (let doc = 0; doc < matching.length; doc++) {
    if ((matching[doc] ?? 0) <= 0) continue
    const index = docs.languages[doc] ?? 0
    counts[index] = (counts[index] ?? 0) + 1
  }
  return counts.subarray(1)
}

const LISTS = ['sites', 'authors', 'tags', 'collections'] as const satisfies readonly DocList[]

class Counts {
  private readonly texts: Record<(typeof LISTS)[number] | 'languages', Map<string, number>> = {
    sites: new Map(),
    authors: new Map(),
    tags: new Map(),
    collections: new Map(),
    languages: new Map(),
  }
  private readonly years = new Map<number, number>()
  private readonly bits = new Uint32Array(32)

  addTexts(name: (typeof LISTS)[number] | 'languages', texts: readonly string[], counts: Uint32Array): void {
    const known = this.texts[name]
    const many = name === 'sites' || name === 'authors'
    const least = many ? leastOfTop(counts) : 1
    let singles = 0
    for (let index = 0; index < texts.length; index++) {
      const count = counts[index] ?? 0
      if (count < least) continue
      if (many && count === 1 && ++singles > CANDIDATES) continue
      const text = texts[index] ?? ''
      known.set(text, (known.get(text) ?? 0) + count)
    }
  }

  addRows({ states, published }: DocTable, matching: Float32Array): void {
    const years = new Uint32Array(MOST_YEARS)
    const combinations = new Uint32Array(1 << STATE_BITS)
    for (let doc = 0; doc < matching.length; doc++) {
      if ((matching[doc] ?? 0) <= 0) continue
      const state = states[doc] ?? 0
      combinations[state] = (combinations[state] ?? 0) + 1
      const day = published[doc] ?? NO_DAY
      if (day !== NO_DAY) {
        const year = yearOf(day)
        years[year] = (years[year] ?? 0) + 1
      }
    }
    for (const [state, count] of combinations.entries()) if (count > 0) this.addState(state, count)
    for (const [year, count] of years.entries())
      if (count > 0) this.years.set(year, (this.years.get(year) ?? 0) + count)
  }

  private addState(state: number, count: number): void {
    for (let rest = state; rest !== 0; rest &= rest - 1) {
      const bit = 31 - Math.clz32(rest & -rest)
      this.bits[bit] = (this.bits[bit] ?? 0) + count
    }
  }

  finish(): Facets {
    const bit = (mask: number): number => this.bits[31 - Math.clz32(mask)] ?? 0
    const named = <Name extends string>(
      names: readonly Name[],
      mask: (name: Name, index: number) => number,
    ): FacetCount[] =>
      names.map((value, index) => ({ value, count: bit(mask(value, index)) })).filter(({ count }) => count > 0)
    return {
      site: top(this.texts.sites),
      author: top(this.texts.authors),
      tag: top(this.texts.tags, Number.POSITIVE_INFINITY),
      in: top(this.texts.collections, Number.POSITIVE_INFINITY),
      lang: top(this.texts.languages),
      published: [...this.years]
        .toSorted(([a], [b]) => b - a)
        .slice(0, MOST_VALUES)
        .map(([year, count]) => ({ value: String(year).padStart(4, '0'), count })),
      is: named(STATE_NAMES, (name) => STATE[name]),
      has: named(PART_NAMES, (name) => STATE[name]),
      colour: named(HIGHLIGHT_COLOURS, (_name, index) => 1 << (FIRST_COLOUR_BIT + index)),
    }
  }
}

/** Of a segment's values, about so many may be among the first ones of all segments together. */
const CANDIDATES = 200
const HIGHEST = 1024

/** The count that the first CANDIDATES values have at least; there may be 50,000 authors, of whom twelve are shown. */
function leastOfTop(counts: Uint32Array): number {
  const having = new Uint32Array(HIGHEST + 1)
  for (let index = 0; index < counts.length; index++) {
    const count = Math.min(HIGHEST, counts[index] ?? 0)
    having[count] = (having[count] ?? 0) + 1
  }
  let values = 0
  for (let count = HIGHEST; count > 1; count--) {
    values += having[count] ?? 0
    if (values >= CANDIDATES) return count
  }
  return 1
}

function top(counts: ReadonlyMap<string, number>, most = MOST_VALUES): FacetCount[] {
  const sorted = [...counts].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  return sorted.slice(0, most).map(([value, count]) => ({ value, count }))
}

const DAYS_A_YEAR = 365.2425
const EPOCH = 1970

/** The year of a day by arithmetic: a Date for each of 100,000 articles would cost more than all the rest. */
function yearOf(day: number): number {
  const guess = EPOCH + Math.floor(day / DAYS_A_YEAR)
  const year = day < firstDay(guess) ? guess - 1 : day >= firstDay(guess + 1) ? guess + 1 : guess
  return Math.min(MOST_YEARS - 1, Math.max(0, year))
}

function firstDay(year: number): number {
  const before = year - 1
  const leaps = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400)
  return before * 365 + leaps - DAYS_BEFORE_EPOCH
}
