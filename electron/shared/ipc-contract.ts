import type { Annotation } from './annotation.ts'
import type { ArticleId, ArticleSummary, ContentHash, MetadataCorrections, ReadingPosition } from './article.ts'
import type { OpenedArticle } from './opened-article.ts'
import type { Failure } from './failure.ts'
import type { BackupSummary, CheckReport, EarlierText, LibraryCondition, RestoreChange, Trash } from './library-care.ts'
import type { Grouping, Order } from './notebook-rows.ts'
import type { EncodingDoubt } from './encoding-doubt.ts'
import type { ExportFormat, NoteOptions, Preset } from './export-options.ts'
import type { ExportProgress, ExportReport } from './export-report.ts'
import type { ImportProgress, ImportSummary } from './import-summary.ts'
import type { TwinKind } from './lookalike.ts'
import type { FetchProgress, MissingPictures, PictureFailure } from './missing-pictures.ts'
import type { Resolution } from './resolution.ts'
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
import type { JoinedVersion } from './version.ts'
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
  'import-folder',
  'import-clipboard',
  'import-address',
  'export-article',
  'export-library',
  'undo',
  'redo',
  'search',
  'find',
  'settings',
  'care',
  'shortcuts',
] as const
export type MenuCommand = (typeof MENU_COMMANDS)[number]

export interface NotesRequest {
  ids: ArticleId[] | null
  folder: string
  note: NoteOptions
  preview: boolean
  /** Makes also the notes anew whose files the person has deleted. */
  again: boolean
}

export interface FilesRequest {
  ids: ArticleId[] | null
  format: Exclude<ExportFormat, 'markdown'>
  note: NoteOptions
}

type Call<Request, Value> = { request: Request; value: Value }

/** Renderer to main. Every call answers `Result<value, Failure>`. */
export interface Calls {
  /** Settings, language and trouble, before the first paint. */
  'app:start': Call<null, StartState>
  /** The window shows the library; main sends what waited for it (files given as arguments). */
  'app:ready': Call<null, null>
  /** Changes some settings and answers all. */
  'settings:change': Call<Partial<Settings>, { settings: Settings; locale: Locale }>
  /**
   * Articles that are not in the trash, page by page, newest first (the one read last is on the first page): ask from 0
   * on, then from `next` until that is null.
   * The pages of one list belong together; asking from 0 begins a new one.
   */
  'library:list': Call<{ from: number }, { articles: ArticleSummary[]; next: number | null }>
  /** What the list says of some articles; those that are not in it are left out. */
  'library:summaries': Call<{ ids: ArticleId[] }, { articles: ArticleSummary[] }>
  /** Asks for files with the native dialog and imports them; null when the reader chose none. */
  'library:choose-files': Call<null, ImportSummary | null>
  /** Imports files dropped on the window; `path` is the one in their folder, for those of a dropped folder. */
  'library:import-files': Call<
    { name: string; path?: string | null | undefined; bytes: Uint8Array<ArrayBuffer> }[],
    ImportSummary
  >
  /** Writes how an import went, as text, into a file the reader chooses; null when cancelled. */
  'library:keep-summary': Call<{ text: string }, { path: string } | null>
  /** Reads the article's original in another encoding: that becomes its newest version, and its facts with it. */
  'library:read-as': Call<{ id: ArticleId; encoding: string }, null>
  /** Whether it is not sure how the article's original is encoded; reads it once more. */
  'article:encoding-doubt': Call<{ id: ArticleId }, EncodingDoubt | null>
  /** Stops a running import after the file it is working on. */
  'library:cancel-import': Call<null, null>
  /** Puts an article into the trash. */
  'library:remove': Call<{ id: ArticleId }, null>
  /** Takes an article out of the trash, with all its annotations. */
  'library:put-back': Call<{ id: ArticleId }, null>
  /** Whether the library can be changed, and which of its files were not as they should be. */
  'library:condition': Call<null, LibraryCondition>
  /** Opens the library again: after its disk came back, or (`accept`) however much is gone, or (`makeAnew`) as a new one. */
  'library:open-again': Call<{ accept: boolean; makeAnew: boolean }, null>
  /** Asks the process that has the library to show its window. */
  'library:show-holder': Call<null, null>
  /** What was deleted and can come back. */
  'library:trash': Call<null, Trash>
  /** Empties the trash for good; the window has asked. */
  'library:empty-trash': Call<null, null>
  /** Reads every file of the library in full and reports; progress comes as an event. */
  'library:check': Call<null, CheckReport>
  /** Asks for a folder with the native dialog and moves the library there; null when cancelled. */
  'library:move': Call<null, { folder: string } | null>
  /** Backups, newest first, and the time of the restore that can be undone. */
  'backup:list': Call<null, { backups: BackupSummary[]; restored: number | null }>
  /** Makes a backup now, if anything has changed since the last one. */
  'backup:make': Call<null, null>
  /** What restoring the backup would change. */
  'backup:preview': Call<{ time: number }, RestoreChange[]>
  /** Restores everything, or one article (`only`). */
  'backup:restore': Call<{ time: number; only: ArticleId | null }, null>
  /** Undoes the last restore. */
  'backup:undo': Call<null, null>
  /** Content, left-out lines, annotations and reading position of one article: its newest version, or the one given. */
  'article:open': Call<{ id: ArticleId; version?: ContentHash | undefined }, OpenedArticle>
  /** Keeps the reading position. */
  'article:keep-position': Call<{ id: ArticleId; position: ReadingPosition }, null>
  /** Shows exactly these left-out lines (removal ids) of a version (the newest) as part of the content again. */
  'article:restore-lines': Call<{ id: ArticleId; removals: string[]; version?: ContentHash | undefined }, OpenedArticle>
  /** The pictures that a version names and that did not come with it, by who has them; asks nobody. */
  'article:missing-pictures': Call<{ id: ArticleId; version: ContentHash }, MissingPictures>
  /**
   * Asks these hosts, which the reader has seen and chosen, for the pictures of a version that they have. Answers the
   * article with the pictures that came, and why others did not.
   */
  'article:fetch-pictures': Call<
    { id: ArticleId; version: ContentHash; hosts: string[] },
    { fetched: number; failed: PictureFailure[]; article: OpenedArticle }
  >
  /** Asks for the page or file at an address that the reader has typed, and imports it. */
  'library:import-address': Call<{ url: string }, ImportSummary>
  /** Stops asking for pictures, of which those that have come are kept, or for a page. */
  'fetch:cancel': Call<null, null>
  /** Puts metadata right; fields in `asFound` become what the importer found again. */
  'article:correct-metadata': Call<
    { id: ArticleId; corrections: MetadataCorrections; asFound: (keyof MetadataCorrections)[] },
    OpenedArticle
  >
  /** Makes articles the newest versions of others; answers how those's highlights came over, and what failed. */
  'version:join': Call<{ from: ArticleId; into: ArticleId }[], { joined: JoinedVersion[]; failed: Failure[] }>
  /** Makes a version that came in as an article of its own one again. */
  'version:separate': Call<{ article: ArticleId; version: ContentHash }, null>
  /** Keeps what other articles are to these. */
  'version:mark': Call<{ id: ArticleId; other: ArticleId; kind: TwinKind }[], null>
  /** Imports what is on the clipboard as a new article; null where there is nothing to read. */
  'library:import-clipboard': Call<null, ImportSummary | null>
  /** Asks for a folder with the native dialog and imports all it holds; null when the reader chose none. */
  'library:choose-folder': Call<null, ImportSummary | null>
  /** Adds or replaces an annotation. Answers once it is durable or queued (at most 500 ms). */
  'annotation:save': Call<Annotation, null>
  /** Deletes an annotation; saving it again brings it back. */
  'annotation:remove': Call<{ article: ArticleId; id: string }, null>
  /** The texts that a note had before the one it has, newest first. */
  'annotation:history': Call<{ article: ArticleId; id: string }, EarlierText[]>
  /** Keeps the reader's word on where a passage stands in a version; the annotation itself stays as it is. */
  'annotation:resolve': Call<{ article: ArticleId; resolution: Resolution }, null>
  /** Takes such a word back. */
  'annotation:unresolve': Call<{ article: ArticleId; annotation: string; version: ContentHash }, null>
  /** Writes annotations of an article as Markdown into a file the reader chooses; null when cancelled. */
  'annotation:export': Call<{ article: ArticleId; ids: string[] }, { path: string } | null>
  /** Asks for a folder for notes with the native dialog; null when cancelled. */
  'export:choose-folder': Call<null, { folder: string } | null>
  /** Brings the notes of articles (all where `ids` is null) in a folder up to date, or says what that would do. */
  'export:notes': Call<NotesRequest, ExportReport>
  /** Writes articles in another format where the reader chooses; null when cancelled. `failed` could not be read. */
  'export:files': Call<FilesRequest, { paths: string[]; failed: Failure[]; cancelled: boolean } | null>
  /** Stops a running export after the articles it is working on. */
  'export:cancel': Call<null, null>
  /** The note of one article as it would be exported anew, and its path below the folder, or what is wrong with a template. */
  'export:render': Call<{ id: ArticleId; note: NoteOptions }, { markdown: string; path: string }>
  /** The source of a preset, to make one's own from. */
  'export:template': Call<{ preset: Preset }, { template: string }>
  /** Takes a note that was changed in an exported file into the library. */
  'export:take-back': Call<{ article: ArticleId; annotation: string; note: string }, null>
  /** Puts annotations of an article (all where `ids` is null) on the clipboard as Markdown and as rich text. */
  'clipboard:copy-annotations': Call<{ article: ArticleId; ids: string[] | null }, null>
  /** Puts a passage with its source on the clipboard as Markdown and as rich text. */
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
  /** Writes the stream of the notebook as Markdown, as it is shown, into a file the reader chooses; null when cancelled. */
  'notebook:export': Call<{ query: string; grouping: Grouping; order: Order }, { path: string; count: number } | null>
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
  /** Pictures are being asked for. */
  'fetch:progress': FetchProgress
  /** Articles or their annotations changed otherwise than by this renderer's calls. */
  'library:changed': { ids: ArticleId[] }
  /** What the list says of articles is not as it was, but their texts and annotations are. */
  'library:reshelved': { ids: ArticleId[] }
  /** Collections or saved searches are others than before. */
  'views:changed': null
  /** How the search index stands. */
  'search:state': IndexState
  /** The library was opened again, perhaps in another folder: ask for everything anew. */
  'library:reopened': null
  /** The library can (no more) be changed, or a file was not as it should be. */
  'library:condition': LibraryCondition
  /** How far a check or a move of the library is. */
  'library:care-progress': { done: number; total: number | null }
  /** A running export goes on. */
  'export:progress': ExportProgress
  /** The folder that is kept up to date could not be; null when it is again. */
  'export:kept': Failure | null
  /** Another program asked for an article, or for a passage in it, by its address. */
  'article:jump': { article: ArticleId; annotation: string | null }
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
  'library:summaries': 0,
  'library:choose-files': 0,
  'library:import-files': 0,
  'library:keep-summary': 0,
  'library:read-as': 0,
  'article:encoding-doubt': 0,
  'library:cancel-import': 0,
  'library:remove': 0,
  'library:put-back': 0,
  'library:condition': 0,
  'library:open-again': 0,
  'library:show-holder': 0,
  'library:trash': 0,
  'library:empty-trash': 0,
  'library:check': 0,
  'library:move': 0,
  'backup:list': 0,
  'backup:make': 0,
  'backup:preview': 0,
  'backup:restore': 0,
  'backup:undo': 0,
  'article:open': 0,
  'article:keep-position': 0,
  'article:restore-lines': 0,
  'article:missing-pictures': 0,
  'article:fetch-pictures': 0,
  'library:import-address': 0,
  'fetch:cancel': 0,
  'article:correct-metadata': 0,
  'version:join': 0,
  'version:separate': 0,
  'version:mark': 0,
  'library:import-clipboard': 0,
  'library:choose-folder': 0,
  'annotation:save': 0,
  'annotation:remove': 0,
  'annotation:history': 0,
  'annotation:resolve': 0,
  'annotation:unresolve': 0,
  'annotation:export': 0,
  'export:choose-folder': 0,
  'export:notes': 0,
  'export:files': 0,
  'export:cancel': 0,
  'export:render': 0,
  'export:template': 0,
  'export:take-back': 0,
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
  'fetch:progress': 0,
  'import:done': 0,
  'library:changed': 0,
  'library:reshelved': 0,
  'views:changed': 0,
  'search:state': 0,
  'library:reopened': 0,
  'library:condition': 0,
  'library:care-progress': 0,
  'export:progress': 0,
  'export:kept': 0,
  'article:jump': 0,
  'menu:command': 0,
  'save:trouble': 0,
} satisfies Record<EventName, 0>) as EventName[]

/** `window.simak`, made by the preload script. */
export interface Bridge {
  call<C extends Channel>(channel: C, request: Request<C>): Promise<Reply<C>>
  /** Answers a function that stops listening. */
  on<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void
}
