import type { ArticleId } from '#shared/article.ts'
import type {
  ArticleHits,
  Completion,
  IndexState,
  NotebookEntry,
  PatternHits,
  SearchAnswer,
} from '#shared/search-contract.ts'
import type { Collection } from '#shared/views.ts'

/** What the search worker is started with. */
export interface SearchWorkerData {
  /** The library folder. */
  library: string
  /** Folder of the index, in the app data. */
  folder: string
}

type Task<Request, Value> = { request: Request; value: Value }

/** What the search worker can be asked. */
export interface SearchTasks {
  query: Task<{ query: string; limit: number; offset: number; facets: boolean }, SearchAnswer>
  hits: Task<{ query: string; ids: ArticleId[] }, ArticleHits[]>
  counts: Task<{ queries: string[] }, number[]>
  complete: Task<{ query: string }, Completion[]>
  notebook: Task<{ query: string; limit: number }, { entries: NotebookEntry[]; more: boolean }>
  pattern: Task<{ text: string; pattern: string; matchCase: boolean }, PatternHits>
  changed: Task<{ ids: ArticleId[] }, null>
  collections: Task<{ collections: Collection[] }, null>
  close: Task<null, null>
}
export type TaskName = keyof SearchTasks

/** To the worker. */
export type SearchMessage = { [T in TaskName]: { task: number; name: T; request: SearchTasks[T]['request'] } }[TaskName]

/** From the worker: an answer to a task, or news of the index. */
export type SearchReply =
  | { kind: 'answer'; task: number; value: unknown }
  | { kind: 'failed'; task: number; reason: string }
  | { kind: 'state'; state: IndexState }
