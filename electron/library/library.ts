import { z } from 'zod'
import type { Annotation } from '#shared/annotation.ts'
import type { ArticleId, ArticleSummary, ContentHash, ImportedArticle, ReadingPosition } from '#shared/article.ts'
import type { Failure } from '#shared/failure.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import type { Views } from '#shared/views.ts'
import { type FileSystem, nodeFileSystem } from '../storage/file-system.ts'
import { Clock } from '../storage/hlc.ts'
import { ArticleFiles } from './article-files.ts'
import {
  ANNOTATION,
  annotationRecordId,
  type ArticleEntry,
  CAPTURE,
  captureOf,
  dataOf,
  entryOf,
  POSITION,
  positionOf,
  RESTORED,
  TRASH,
} from './article-view.ts'
import { articleIdOf } from './layout.ts'
import { prepareLibrary } from './prepare-library.ts'
import { failureOf, type FileTrouble, type LibraryContext, openRecordStore } from './record-sources.ts'
import type { RecordStore } from './record-store.ts'
import { listOtherDevices, type Scan, scanArticles } from './scan.ts'
import { SHELF } from './shelf.ts'
import { type COLLECTION, type SAVED_SEARCH, viewRecordId, viewsOf } from './views.ts'
import { annotationSchema, readingPositionSchema, startersSchema } from './schemas.ts'
import { readStoredArticle, type StoredArticle } from './stored-article.ts'
import { StoreCache } from './store-cache.ts'
import { Trouble } from './trouble.ts'

export interface LibraryOptions {
  folder: string
  appData: string
  /** Told what is not saved, and null when all is saved again. */
  onTrouble?: (failure: Failure | null) => void
  /** Milliseconds since 1970. */
  now?: () => number
  files?: FileSystem
  /** First wait before a failed write is tried again (ms). */
  retryAfter?: number
}

export type { StoredArticle } from './stored-article.ts'

/** How an article went in; `already` means that it was in the library and not in the trash. */
export interface Added {
  id: ArticleId
  title: string
  already: boolean
}

type Saved = Promise<Result<null, Failure>>

const STARTERS = 'starters'
const STORES_IN_MEMORY = 64

/** Opens the library of a folder, or makes one there. Fails with library-unreachable, -newer or -damaged. */
export async function openLibrary(options: LibraryOptions): Promise<Result<Library, Failure>> {
  const { folder, appData, now = Date.now, files = nodeFileSystem } = options
  const prepared = await prepareLibrary(files, { folder, appData, now })
  if (!prepared.ok) return prepared
  const { layout, device } = prepared.value
  const trouble = new Trouble(options.onTrouble ?? (() => undefined))
  const problems: FileTrouble[] = []
  const context: LibraryContext = {
    layout,
    device,
    files,
    now,
    otherDevices: await listOtherDevices(files, layout, device),
    clock: new Clock(device, now),
    ...(options.retryAfter === undefined ? {} : { retryAfter: options.retryAfter }),
    onSaved: (file, failure) => trouble.report(file, failure),
    onProblem: (problem) => problems.push(problem),
  }
  const scan = await scanArticles(context)
  const own = await openRecordStore(context, (source) => layout.libraryRecords(source))
  if (!own.ok) {
    const failure = failureOf(own.failure, layout)
    if (failure.code !== 'article-damaged') return fail(failure)
    return fail({ code: 'library-damaged', file: failure.file, reason: failure.reason })
  }
  return ok(new Library({ context, scan, own: own.value, trouble, problems }))
}

interface LibraryParts {
  context: LibraryContext
  scan: Scan
  own: RecordStore
  trouble: Trouble
  problems: FileTrouble[]
}

/**
 * The one service over articles and what readers made of them. A call that changes something answers when that is on
 * the disk; `not-saved` means that it stands in memory and is tried again in the background.
 */
export class Library {
  readonly folder: string
  private readonly context: LibraryContext
  private readonly entries: Map<ArticleId, ArticleEntry>
  private readonly own: RecordStore
  private readonly unsaved: Trouble
  private readonly found: readonly FileTrouble[]
  private readonly stores: StoreCache
  private readonly articleFiles: ArticleFiles
  private lastAdd: Promise<unknown> = Promise.resolve()

  constructor({ context, scan, own, trouble, problems }: LibraryParts) {
    const { layout, files, now } = context
    this.folder = layout.root
    this.context = context
    this.entries = scan.entries
    this.own = own
    this.unsaved = trouble
    this.found = problems
    this.articleFiles = new ArticleFiles(layout, files, now)
    const isDamaged = (id: ArticleId) => () => Promise.resolve(scan.damaged.has(id))
    this.stores = new StoreCache(async (id) => {
      const store = await openRecordStore(context, (device) => layout.articleRecords(device, id), isDamaged(id))
      return store.ok ? store : fail(failureOf(store.failure, layout))
    }, STORES_IN_MEMORY)
  }

  /** Starter articles were never imported into this library; removing them does not bring this back. */
  get needsStarters(): boolean {
    return dataOf(this.own.records, STARTERS, startersSchema)?.imported !== true
  }

  /** What is not on the disk now; null when all is. */
  get trouble(): Failure | null {
    return this.unsaved.current
  }

  /** Files that were damaged, newer or unreadable since the library was opened. */
  get problems(): readonly FileTrouble[] {
    return this.found
  }

  list(): ArticleSummary[] {
    const shown = [...this.entries.values()].filter((entry) => !entry.trashed)
    return shown.map((entry) => entry.summary)
  }

  summary(id: ArticleId): ArticleSummary | undefined {
    const entry = this.entries.get(id)
    return entry === undefined || entry.trashed ? undefined : entry.summary
  }

  /** Keeps an imported article. The same bytes again make no second one, but take the first out of the trash. */
  add(article: ImportedArticle, capture: { file: string; starter: boolean }): Promise<Result<Added, Failure>> {
    // One after the other, so that the same bytes given twice at once are found to be the same.
    const added = this.lastAdd.then(() => this.addNext(article, capture))
    this.lastAdd = added.catch(() => undefined)
    return added
  }
  /** Everything about one article. Trashed articles are article-missing. */
  open(id: ArticleId): Promise<Result<StoredArticle, Failure>> {
    const entry = this.entries.get(id)
    if (entry === undefined || entry.trashed) return missing(id)
    const onUnusable = (file: string, code: string): void => this.context.onProblem({ kind: 'unreadable', file, code })
    return this.stores.use(id, ({ records }) => readStoredArticle(this.articleFiles, entry, records, onUnusable))
  }

  /** Adds or replaces an annotation; one that was removed comes back. */
  async saveAnnotation(annotation: Annotation): Saved {
    const parsed = annotationSchema.safeParse(annotation)
    if (!parsed.success) return refused('annotation:save', parsed.error)
    return await this.change(annotation.target.source, (store) => {
      store.put(annotationRecordId(annotation.id), ANNOTATION, annotation)
      return store.save()
    })
  }

  /** Removing what is not there is no failure. */
  removeAnnotation(article: ArticleId, id: string): Saved {
    return this.change(article, (store) => (store.delete(annotationRecordId(id)) ? store.save() : unchanged()))
  }

  async keepPosition(id: ArticleId, position: ReadingPosition): Saved {
    const parsed = readingPositionSchema.safeParse(position)
    if (!parsed.success) return refused('article:keep-position', parsed.error)
    return await this.change(id, (store) => {
      const known = positionOf(store.records)
      if (known?.version === position.version && known.offset === position.offset) return unchanged()
      store.put(POSITION, POSITION, position)
      return store.save()
    })
  }

  /** Keeps which left-out lines are shown, and the content that they make (no lines: the base content). */
  restoreLines(id: ArticleId, removals: string[], composedHtml: string): Promise<Result<ContentHash, Failure>> {
    return this.change(id, async (store) => {
      const version = await this.articleFiles.keepContent(id, composedHtml)
      if (!version.ok) return version
      store.put(RESTORED, RESTORED, { removals, version: version.value })
      const kept = await store.save()
      return kept.ok ? version : kept
    })
  }

  /** Puts an article into the trash, where it keeps everything. */
  remove(id: ArticleId): Saved {
    return this.setTrashed(id, true)
  }

  putBack(id: ArticleId): Saved {
    return this.setTrashed(id, false)
  }

  /** Says one fact of where an article stands (shelf.ts). */
  setShelf(id: ArticleId, fact: string, on: boolean): Saved {
    return this.change(id, (store) => {
      store.put(fact, SHELF, { on })
      return store.save()
    })
  }

  /** Collections and saved searches. */
  get views(): Views {
    return viewsOf(this.own.records)
  }

  /** Adds or replaces a collection or a saved search; null deletes it. */
  setView(type: typeof COLLECTION | typeof SAVED_SEARCH, id: string, view: object | null): Saved {
    const record = viewRecordId(type, id)
    if (view !== null) this.own.put(record, type, view)
    else if (!this.own.delete(record)) return unchanged()
    return this.own.save()
  }

  markStartersImported(): Saved {
    this.own.put(STARTERS, STARTERS, { imported: true })
    return this.own.save()
  }

  /** Null for an article that is not in the library. */
  originalPath(id: ArticleId): string | null {
    const entry = this.entries.get(id)
    return entry === undefined ? null : this.context.layout.original(id, entry.extension)
  }

  /** Real path of an image of the article; null for a name that is none or leads out of the library. */
  assetPath(id: ArticleId, name: string): Promise<string | null> {
    return this.articleFiles.assetPath(id, name)
  }

  /** Waits until all changes are on the disk, or have been tried once more. */
  async flush(): Promise<void> {
    await this.lastAdd
    await Promise.all([this.stores.flush(), this.own.flush()])
  }

  async close(): Promise<void> {
    await this.lastAdd
    await Promise.all([this.stores.close(), this.own.close()])
  }

  private async addNext(
    article: ImportedArticle,
    { file, starter }: { file: string; starter: boolean },
  ): Promise<Result<Added, Failure>> {
    const id = articleIdOf(article.original)
    return await this.stores.use<Added>(id, async (store) => {
      const known = this.entries.get(id)
      const version = await this.articleFiles.keep(article, known?.baseVersion ?? null)
      if (!version.ok) return version
      const title = known?.summary.title ?? article.facts.metadata.title
      if (known !== undefined && !known.trashed) return ok({ id, title, already: true })
      if (known === undefined) {
        const saved = new Date(this.context.now()).toISOString()
        store.put(CAPTURE, CAPTURE, captureOf(article, version.value, { file, starter, saved }))
      } else store.put(TRASH, TRASH, { trashed: false })
      this.refresh(id, store)
      const kept = await store.save()
      return kept.ok ? ok({ id, title, already: false }) : kept
    })
  }

  private setTrashed(id: ArticleId, trashed: boolean): Saved {
    return this.change(id, (store, entry) => {
      if (entry.trashed === trashed) return unchanged()
      store.put(TRASH, TRASH, { trashed })
      return store.save()
    })
  }

  /** Works on an article's records and brings its summary up to date, also when saving failed. */
  private async change<V>(
    id: ArticleId,
    work: (store: RecordStore, entry: ArticleEntry) => Promise<Result<V, Failure>>,
  ): Promise<Result<V, Failure>> {
    if (!this.entries.has(id)) return await missing(id)
    return await this.stores.use(id, async (store) => {
      const entry = this.entries.get(id)
      if (entry === undefined) return await missing(id)
      const done = work(store, entry)
      // The change is in memory as soon as `work` has been called; lists need not wait for the disk.
      this.refresh(id, store)
      return await done
    })
  }

  private refresh(id: ArticleId, store: RecordStore): void {
    const entry = entryOf(id, store.records)
    if (entry !== null) this.entries.set(id, entry)
  }
}

function missing(id: ArticleId): Promise<{ ok: false; failure: Failure }> {
  return Promise.resolve(fail({ code: 'article-missing', id }))
}

function unchanged(): Saved {
  return Promise.resolve(ok(null))
}

function refused(channel: string, error: z.ZodError): Result<null, Failure> {
  return fail({ code: 'bad-request', channel, reason: z.prettifyError(error) })
}
