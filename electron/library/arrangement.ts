import type { ArticleId } from '#shared/article.ts'
import type { Failure } from '#shared/failure.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import type { DeletedView, Views } from '#shared/views.ts'
import type { StoredRecord } from '../storage/record.ts'
import type { ArticleRecords } from './article-records.ts'
import type { Records } from './article-view.ts'
import { absorbRecords } from './absorb-records.ts'
import type { RecordStore } from './record-store.ts'
import { SHELF } from './shelf.ts'
import { COLLECTION, deletedViewsOf, SAVED_SEARCH, viewRecordId, viewsOf } from './views.ts'

type Saved = Promise<Result<null, Failure>>

/** What readers arrange the library by: where articles stand, collections, saved searches. */
export class Arrangement {
  private readonly articles: ArticleRecords
  private readonly own: RecordStore
  private readonly readOnly: () => Failure | null

  /** @param own the records of the library as a whole */
  constructor(articles: ArticleRecords, own: RecordStore, readOnly: () => Failure | null) {
    this.articles = articles
    this.own = own
    this.readOnly = readOnly
  }

  get views(): Views {
    return viewsOf(this.own.records)
  }

  /** Collections and saved searches in the trash. */
  get deletedViews(): DeletedView[] {
    return deletedViewsOf(this.own.records)
  }

  /** Forgets for good what deleted collections and searches were. */
  async forgetDeleted(): Saved {
    const refused = this.readOnly()
    if (refused !== null) return fail(refused)
    const deleted = this.deletedViews
    for (const { kind, id } of deleted) this.own.forget(viewRecordId(kind === 'search' ? SAVED_SEARCH : COLLECTION, id))
    return deleted.length === 0 ? ok(null) : await this.own.save()
  }

  /** All records of the library as a whole, deleted ones too. */
  get records(): Records {
    return this.own.records
  }

  /** Takes in such records of another library (carried-article.ts). */
  async takeIn(records: readonly StoredRecord[]): Saved {
    const refused = this.readOnly()
    if (refused !== null) return fail(refused)
    return absorbRecords(this.own, records) ? await this.own.save() : ok(null)
  }

  /** Says one fact of where an article stands (shelf.ts). */
  setShelf(id: ArticleId, fact: string, on: boolean): Saved {
    return this.articles.change(id, (store) => {
      store.put(fact, SHELF, { on })
      return store.save()
    })
  }

  /** Adds or replaces a collection or a saved search; null deletes it. */
  async setView(type: typeof COLLECTION | typeof SAVED_SEARCH, id: string, view: object | null): Saved {
    const refused = this.readOnly()
    if (refused !== null) return fail(refused)
    const record = viewRecordId(type, id)
    if (view !== null) this.own.put(record, type, view)
    else if (!this.own.delete(record)) return ok(null)
    return await this.own.save()
  }
}
