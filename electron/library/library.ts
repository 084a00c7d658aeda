import type { Annotation } from '#shared/annotation.ts'
import type {
  ArticleId,
  ArticleSummary,
  ContentHash,
  ImportedArticle,
  MetadataCorrections,
  ReadingPosition,
} from '#shared/article.ts'
import { setTimeout as wait } from 'node:timers/promises'
import type { Failure } from '#shared/failure.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { nodeFileSystem } from '../storage/file-system.ts'
import type { Claim } from '../storage/folder-lock.ts'
import { Clock } from '../storage/hlc.ts'
import { addArticle, type Added, type HowAdded } from './add-article.ts'
import { Arrangement } from './arrangement.ts'
import { ArticleFiles } from './article-files.ts'
import { type ArticleEntry, dataOf, POSITION, positionOf, rootOf } from './article-view.ts'
import { AnnotationRecords, refused, unchanged } from './annotation-records.ts'
import { ArticleRecords, missing } from './article-records.ts'
import { Backups, countsOf } from './backups.ts'
import { Condition } from './condition.ts'
import { EntryList } from './entry-list.ts'
import { articleIdOf } from './layout.ts'
import { LibraryLife } from './library-life.ts'
import type { LibraryOptions } from './library-options.ts'
import { readSnapshot, type StoredList } from './list-snapshot.ts'
import type { Live } from './outside-changes.ts'
import { type Prepared, prepareLibrary } from './prepare-library.ts'
import { failureOf, type FileTrouble, type LibraryContext, openRecordStore } from './record-sources.ts'
import type { RecordStore } from './record-store.ts'
import { listOtherDevices } from './scan.ts'
import { type CorrectedField, readingPositionSchema, startersSchema } from './schemas.ts'
import { correctMetadata } from './metadata-corrections.ts'
import { restoreLines } from './restored-lines.ts'
import { Versions } from './versions.ts'
import { readStoredArticle, type StoredArticle } from './stored-article.ts'
import { setTrashed } from './set-trashed.ts'
import { Trouble } from './trouble.ts'

export type { FileTrouble } from './record-sources.ts'
export type { StoredArticle } from './stored-article.ts'

type Saved = Promise<Result<null, Failure>>

const STARTERS = 'starters'
/** How long (ms) a library that is read for the first time is waited for before it is shown. */
const FIRST_LOOK = 500

/** Opens the library of a folder, or makes one there. Fails with library-unreachable, -gone or -damaged. */
export async function openLibrary(options: LibraryOptions): Promise<Result<Library, Failure>> {
  const { folder, appData, now = Date.now, files = nodeFileSystem, acceptVanished = false } = options
  const prepared = await prepareLibrary(files, { ...options, folder, appData, now })
  if (!prepared.ok) return prepared
  const { layout, device, memoryFolder } = prepared.value
  const trouble = new Trouble(options.onTrouble ?? (() => undefined))
  const condition = new Condition(prepared.value.readOnly, prepared.value.problems, options.onCondition)
  const backups = new Backups({ files, folder: memoryFolder, layout, device, now })
  const context: LibraryContext = {
    layout,
    device,
    files,
    now,
    otherDevices: await listOtherDevices(files, layout, device),
    clock: new Clock(device, now),
    ...(options.retryAfter === undefined ? {} : { retryAfter: options.retryAfter }),
    isReadOnly: () => condition.readOnly !== null,
    rescue: (path) => backups.newest(path),
    onSaved: (file, failure) => trouble.report(file, failure),
    onProblem: (problem) => condition.add(problem),
  }
  if (acceptVanished && prepared.value.memory !== null) prepared.value.memory.data.held = null
  const snapshot = acceptVanished ? null : await readSnapshot(files, memoryFolder)
  const own = await openRecordStore(context, (source) => layout.libraryRecords(source))
  if (!own.ok) {
    await prepared.value.release()
    const failure = failureOf(own.failure, layout)
    if (failure.code !== 'article-damaged') return fail(failure)
    return fail({ code: 'library-damaged', file: failure.file, reason: failure.reason })
  }
  const parts = { context, prepared: prepared.value, own: own.value, trouble, condition, backups }
  const library = new Library({
    ...parts,
    folder,
    snapshot,
    onChanged: options.onChanged ?? (() => undefined),
    onViews: options.onViews ?? (() => undefined),
  })
  // A small library is there whole; a large one that must be read anew grows while it is shown.
  if (snapshot === null) await Promise.race([library.checked, wait(FIRST_LOOK)])
  return ok(library)
}

interface LibraryParts {
  context: LibraryContext
  prepared: Prepared
  own: RecordStore
  trouble: Trouble
  condition: Condition
  backups: Backups
  folder: string
  snapshot: StoredList | null
  onChanged: (ids: ArticleId[]) => void
  onViews: () => void
}

/**
 * The one service over articles and what readers made of them. A call that changes something answers when that is on
 * the disk; `not-saved` means that it stands in memory and is tried again in the background.
 */
export class Library {
  readonly folder: string
  readonly backups: Backups
  /** Resolves when the list agrees with the disk; until then new articles wait, and changes of what is not as listed. */
  readonly checked: Promise<void>
  private readonly context: LibraryContext
  private readonly prepared: Prepared
  private readonly own: RecordStore
  private readonly unsaved: Trouble
  private readonly condition: Condition
  /** What readers marked and wrote in articles. */
  readonly annotations: AnnotationRecords
  readonly arrangement: Arrangement
  /** Which articles are versions of others, or the same text. */
  readonly versions: Versions
  private readonly records: ArticleRecords
  private readonly articleFiles: ArticleFiles
  private readonly life: LibraryLife
  private readonly snapshot: StoredList | null
  private lastAdd: Promise<unknown> = Promise.resolve()

  constructor(parts: LibraryParts) {
    const { context, prepared, own, backups, snapshot } = parts
    const { layout, files, now } = context
    this.folder = layout.root
    this.context = context
    this.prepared = prepared
    this.snapshot = snapshot
    this.own = own
    this.unsaved = parts.trouble
    this.condition = parts.condition
    this.backups = backups
    this.articleFiles = new ArticleFiles(layout, files, now, context.device)
    this.records = new ArticleRecords(context, snapshot?.entries ?? new EntryList(), {
      ready: (id) => this.life.ready(id),
      readOnly: () => this.readOnly,
      isDamaged: (id) => this.life.damaged.has(id),
    })
    this.annotations = new AnnotationRecords(this.records, now)
    this.versions = new Versions(this.records, this.articleFiles, now)
    this.arrangement = new Arrangement(this.records, own, () => this.readOnly)
    const { entries, stores } = this.records
    const closing = new AbortController()
    const live: Live = {
      context,
      entries,
      stores,
      own,
      memory: prepared.memory,
      rescuable: () => backups.articles(),
      isWhole: () => this.condition.isWhole && this.unsaved.current === null,
      onRead: parts.onChanged,
      onViews: parts.onViews,
      touched: new Set(),
      closing: closing.signal,
      onVanished: (known, found) =>
        this.condition.close({ code: 'library-vanished', folder: parts.folder, known, found }),
    }
    this.life = new LibraryLife(live, prepared, { ...parts, closing, checked: () => this.checked })
    this.checked = this.life.start()
  }

  /** The list agrees with the disk. */
  get isInStep(): boolean {
    return this.life.isInStep
  }

  /** Why nothing can be changed now; null where everything can. */
  get readOnly(): Failure | null {
    return this.condition.readOnly
  }

  /** Who has the folder instead, when `readOnly` is library-held. */
  get holder(): Extract<Claim, { state: 'taken' }> | null {
    const { claim } = this.prepared
    return claim?.state === 'taken' ? claim : null
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
    return this.condition.problems
  }

  /** Places of this library, for what works on its files as a whole. */
  get parts(): { context: LibraryContext; id: string } {
    return { context: this.context, id: this.prepared.id }
  }

  /** Resolves when the list is as long as it was last time; before that it has the newest articles. */
  get listed(): Promise<void> {
    return this.snapshot?.rest() ?? Promise.resolve()
  }

  get isListed(): boolean {
    return this.snapshot?.isWhole ?? true
  }

  list(): ArticleSummary[] {
    const shown = [...this.records.entries.values()].filter((entry) => this.isShown(entry))
    return shown.map((entry) => entry.summary)
  }

  summary(id: ArticleId): ArticleSummary | undefined {
    const entry = this.entry(id)
    return entry === undefined || !this.isShown(entry) ? undefined : entry.summary
  }

  /**
   * Keeps an imported article. The same bytes again make no second one, but take the first out of the trash.
   * `saved` (ISO 8601 in UTC) is now unless told.
   */
  add(article: ImportedArticle, how: HowAdded): Promise<Result<Added, Failure>> {
    // One after the other, so that the same bytes given twice at once are found to be the same.
    const added = this.lastAdd.then(() => this.addNext(article, how))
    this.lastAdd = added.catch(() => undefined)
    return added
  }

  /** Everything about one article, in its newest version or the one wanted. Trashed articles are article-missing. */
  open(id: ArticleId, wanted?: ContentHash): Promise<Result<StoredArticle, Failure>> {
    const entry = this.entry(id)
    if (entry === undefined || !this.isShown(entry)) return missing(id)
    const onUnusable = (file: string, code: string): void => this.context.onProblem({ kind: 'unreadable', file, code })
    return this.records.stores.use(id, ({ records }) =>
      readStoredArticle(this.articleFiles, entry, records, onUnusable, wanted),
    )
  }

  /** Adds or replaces an annotation; one that was removed comes back. */
  saveAnnotation(annotation: Annotation): Saved {
    return this.annotations.save(annotation)
  }

  /** Removing what is not there is no failure. */
  removeAnnotation(article: ArticleId, id: string): Saved {
    return this.annotations.remove(article, id)
  }

  async keepPosition(id: ArticleId, position: ReadingPosition): Saved {
    const parsed = readingPositionSchema.safeParse(position)
    if (!parsed.success) return refused('article:keep-position', parsed.error)
    return await this.records.change(id, (store) => {
      const known = positionOf(store.records)
      if (known?.version === position.version && known.offset === position.offset) return unchanged()
      store.put(POSITION, POSITION, position)
      return store.save()
    })
  }

  /** Puts metadata right; `asFound` names the fields that are to be as the importer found them again. */
  correctMetadata(id: ArticleId, corrections: MetadataCorrections, asFound: readonly CorrectedField[]): Saved {
    return correctMetadata(this.records, id, corrections, asFound)
  }

  /** Keeps which left-out lines of a version (the newest) are shown, and the content that they make. */
  restoreLines(
    id: ArticleId,
    removals: string[],
    composedHtml: string,
    wanted?: ContentHash,
  ): Promise<Result<ContentHash, Failure>> {
    return restoreLines(this.records, this.articleFiles, { id, removals, composedHtml, wanted })
  }

  /** Puts an article into the trash, where it keeps everything. */
  remove(id: ArticleId): Saved {
    return setTrashed(this.records, id, true)
  }

  putBack(id: ArticleId): Saved {
    return setTrashed(this.records, id, false)
  }

  async markStartersImported(): Saved {
    if (this.readOnly !== null) return fail(this.readOnly)
    this.own.put(STARTERS, STARTERS, { imported: true })
    return await this.own.save()
  }

  /** Null for an article that is not in the library. */
  originalPath(id: ArticleId): string | null {
    const entry = this.entry(id)
    return entry === undefined ? null : this.context.layout.original(id, entry.extension)
  }

  /** Real path of an image of the article; null for a name that is none or leads out of the library. */
  assetPath(id: ArticleId, name: string): Promise<string | null> {
    return this.articleFiles.assetPath(id, name)
  }

  /** The records themselves, for what works on many of them: trash, restoring. */
  get articleRecords(): ArticleRecords {
    return this.records
  }

  /** Makes a backup of this device's records if something has changed since the last one; `signal` breaks it off. */
  async backUp(signal?: AbortSignal): Promise<Result<number | null, Failure>> {
    await this.flush()
    return await this.backups.make(countsOf(this.list()), signal)
  }

  /** Removes the files of what every device has emptied from the trash. */
  letGo(): Promise<void> {
    return this.life.letGo()
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.context.now()
  }

  /** What is kept in memory of all articles, those in the trash among them. */
  get all(): ReadonlyMap<ArticleId, ArticleEntry> {
    return this.records.entries
  }

  /** Waits until all changes are on the disk, or have been tried once more. */
  async flush(): Promise<void> {
    await this.saveNow()
    await this.checked
    await this.lastAdd
    await this.saveNow()
  }

  /** As `flush`, but for changes that wait until the library has been read. */
  async saveNow(): Promise<void> {
    await Promise.all([this.records.stores.flush(), this.own.flush()])
  }

  async close(): Promise<void> {
    this.life.cancel()
    await this.checked
    await this.life.stop()
    await this.lastAdd
    await Promise.all([this.records.stores.close(), this.own.close()])
    await this.life.end()
  }

  /** Also of an article whose turn has not come while the list is being read. */
  private entry(id: ArticleId): ArticleEntry | undefined {
    this.snapshot?.seek(id)
    return this.records.entries.get(id)
  }

  private async addNext(article: ImportedArticle, how: HowAdded): Promise<Result<Added, Failure>> {
    await this.life.whole()
    if (this.readOnly !== null) return fail(this.readOnly)
    const id = articleIdOf(article.original)
    const root = this.rootOf(id)
    if (root !== undefined && root.summary.id !== id) return await this.addAgain(root)
    const saved = how.saved ?? new Date(this.context.now()).toISOString()
    return await addArticle(this.records, this.articleFiles, article, { ...how, saved })
  }

  /** The same bytes as those of a version: it is there with its article. */
  private async addAgain({ summary: { id, title }, trashed }: ArticleEntry): Promise<Result<Added, Failure>> {
    const back = trashed ? await this.putBack(id) : ok(null)
    return back.ok ? ok({ id, title, already: !trashed }) : back
  }

  /** The article that is shown where this one is asked for: another one, if this is a version of it now. */
  shownAs(id: ArticleId): ArticleId {
    return this.rootOf(id)?.summary.id ?? id
  }

  private rootOf(id: ArticleId): ArticleEntry | undefined {
    const entry = this.entry(id)
    return entry === undefined ? undefined : rootOf((other) => this.entry(other), entry)
  }

  private isShown(entry: ArticleEntry): boolean {
    // While the list is being read, what it is a part of may not have had its turn.
    return !entry.trashed && (entry.partOf === null || rootOf((id) => this.entry(id), entry) === entry)
  }
}
