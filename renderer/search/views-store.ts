import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { FacetCount } from '#shared/search-contract.ts'
import type { SavedSearch, Views } from '#shared/views.ts'
import { api } from '../api.ts'
import { announce } from '../ui/announce.ts'
import { failureMessage } from '../ui/failure-message.ts'
import { undoStack } from '../ui/undo.ts'
import { clauseOf } from './query-edit.ts'

/** What the sidebar lists, with live counts by the query that each view stands for. */
interface ViewsState extends Views {
  tags: readonly FacetCount[]
  counts: ReadonlyMap<string, number>
}

/** The views that every library has; the names are those of the catalogue. */
export const FIXED_VIEWS = ['unread', 'favourite', 'archived', 'orphan', 'trashed'] as const

const store = createStore<ViewsState>(() => ({ collections: [], searches: [], tags: [], counts: new Map() }))

export function useViews<T>(pick: (state: ViewsState) => T): T {
  return useStore(store, pick)
}

/** Asks for the views and their counts; whenever they change or the index has taken something in, again. */
export function followViews(): () => void {
  void refreshViews()
  const stops = [api.on('search:state', () => void refreshViews()), api.on('views:changed', () => void refreshViews())]
  return () => {
    for (const stop of stops) stop()
  }
}

async function refreshViews(): Promise<void> {
  const views = await api.call('views:list', null)
  if (!views.ok) return
  const { collections, searches } = views.value
  const queries = [
    ...FIXED_VIEWS.map((state) => clauseOf('is', state)),
    ...collections.map(({ name }) => clauseOf('in', name)),
    ...searches.map(({ query }) => query),
  ]
  const [counts, all] = await Promise.all([
    api.call('search:counts', { queries }),
    api.call('search:query', { query: '', limit: 1, offset: 0, facets: true }),
  ])
  store.setState({
    ...views.value,
    tags: all.ok ? (all.value.facets?.tag ?? []) : [],
    counts: new Map(counts.ok ? queries.map((query, at) => [query, counts.value[at] ?? 0]) : []),
  })
}

/** Keeps a search; undo takes it away again. */
export async function saveSearch(name: string, query: string): Promise<void> {
  const search: SavedSearch = { id: crypto.randomUUID(), name, query }
  await change(
    'search:done.saved',
    () => putSearch(search),
    () => dropSearch(search.id),
  )
}

export async function removeSearch(search: SavedSearch): Promise<void> {
  await change(
    'search:done.removed',
    () => dropSearch(search.id),
    () => putSearch(search),
  )
}

export async function addCollection(name: string): Promise<void> {
  const collection = { id: crypto.randomUUID(), name }
  const put = () => api.call('views:put-collection', collection)
  await change('search:done.collected', put, () => api.call('views:remove-collection', { id: collection.id }))
}

export async function removeCollection(collection: Views['collections'][number]): Promise<void> {
  const remove = () => api.call('views:remove-collection', { id: collection.id })
  await change('search:done.removed', remove, () => api.call('views:put-collection', collection))
}

const putSearch = (search: SavedSearch) => api.call('views:put-search', search)
const dropSearch = (id: string) => api.call('views:remove-search', { id })

type Step = () => ReturnType<typeof dropSearch>

async function change(message: string, redo: Step, undo: Step): Promise<void> {
  if (!(await run(redo))) return
  undoStack.push({
    message,
    undo: async () => void (await run(undo)),
    redo: async () => void (await run(redo)),
  })
}

async function run(step: Step): Promise<boolean> {
  const reply = await step()
  if (!reply.ok) announce(failureMessage(reply.failure))
  await refreshViews()
  return reply.ok
}
