import type { ArticleSummary } from '#shared/article.ts'

/** Articles in one page: enough for any window, few enough to be sent without a pause that can be felt. */
const PAGE = 2000

interface Page {
  articles: ArticleSummary[]
  next: number | null
}

/** Hands out the list in pages, as it was when the first of them was asked for. */
export class ListPages {
  private list: ArticleSummary[] = []

  /** @param wanted id of an article that is to be on the first page wherever it stands: the one to be opened */
  page(library: { list(): ArticleSummary[] }, from: number, wanted: string | null = null): Page {
    if (from === 0) this.list = wantedFirst(library.list().sort(bySaved), wanted)
    const articles = this.list.slice(from, from + PAGE)
    const next = from + PAGE < this.list.length ? from + PAGE : null
    if (next === null) this.list = []
    return { articles, next }
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
