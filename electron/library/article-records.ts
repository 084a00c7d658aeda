import type { ArticleId } from '#shared/article.ts'
import type { Failure } from '#shared/failure.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { type ArticleEntry, entryOf, type Records } from './article-view.ts'
import type { EntryList } from './entry-list.ts'
import { failureOf, type LibraryContext, openRecordStore } from './record-sources.ts'
import type { RecordStore } from './record-store.ts'
import { StoreCache } from './store-cache.ts'

const STORES_IN_MEMORY = 64

export interface RecordsGate {
  /** Resolves when the list agrees with the disk; until then changes wait. */
  checked: () => Promise<void>
  /** Why nothing may be changed; null where everything may. */
  readOnly: () => Failure | null
  /** A damaged file of this device was met. */
  isDamaged: (id: ArticleId) => boolean
}

/** The records of every article, with what the list says of each of them always in step. */
export class ArticleRecords {
  readonly entries: EntryList
  readonly stores: StoreCache
  private readonly gate: RecordsGate

  constructor(context: LibraryContext, entries: EntryList, gate: RecordsGate) {
    this.entries = entries
    this.gate = gate
    this.stores = new StoreCache(async (id) => {
      const { layout } = context
      const isDamaged = (): Promise<boolean> => Promise.resolve(gate.isDamaged(id))
      const store = await openRecordStore(context, (device) => layout.articleRecords(device, id), isDamaged)
      return store.ok ? store : fail(failureOf(store.failure, layout))
    }, STORES_IN_MEMORY)
  }

  /** Looks at the records of one article. */
  read<V>(id: ArticleId, look: (records: Records) => V): Promise<Result<V, Failure>> {
    return this.stores.use(id, ({ records }) => Promise.resolve(ok(look(records))))
  }

  /** Works on an article's records and brings its summary up to date, also when saving failed. */
  async change<V>(
    id: ArticleId,
    work: (store: RecordStore, entry: ArticleEntry) => Promise<Result<V, Failure>>,
  ): Promise<Result<V, Failure>> {
    return await this.changeAny(id, async (store) => {
      const entry = this.entries.get(id)
      return entry === undefined ? await missing(id) : await work(store, entry)
    })
  }

  /** As `change`, also for an article that the library does not know (any more). */
  async changeAny<V>(
    id: ArticleId,
    work: (store: RecordStore) => Promise<Result<V, Failure>>,
  ): Promise<Result<V, Failure>> {
    await this.gate.checked()
    const readOnly = this.gate.readOnly()
    if (readOnly !== null) return fail(readOnly)
    return await this.stores.use(id, async (store) => {
      const done = work(store)
      // The change is in memory as soon as `work` has been called; lists need not wait for the disk.
      this.refresh(id, store)
      return await done
    })
  }

  refresh(id: ArticleId, store: RecordStore): void {
    const entry = entryOf(id, store.records)
    if (entry !== null) this.entries.set(id, entry)
  }
}

export function missing(id: ArticleId): Promise<{ ok: false; failure: Failure }> {
  return Promise.resolve(fail({ code: 'article-missing', id }))
}
