import { HIGHLIGHT_COLOURS } from '#shared/annotation.ts'
import { FIELDS, FIRST_COLOUR_BIT, type SearchDocument, STATE } from './search-document.ts'

/** Day numbers for articles without a date. */
export const NO_DAY = -0x80000000
const MS_A_DAY = 86_400_000
const ID_LENGTH = 26
/** Lists of a document in the table of strings. */
const LISTS = ['sites', 'authors', 'tags', 'collections'] as const
export type DocList = (typeof LISTS)[number]

/** What filters, facets and ranking need of each document, by columns: 100,000 objects would take ten times the memory. */
export interface DocTable {
  count: number
  /** Sites, languages, authors, tags and collections; the columns hold indexes into it. */
  strings: string[]
  ids: Uint8Array
  revisions: Float64Array
  /** Milliseconds since 1970. */
  saved: Float64Array
  /** Days since 1970, or NO_DAY. */
  published: Int32Array
  states: Uint32Array
  /** Index + 1 into `strings`; 0 for none. */
  languages: Uint32Array
  /** `sites`: the site's name, then its host. */
  lists: Record<DocList, { starts: Uint32Array; values: Uint32Array }>
  /** Words of each field, one after the other: `lengths[document * FIELDS.length + field]`. */
  lengths: Uint32Array
}

export function idOf(table: DocTable, doc: number): string {
  return Buffer.from(table.ids.buffer, table.ids.byteOffset + doc * ID_LENGTH, ID_LENGTH).toString('latin1')
}

/** The strings of one list of a document. */
export function listOf(table: DocTable, list: DocList, doc: number): string[] {
  const { starts, values } = table.lists[list]
  return [...values.subarray(starts[doc] ?? 0, starts[doc + 1] ?? 0)].map((index) => table.strings[index] ?? '')
}

/** The day an ISO date or date-time names as it was written, as days since 1970. */
export function dayOf(iso: string | null): number {
  const time = iso === null ? Number.NaN : Date.parse(`${iso.slice(0, 10)}T00:00:00Z`)
  return Number.isNaN(time) ? NO_DAY : Math.floor(time / MS_A_DAY)
}

/** Gathers rows into a table. */
export class DocTableBuilder {
  private readonly strings = new Map<string, number>()
  private readonly ids: string[] = []
  private readonly numbers = {
    revisions: [] as number[],
    saved: [] as number[],
    published: [] as number[],
    states: [] as number[],
    languages: [] as number[],
    lengths: [] as number[],
  }
  private readonly lists: Record<DocList, { starts: number[]; values: number[] }> = {
    sites: { starts: [0], values: [] },
    authors: { starts: [0], values: [] },
    tags: { starts: [0], values: [] },
    collections: { starts: [0], values: [] },
  }

  get count(): number {
    return this.ids.length
  }

  /** @param lengths words of each field */
  add(document: SearchDocument, lengths: readonly number[]): void {
    const { numbers } = this
    this.ids.push(document.id)
    numbers.revisions.push(document.revision)
    numbers.saved.push(Date.parse(document.saved))
    numbers.published.push(dayOf(document.published))
    numbers.states.push(stateOf(document))
    numbers.languages.push(this.nullable(document.language))
    numbers.lengths.push(...lengths)
    const sites = [document.site, hostOf(document.url)].filter((site) => site !== null)
    this.addLists({ sites, authors: document.byline, tags: document.tags, collections: document.collections })
  }

  /** Takes a row over from another table. */
  copy(table: DocTable, doc: number): void {
    const { numbers } = this
    const named = (index: number): number => this.nullable(index === 0 ? null : (table.strings[index - 1] ?? null))
    this.ids.push(idOf(table, doc))
    numbers.revisions.push(table.revisions[doc] ?? 0)
    numbers.saved.push(table.saved[doc] ?? 0)
    numbers.published.push(table.published[doc] ?? NO_DAY)
    numbers.states.push(table.states[doc] ?? 0)
    numbers.languages.push(named(table.languages[doc] ?? 0))
    for (let field = 0; field < FIELDS.length; field++) {
      numbers.lengths.push(table.lengths[doc * FIELDS.length + field] ?? 0)
    }
    this.addLists({
      sites: listOf(table, 'sites', doc),
      authors: listOf(table, 'authors', doc),
      tags: listOf(table, 'tags', doc),
      collections: listOf(table, 'collections', doc),
    })
  }

  finish(): DocTable {
    const { numbers } = this
    const list = (name: DocList) => ({
      starts: Uint32Array.from(this.lists[name].starts),
      values: Uint32Array.from(this.lists[name].values),
    })
    return {
      count: this.ids.length,
      strings: [...this.strings.keys()],
      ids: new Uint8Array(Buffer.from(this.ids.join(''), 'latin1')),
      revisions: Float64Array.from(numbers.revisions),
      saved: Float64Array.from(numbers.saved),
      published: Int32Array.from(numbers.published),
      states: Uint32Array.from(numbers.states),
      languages: Uint32Array.from(numbers.languages),
      lengths: Uint32Array.from(numbers.lengths),
      lists: { sites: list('sites'), authors: list('authors'), tags: list('tags'), collections: list('collections') },
    }
  }

  private addLists(lists: Record<DocList, readonly string[]>): void {
    for (const name of LISTS) {
      const { starts, values } = this.lists[name]
      for (const text of new Set(lists[name])) values.push(this.indexOf(text))
      starts.push(values.length)
    }
  }

  private nullable(text: string | null): number {
    return text === null || text === '' ? 0 : this.indexOf(text) + 1
  }

  private indexOf(text: string): number {
    const known = this.strings.get(text)
    if (known !== undefined) return known
    this.strings.set(text, this.strings.size)
    return this.strings.size - 1
  }
}

function stateOf(document: SearchDocument): number {
  let state = 0
  if (document.unread) state |= STATE.unread
  if (document.archived) state |= STATE.archived
  if (document.favourite) state |= STATE.favourite
  if (document.trashed) state |= STATE.trashed
  if (document.orphans > 0) state |= STATE.orphan
  if (document.notes.length > 0) state |= STATE.note
  if (document.highlights > 0) state |= STATE.highlight
  if (document.tags.length > 0) state |= STATE.tag
  for (const colour of document.colours) state |= 1 << (FIRST_COLOUR_BIT + HIGHLIGHT_COLOURS.indexOf(colour))
  return state
}

function hostOf(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null
  return new URL(url).hostname.replace(/^www\./, '')
}

/** A table as bytes and back; typed arrays keep their alignment by standing at multiples of eight. */
const COLUMNS = ['ids', 'revisions', 'saved', 'published', 'states', 'languages', 'lengths'] as const
export type TypedColumn = Uint8Array | Float64Array | Int32Array | Uint32Array

export function columnsOf(table: DocTable): Record<string, TypedColumn> {
  const columns: Record<string, TypedColumn> = {}
  for (const name of COLUMNS) columns[`docs.${name}`] = table[name]
  for (const name of LISTS) {
    columns[`docs.${name}.starts`] = table.lists[name].starts
    columns[`docs.${name}.values`] = table.lists[name].values
  }
  return columns
}

/** @param column answers the bytes of a named column, aligned to eight */
export function tableOf(count: number, strings: string[], column: (name: string) => Uint8Array): DocTable {
  const words = (name: string): Uint32Array => uint32(column(`docs.${name}`))
  const doubles = (name: string): Float64Array => {
    const bytes = column(`docs.${name}`)
    return new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length >>> 3)
  }
  const published = column('docs.published')
  const list = (name: DocList) => ({ starts: words(`${name}.starts`), values: words(`${name}.values`) })
  return {
    count,
    strings,
    ids: column('docs.ids'),
    revisions: doubles('revisions'),
    saved: doubles('saved'),
    published: new Int32Array(published.buffer, published.byteOffset, published.length >>> 2),
    states: words('states'),
    languages: words('languages'),
    lengths: words('lengths'),
    lists: { sites: list('sites'), authors: list('authors'), tags: list('tags'), collections: list('collections') },
  }
}

export function uint32(bytes: Uint8Array): Uint32Array {
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >>> 2)
}
