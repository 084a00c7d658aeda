import type { Annotation } from './annotation.ts'
import type { ArticleId, ArticleSummary, ReadingPosition } from './article.ts'
import type { OpenedArticle } from './opened-article.ts'
import type { Failure } from './failure.ts'
import type { ImportProgress, ImportSummary } from './import-summary.ts'
import type { Result } from './result.ts'
import type {
  ArticleHits,
  Completion,
  IndexState,
  NotebookEntry,
  PatternHits,
  SearchAnswer,
} from './search-contract.ts'
import type { Locale, Settings } from './settings.ts'
import type { Collection, SavedSearch, ShelfFact, Views } from './views.ts'

/** What the renderer needs before its first paint. */
export interface StartState {
  settings: Settings
  locale: Locale
  version: string
  platform: 'mac' | 'windows' | 'linux'
  /** Folder of the library, to show to the reader. */
  libraryFolder: string
  /** Set while the library could not be opened or is read-only. */
  trouble: Failure | null
}

/** Commands of the application menu that the renderer carries out. */
export const MENU_COMMANDS = [
  'import',
  'export-article',
  'export-library',
  'undo',
  'redo',
  'search',
  'find',
  'settings',
  'shortcuts',
] as const
export type MenuCommand = (typeof MENU_COMMANDS)[number]

type Call<Request, Value> = { request: Request; value: Value }

/** Renderer to main. Every call answers `Result<value, Failure>`. */
export interface Calls {
  /** Settings, language and trouble, before the first paint. */
  'app:start': Call<null, StartState>
  /** The window shows the library; main sends what waited for it (files given as arguments). */
  'app:ready': Call<null, null>
  /** Changes some settings and answers all. */
  'settings:change': Call<Partial<Settings>, { settings: Settings; locale: Locale }>
  /** All articles that are not in the trash, in no order. */
  'library:list': Call<null, ArticleSummary[]>
  /** Asks for files with the native dialog and imports them; null when the reader chose none. */
  'library:choose-files': Call<null, ImportSummary | null>
  /** Imports files dropped on the window. */
  'library:import-files': Call<{ name: string; bytes: Uint8Array<ArrayBuffer> }[], ImportSummary>
  /** Stops a running import after the file it is working on. */
  'library:cancel-import': Call<null, null>
  /** Puts an article into the trash. */
  'library:remove': Call<{ id: ArticleId }, null>
  /** Takes an article out of the trash, with all its annotations. */
  'library:put-back': Call<{ id: ArticleId }, null>
  /** Content, left-out lines, annotations and reading position of one article. */
  'article:open': Call<{ id: ArticleId }, OpenedArticle>
  /** Keeps the reading position. */
  'article:keep-position': Call<{ id: ArticleId; position: ReadingPosition }, null>
  /** Shows exactly these left-out lines (removal ids) as part of the content again. */
  'article:restore-lines': Call<{ id: ArticleId; removals: string[] }, OpenedArticle>
  /** Adds or replaces an annotation. Answers once it is durable or queued (at most 500 ms). */
  'annotation:save': Call<Annotation, null>
  /** Deletes an annotation; saving it again brings it back. */
  'annotation:remove': Call<{ article: ArticleId; id: string }, null>
  /** Writes one article as Markdown into a file the reader chooses; null when cancelled. */
  'export:article': Call<{ id: ArticleId }, { path: string } | null>
  /** Writes every article as Markdown into a folder the reader chooses; null when cancelled. `failed` could not be read. */
  'export:library': Call<null, { folder: string; files: number; failed: Failure[] } | null>
  /** Puts annotations of an article (all where `ids` is null) on the clipboard as Markdown. */
  'clipboard:copy-annotations': Call<{ article: ArticleId; ids: string[] | null }, null>
  /** Puts a passage with its source on the clipboard as Markdown. */
  'clipboard:copy-passage': Call<{ article: ArticleId; text: string }, null>
  /** Finds articles, the best first, from the `offset`th on; with counts for narrowing where `facets` asks for them. */
  'search:query': Call<{ query: string; limit: number; offset: number; facets: boolean }, SearchAnswer>
  /** Where the words of the query stand in these articles. */
  'search:hits': Call<{ query: string; ids: ArticleId[] }, ArticleHits[]>
  /** How many articles each query finds. */
  'search:counts': Call<{ queries: string[] }, number[]>
  /** What the end of the query may become. */
  'search:complete': Call<{ query: string }, Completion[]>
  /** Finds a regular expression in a text; one that takes too long is stopped. */
  'article:find-pattern': Call<{ text: string; pattern: string; matchCase: boolean }, PatternHits>
  /** The annotations that a query finds, of the best articles first. */
  'notebook:read': Call<{ query: string; limit: number }, { entries: NotebookEntry[]; more: boolean }>
  /** Writes the annotations that a query finds as Markdown into a file the reader chooses; null when cancelled. */
  'notebook:export': Call<{ query: string }, { path: string; count: number } | null>
  /** Collections and saved searches. */
  'views:list': Call<null, Views>
  /** Makes or renames a collection. */
  'views:put-collection': Call<Collection, null>
  /** Deletes a collection; its articles stay where they are. */
  'views:remove-collection': Call<{ id: string }, null>
  /** Makes or changes a saved search. */
  'views:put-search': Call<SavedSearch, null>
  /** Deletes a saved search. */
  'views:remove-search': Call<{ id: string }, null>
  /** Marks articles as read, archived or favourite, or takes that back. */
  'shelf:set': Call<{ ids: ArticleId[]; fact: ShelfFact; on: boolean }, null>
  /** Puts articles into a collection, or takes them out. */
  'shelf:collect': Call<{ ids: ArticleId[]; collection: string; on: boolean }, null>
  /** Opens an http or https address, which the reader has seen and confirmed, in the system's browser. */
  'link:open': Call<{ url: string }, null>
}

/** Main to renderer. */
export interface Events {
  /** A file of a running import is being worked on. */
  'import:progress': ImportProgress
  /** An import the renderer did not ask for (arguments, open-file) has ended. */
  'import:done': ImportSummary
  /** Articles or their annotations changed otherwise than by this renderer's calls. */
  'library:changed': { ids: ArticleId[] }
  /** Articles that were read on for the first time: they are no longer unread. */
  'library:reshelved': { ids: ArticleId[] }
  /** How the search index stands. */
  'search:state': IndexState
  /** A command of the application menu. */
  'menu:command': { command: MenuCommand }
  /** Something is not on disk; null when all is saved again. */
  'save:trouble': Failure | null
}

export type Channel = keyof Calls
export type Request<C extends Channel> = Calls[C]['request']
export type Reply<C extends Channel> = Result<Calls[C]['value'], Failure>
export type EventName = keyof Events

/** The channels at run time; a missing or misspelt one does not compile. */
export const CHANNELS = Object.keys({
  'app:start': 0,
  'app:ready': 0,
  'settings:change': 0,
  'library:list': 0,
  'library:choose-files': 0,
  'library:import-files': 0,
  'library:cancel-import': 0,
  'library:remove': 0,
  'library:put-back': 0,
  'article:open': 0,
  'article:keep-position': 0,
  'article:restore-lines': 0,
  'annotation:save': 0,
  'annotation:remove': 0,
  'export:article': 0,
  'export:library': 0,
  'clipboard:copy-annotations': 0,
  'clipboard:copy-passage': 0,
  'search:query': 0,
  'search:hits': 0,
  'search:counts': 0,
  'search:complete': 0,
  'article:find-pattern': 0,
  'notebook:read': 0,
  'notebook:export': 0,
  'views:list': 0,
  'views:put-collection': 0,
  'views:remove-collection': 0,
  'views:put-search': 0,
  'views:remove-search': 0,
  'shelf:set': 0,
  'shelf:collect': 0,
  'link:open': 0,
} satisfies Record<Channel, 0>) as Channel[]

export const EVENT_NAMES = Object.keys({
  'import:progress': 0,
  'import:done': 0,
  'library:changed': 0,
  'library:reshelved': 0,
  'search:state': 0,
  'menu:command': 0,
  'save:trouble': 0,
} satisfies Record<EventName, 0>) as EventName[]

/** `window.simak`, made by the preload script. */
export interface Bridge {
  call<C extends Channel>(channel: C, request: Request<C>): Promise<Reply<C>>
  /** Answers a function that stops listening. */
  on<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void
}
