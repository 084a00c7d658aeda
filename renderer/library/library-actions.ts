import type { ArticleId, ArticleSummary } from '#shared/article.ts'
import type { Reply } from '#shared/ipc-contract.ts'
import { api } from '../api.ts'
import { announce } from '../ui/announce.ts'
import { failureMessage } from '../ui/failure-message.ts'
import { translate } from '../ui/i18n.ts'
import { keyNames } from '../ui/shortcut-keys.ts'
import { undoStack } from '../ui/undo.ts'
import { ArticleTable, packPage, type PackedPage } from './article-table.ts'
import { neighbourOf } from './first-article.ts'
import { type HighlightCounts, libraryStore } from './library-store.ts'
import type { ShownList } from './shown-list.ts'

/** Articles of which the list is told singly; of more it is asked for as a whole. */
const FEW = 100

let asked = 0
let whole: Promise<void> | null = null
const changed = new Set<ArticleId>()
let following: Promise<void> | null = null

/**
 * Asks for the list again, page by page. Where several answers are on their way, only the newest question counts. The
 * first time the first page is shown before the others are there.
 */
export function refreshLibrary(): Promise<void> {
  const answer = askForAll().finally(() => {
    if (whole === answer) whole = null
  })
  whole = answer
  return answer
}

/**
 * Asks what the list now says of some articles: new ones, changed ones, or such as are no longer in it. Before there is
 * a list, resolves at once.
 */
export function refreshArticles(ids: readonly ArticleId[]): Promise<void> {
  for (const id of ids) changed.add(id)
  following ??= follow().finally(() => (following = null))
  return following
}

async function follow(): Promise<void> {
  while (changed.size > 0) {
    const ids = [...changed]
    changed.clear()
    const reply = ids.length > FEW ? null : await api.call('library:summaries', { ids })
    if (reply?.ok !== true) {
      await refreshLibrary()
      continue
    }
    takeIn(ids, reply.value.articles)
    // A list that was asked for before, and comes later, may say what was.
    if (whole !== null) void whole.then(() => refreshArticles(ids))
  }
}

function takeIn(ids: readonly ArticleId[], articles: readonly ArticleSummary[]): void {
  const { articles: before, counted, opened } = libraryStore.get()
  // A few are no list: the whole one is on its way.
  if (before === null) return
  const there = new Set(articles.map(({ id }) => id))
  const gone = ids.filter((id) => !there.has(id))
  const about = new Set(ids)
  libraryStore.set({
    articles: before.with(articles, gone),
    counted: new Map([...counted].filter(([id]) => !about.has(id))),
    opened: opened !== null && gone.includes(opened) ? null : opened,
  })
}

async function askForAll(): Promise<void> {
  asked += 1
  const question = asked
  const pages: PackedPage[] = []
  for (let from: number | null = 0; from !== null; ) {
    const reply: Reply<'library:list'> = await api.call('library:list', { from })
    if (question !== asked) return
    if (!reply.ok)
      return libraryStore.set({ failure: reply.failure, articles: libraryStore.get().articles ?? new ArticleTable([]) })
    pages.push(packPage(reply.value.articles))
    from = reply.value.next
    if (libraryStore.get().articles === null && from !== null) libraryStore.set({ articles: new ArticleTable(pages) })
  }
  const { opened } = libraryStore.get()
  const articles = new ArticleTable(pages)
  const isThere = opened !== null && articles.rowOf(opened) !== undefined
  libraryStore.set({ articles, counted: new Map(), failure: null, opened: isThere ? opened : null })
}

export function openArticle(id: ArticleId): void {
  if (libraryStore.get().opened !== id) libraryStore.set({ opened: id })
}

/** Opens the article after (1) or before (-1) the given one in the list as it is shown; stops at the ends. */
export function openNeighbour(shown: ShownList, id: ArticleId | undefined, step: 1 | -1): void {
  const at = shown.indexOf(id)
  const next = shown.idAt(at < 0 ? 0 : at + step)
  if (next !== undefined) openArticle(next)
}

/** Keeps counts apart from the articles: the list, which may be long, need not be put in order anew for them. */
export function countHighlights(id: ArticleId, counts: HighlightCounts): void {
  libraryStore.set({ counted: new Map(libraryStore.get().counted).set(id, counts) })
}

export function searchLibrary(query: string): void {
  libraryStore.set({ query })
}

/**
 * Puts an article into the trash; undo brings it back with everything.
 * @param shown the list as it is shown, to open what stands next
 */
export async function removeArticle(article: ArticleSummary, shown: ShownList): Promise<void> {
  const { id, title } = article
  const next = neighbourOf(shown, id) ?? null
  const wasOpen = libraryStore.get().opened === id
  if (!(await moveArticle('library:remove', id))) return
  if (wasOpen) libraryStore.set({ opened: next })
  undoStack.push({
    message: 'library:undo.remove',
    async undo() {
      if ((await moveArticle('library:put-back', id)) && wasOpen) openArticle(id)
    },
    async redo() {
      await moveArticle('library:remove', id)
    },
  })
  const keys = keyNames('mod+z', navigator.platform.startsWith('Mac')).join('+')
  announce(translate('library:removed', { title, keys }))
}

async function moveArticle(channel: 'library:remove' | 'library:put-back', id: ArticleId): Promise<boolean> {
  const reply = await api.call(channel, { id })
  if (!reply.ok) announce(failureMessage(reply.failure))
  await refreshArticles([id])
  return reply.ok
}
