import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { ArticleId } from '#shared/article.ts'
import type { Failure } from '#shared/failure.ts'
import type { ImportProgress, ImportSummary } from '#shared/import-summary.ts'
import type { ArticleTable } from './article-table.ts'

export interface LibraryState {
  /** In no order; null until the library has answered for the first time. */
  articles: ArticleTable | null
  /** What the window knows better than the list of articles it was given last. */
  counted: ReadonlyMap<ArticleId, HighlightCounts>
  /** What the reader searches for. */
  query: string
  opened: ArticleId | null
  importing: RunningImport | null
  /** How the last import ended, until the reader has seen it. */
  summary: ImportSummary | null
  /** Why the list could not be had. */
  failure: Failure | null
}

/** How many highlights an article has, and how many of them wait for a decision (missing: as the list says). */
export interface HighlightCounts {
  highlights: number
  waiting?: number
}

export interface RunningImport {
  /** Null until the first file is known. */
  progress: ImportProgress | null
  stopping: boolean
}

const store = createStore<LibraryState>(() => ({
  articles: null,
  counted: new Map(),
  query: '',
  opened: null,
  importing: null,
  summary: null,
  failure: null,
}))

/** What the window knows of the library; changed by library-actions.ts and import-actions.ts only. */
export const libraryStore = {
  get: store.getState,
  set: (part: Partial<LibraryState>): void => store.setState(part),
  /** Resolves when there are articles to show, perhaps not yet all of them, or it is known that there are none. */
  listed: (): Promise<void> =>
    new Promise((resolve) => {
      if (store.getState().articles !== null) return resolve()
      const stop = store.subscribe(({ articles }) => {
        if (articles === null) return
        stop()
        resolve()
      })
    }),
}

/** React hook: renders again only when what `pick` answers changes. */
export function useLibrary<T>(pick: (state: LibraryState) => T): T {
  return useStore(store, pick)
}
