import type { ArticleId, ArticleSummary } from '#shared/article.ts'

/** Articles in one page: enough for any window, few enough to be sent without a pause that can be felt. */
const PAGE = 2000

interface Page {
  articles: ArticleSummary[]
  next: number | null
}

/** What the list is taken from. */
export interface ListSource {
  list(): ArticleSummary[]
  /** Before that `list` has the newest articles, and those that were asked for by `summary`. */
  isListed: boolean
  listed: Promise<void>
  summary(id: ArticleId): ArticleSummary | undefined
}

/** Hands out the list in pages, as it was when the first of them was asked for. */
export class ListPages {
  private list: ArticleSummary[] = []
  /** How many of the list were handed out while the rest was not known. */
  private known: number | null = null
  /** How often it was asked for from the beginning. */
  private begun = 0

  /** @param wanted id of an article that is to be on the first page wherever it stands: the one to be opened */
  async page(library: ListSource, from: number, wanted: ArticleId | null = null): Promise<Page> {
    if (from === 0) this.begin(library, wanted)
    const { begun } = this
    // A first page that is not full may only look so.
    if (from > 0 || this.list.length < PAGE) await this.complete(library)
    const articles = this.list.slice(from, from + PAGE)
    const end = from + articles.length
    const next = end < this.list.length || this.known !== null ? end : null
    if (this.known !== null) this.known = end
    // Another question may have begun while this one waited: that one's pages are still to come.
    if (next === null && begun === this.begun) this.list = []
    return { articles, next }
  }

  private begin(library: ListSource, wanted: ArticleId | null): void {
    this.begun++
    if (wanted !== null) library.summary(wanted)
    this.known = library.isListed ? null : 0
    this.list = wantedFirst(library.list().sort(bySaved), wanted)
  }

  /** Puts what was not known behind what was handed out. */
  private async complete(library: ListSource): Promise<void> {
    if (this.known === null) return
    await library.listed
    // Meanwhile it may have been asked for from the beginning.
    if (this.known === null) return
    const given = this.list.slice(0, this.known)
    const ids = new Set(given.map(({ id }) => id))
    this.list = [
      ...given,
      ...library
        .list()
        .filter(({ id }) => !ids.has(id))
        .sort(bySaved),
    ]
    this.known = null
  }
}

function wantedFirst(list: ArticleSummary[], wanted: string | null): ArticleSummary[] {
  const at = list.findIndex(({ id }) => id === wanted)
  return at < PAGE ? list : [...list.splice(at, 1), ...list]
}

/** Newest first. */
function bySaved(a: ArticleSummary, b: ArticleSummary): number {
  return a.saved < b.saved ? 1 : a.saved > b.saved ? -1 : 0
}
