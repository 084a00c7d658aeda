/**
 * The list of articles as columns: of 100,000 articles no objects are kept, only what orders and finds them, and the
 * rest as bytes. An article becomes an object when its row is shown.
 */
import type { ArticleId, ArticleSummary } from '#shared/article.ts'
import { fold } from './fold.ts'

/** Rows that were made into objects, kept so that what is shown again is the same object: several windows of rows. */
const MOST_MADE = 500

/** Rows in a page that was added here. */
const MOST_IN_PAGE = 2000

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
    const article = this.make(row)
    if (article === undefined) return undefined
    if (this.made.size >= MOST_MADE) this.made.clear()
    this.made.set(row, article)
    return article
  }

  get(id: ArticleId): ArticleSummary | undefined {
    const row = this.rows.get(id)
    return row === undefined ? undefined : this.at(row)
  }

  /**
   * The list with what is now known of some articles: in their places those that it has, the others at its end.
   * @param gone ids of those that are no longer in it
   */
  with(articles: readonly ArticleSummary[], gone: readonly ArticleId[]): ArticleTable {
    const now = new Map<ArticleId, ArticleSummary | null>(gone.map((id) => [id, null]))
    for (const article of articles) now.set(article.id, article)
    const added = articles.filter(({ id }) => !this.rows.has(id))
    const touched = new Set([...now.keys()].map((id) => this.pageOf(this.rows.get(id) ?? -1)))
    const last = this.pages.length - 1
    const isRoom = added.length > 0 && (this.pages[last]?.ids.length ?? MOST_IN_PAGE) + added.length <= MOST_IN_PAGE
    const pages = this.pages.map((page, index) => {
      const more = isRoom && index === last ? added : []
      if (!touched.has(index) && more.length === 0) return page
      const kept = page.ids.map((id, at) => {
        const article = now.get(id)
        return article === undefined ? this.make((this.starts[index] ?? 0) + at) : article
      })
      return packPage([...kept.filter((article) => article !== null && article !== undefined), ...more])
    })
    if (added.length > 0 && !isRoom) pages.push(packPage(added))
    return new ArticleTable(pages.filter(({ ids }) => ids.length > 0))
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

  private make(row: number): ArticleSummary | undefined {
    const id = this.ids[row]
    const title = this.titles[row]
    return id === undefined || title === undefined ? undefined : { id, title, ...this.othersOf(row) }
  }

  /** -1 for no row. */
  private pageOf(row: number): number {
    // Pages are of one size but for a few, so that the last that begins before the row is soon found.
    return this.starts.findLastIndex((start) => start <= row)
  }

  private othersOf(row: number): Omit<ArticleSummary, 'id' | 'title'> {
    const index = this.pageOf(row)
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
