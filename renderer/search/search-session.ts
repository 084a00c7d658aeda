import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { ArticleHits, Completion, Facets, SearchAnswer } from '#shared/search-contract.ts'
import type { Failure } from '#shared/failure.ts'
import { api } from '../api.ts'

/** What the search of the whole library shows. */
interface SearchState {
  query: string
  answer: SearchAnswer | null
  /** In the order of the answer; those whose passages are not known yet are missing. */
  hits: readonly ArticleHits[]
  facets: Facets | null
  completions: readonly Completion[]
  failure: Failure | null
}

/** Articles on the first page; more on wish. */
const PAGE = 20
/** Milliseconds of rest before the counts for narrowing are asked for. */
const FACETS_AFTER = 120

const EMPTY: SearchState = { query: '', answer: null, hits: [], facets: null, completions: [], failure: null }
const store = createStore<SearchState>(() => EMPTY)

let asked = 0
let pending: ReturnType<typeof setTimeout> | undefined

export function useSearch<T>(pick: (state: SearchState) => T): T {
  return useStore(store, pick)
}

export function currentCompletions(): readonly Completion[] {
  return store.getState().completions
}

/** Asks for what is typed; of several questions on their way only the newest counts. */
export function search(query: string): void {
  store.setState({ query })
  void ask(query, PAGE)
}

/** Asks again for what is there, with more of it. */
export function searchMore(): void {
  const { query, answer } = store.getState()
  void ask(query, (answer?.ids.length ?? 0) + PAGE)
}

/** Asks again whenever the index has taken something in, as long as somebody looks. */
export function followSearch(): () => void {
  return api.on('search:state', () => {
    const { query, answer } = store.getState()
    if (query.trim() !== '') void ask(query, Math.max(PAGE, answer?.ids.length ?? 0))
  })
}

async function ask(query: string, limit: number): Promise<void> {
  asked++
  const question = asked
  clearTimeout(pending)
  if (query.trim() === '') {
    store.setState({ ...EMPTY, query })
    return
  }
  const [reply, completions] = await Promise.all([
    api.call('search:query', { query, limit, offset: 0, facets: false }),
    api.call('search:complete', { query }),
  ])
  if (question !== asked) return
  if (!reply.ok) return store.setState({ failure: reply.failure, answer: null, hits: [] })
  store.setState({ answer: reply.value, failure: null, completions: completions.ok ? completions.value : [] })
  const hits = await api.call('search:hits', { query, ids: reply.value.ids.slice(0, 100) })
  if (question !== asked) return
  if (hits.ok) store.setState({ hits: hits.value })
  pending = setTimeout(() => void askFacets(query, question), FACETS_AFTER)
}

async function askFacets(query: string, question: number): Promise<void> {
  const reply = await api.call('search:query', { query, limit: 1, offset: 0, facets: true })
  if (question === asked && reply.ok) store.setState({ facets: reply.value.facets })
}
