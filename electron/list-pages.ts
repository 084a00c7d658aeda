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

/** The list as it was when its first page was asked for. */
interface Handout {
  list: ArticleSummary[]
  /** How many of it were handed out while the rest was not known; null when all is known. */
  given: number | null
}

/** Hands out the list in pages, as it was when the first of them was asked for. */
export class ListPages {
  private handout: Handout = { list: [], given: null }

  /** @param wanted id of an article that is to be on the first page wherever it stands: the one to be opened */
  async page(library: ListSource, from: number, wanted: ArticleId | null = null): Promise<Page> {
    if (from === 0) this.handout = begun(library, wanted)
    // Kept here: while this waits, the list may be asked for from its beginning again.
    const { handout } = this
    // A first page that is not full may only look so.
    if (handout.given !== null && (from > 0 || handout.list.length < PAGE)) await complete(handout, library)
    const articles = handout.list.slice(from, from + PAGE)
    const end = from + articles.length
    if (handout.given !== null) handout.given = end
    const next = end < handout.list.length || handout.given !== null ? end : null
    if (next === null && this.handout === handout) this.handout = { list: [], given: null }
    return { articles, next }
  }
}

function begun(library: ListSource, wanted: ArticleId | null): Handout {
  if (wanted !== null) library.summary(wanted)
  const given = library.isListed ? null : 0
  return { list: wantedFirst(library.list().sort(bySaved), wanted), given }
}

/** Puts what was not known behind what was handed out. */
async function complete(handout: Handout, library: ListSource): Promise<void> {
  await library.listed
  if (handout.given === null) return
  const given = handout.list.slice(0, handout.given)
  const ids = new Set(given.map(({ id }) => id))
  const others = library.list().filter(({ id }) => !ids.has(id))
  handout.list = [...given, ...others.sort(bySaved)]
  handout.given = null
}

function wantedFirst(list: ArticleSummary[], wanted: string | null): ArticleSummary[] {
  const at = list.findIndex(({ id }) => id === wanted)
  return at < PAGE ? list : [...list.splice(at, 1), ...list]
}

/** Newest first. */
function bySaved(a: ArticleSummary, b: ArticleSummary): number {
  return a.saved < b.saved ? 1 : a.saved > b.saved ? -1 : 0
}
