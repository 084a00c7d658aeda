/**
 * The list of articles as columns: of 100,000 articles no objects are kept, only what orders and finds them, and the
 * rest as bytes. An article becomes an object when its row is shown.
 */
import type { ArticleId, ArticleSummary } from '#shared/article.ts'
import { fold } from './fold.ts'

/** Rows that were made into objects, kept so that what is shown again is the same object: several windows of rows. */
const MOST_MADE = 500

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** A page of the list, as columns by row. */
export interface PackedPage {
  ids: ArticleId[]
  titles: string[]
  /** Milliseconds since 1970; NaN where there is no date, or none that can be read. */
  saved: Float64Array
  published: Float64Array
  /** 1: a starter article. */
  starters: Uint8Array
  /** Titles, sites and authors without case and diacritics, and where each row's end. */
  folded: string
  foldedEnds: Uint32Array
  /** Everything but id and title as JSON (UTF-8), and where each row's ends. */
  others: Uint8Array
  ends: Uint32Array
}

export function packPage(articles: readonly ArticleSummary[]): PackedPage {
  const folded = articles.map(({ title, site, byline }) => `${fold([title, site ?? '', ...byline].join('\n'))}\n`)
  const others = articles.map(({ id: _id, title: _title, ...rest }) => encoder.encode(JSON.stringify(rest)))
  const ends = endsOf(others)
  const bytes = new Uint8Array(ends.at(-1) ?? 0)
  for (const [row, other] of others.entries()) bytes.set(other, row === 0 ? 0 : ends[row - 1])
  return {
    ids: articles.map(({ id }) => id),
    titles: articles.map(({ title }) => title),
    saved: Float64Array.from(articles, ({ saved }) => Date.parse(saved)),
    published: Float64Array.from(articles, ({ published }) => Date.parse(published ?? '')),
    starters: Uint8Array.from(articles, ({ starter }) => (starter ? 1 : 0)),
    folded: folded.join(''),
    foldedEnds: endsOf(folded),
    others: bytes,
    ends,
  }
}

function endsOf(parts: readonly { length: number }[]): Uint32Array {
  let end = 0
  return Uint32Array.from(parts, ({ length }) => (end += length))
}

/** Articles by row, in the order in which they came. */
export class ArticleTable {
  readonly size: number
  readonly ids: readonly ArticleId[]
  readonly titles: readonly string[]
  readonly saved: Float64Array
  readonly published: Float64Array
  private readonly pages: readonly PackedPage[]
  /** The row that each page begins with. */
  private readonly starts: readonly number[]
  private readonly rows: ReadonlyMap<ArticleId, number>
  private readonly made = new Map<number, ArticleSummary>()

  constructor(pages: readonly PackedPage[]) {
    this.pages = pages
    this.ids = pages.flatMap(({ ids }) => ids)
    this.titles = pages.flatMap(({ titles }) => titles)
    this.size = this.ids.length
    this.saved = new Float64Array(this.size)
    this.published = new Float64Array(this.size)
    const starts: number[] = []
    let start = 0
    for (const { ids, saved, published } of pages) {
      this.saved.set(saved, start)
      this.published.set(published, start)
      starts.push(start)
      start += ids.length
    }
    this.starts = starts
    this.rows = new Map(this.ids.map((id, row) => [id, row]))
  }

  rowOf(id: ArticleId): number | undefined {
    return this.rows.get(id)
  }

  /** The article of a row; the same object when it is asked for soon again. */
  at(row: number): ArticleSummary | undefined {
    const known = this.made.get(row)
    if (known !== undefined) return known
    const id = this.ids[row]
    const title = this.titles[row]
    if (id === undefined || title === undefined) return undefined
    if (this.made.size >= MOST_MADE) this.made.clear()
    const article: ArticleSummary = { id, title, ...this.othersOf(row) }
    this.made.set(row, article)
    return article
  }

  get(id: ArticleId): ArticleSummary | undefined {
    const row = this.rows.get(id)
    return row === undefined ? undefined : this.at(row)
  }

  get hasStartersOnly(): boolean {
    return this.pages.every(({ starters }) => !starters.includes(0))
  }

  /** For each row 1 where every folded word occurs in title, site or authors, also as part of a word. */
  withWords(words: readonly string[]): Uint8Array {
    const found = new Uint8Array(this.size).fill(1)
    for (const [index, page] of this.pages.entries()) {
      const part = found.subarray(this.starts[index], (this.starts[index] ?? 0) + page.ids.length)
      for (const word of words) keepThoseWith(word, page, part)
    }
    return found
  }

  private othersOf(row: number): Omit<ArticleSummary, 'id' | 'title'> {
    // Pages are of one size but for a few, so that the last that begins before the row is soon found.
    const index = this.starts.findLastIndex((start) => start <= row)
    const { others, ends } = this.pages[index] ?? EMPTY
    const at = row - (this.starts[index] ?? 0)
    const json = decoder.decode(others.subarray(at === 0 ? 0 : ends[at - 1], ends[at]))
    // packPage made it of an article's own facts.
    return JSON.parse(json) as Omit<ArticleSummary, 'id' | 'title'>
  }
}

const EMPTY = packPage([])

/** Takes the mark from the rows of a page in which a word does not occur. */
function keepThoseWith(word: string, { folded, foldedEnds }: PackedPage, marks: Uint8Array): void {
  let hit = folded.indexOf(word)
  let start = 0
  for (const [row, end] of foldedEnds.entries()) {
    if (hit >= 0 && hit < start) hit = folded.indexOf(word, start)
    // A word has no line break, so it ends in the row in which it begins.
    if (hit < 0 || hit >= end) marks[row] = 0
    start = end
  }
}
