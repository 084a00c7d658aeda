import type { ArticleId } from '#shared/article.ts'
import type { Failure } from '#shared/failure.ts'
import type { Result } from '#shared/result.ts'
import type { RecordStore } from './record-store.ts'

type Loading = Promise<Result<RecordStore, Failure>>
interface Slot {
  loading: Loading
  loaded: RecordStore | null
  users: number
}

/** Holds the records of the articles that were used last; loads others when asked. Never drops unsaved changes. */
export class StoreCache {
  private readonly slots = new Map<ArticleId, Slot>()
  private readonly load: (id: ArticleId) => Loading
  private readonly limit: number

  constructor(load: (id: ArticleId) => Loading, limit: number) {
    this.load = load
    this.limit = limit
  }

  async use<V>(id: ArticleId, work: (store: RecordStore) => Promise<Result<V, Failure>>): Promise<Result<V, Failure>> {
    const slot = this.slots.get(id) ?? { loading: this.load(id), loaded: null, users: 0 }
    // Taken out and put in again, the slot is the youngest.
    this.slots.delete(id)
    this.slots.set(id, slot)
    slot.users += 1
    try {
      const store = await slot.loading
      if (!store.ok) {
        this.slots.delete(id)
        return store
      }
      slot.loaded = store.value
      return await work(store.value)
    } finally {
      slot.users -= 1
      this.shrink()
    }
  }

  /** Works on the records of an article that are in memory, or being loaded; answers false where none are. */
  async ifLoaded(id: ArticleId, work: (store: RecordStore) => void): Promise<boolean> {
    const store = await this.slots.get(id)?.loading
    if (store?.ok !== true) return false
    work(store.value)
    return true
  }

  flush(): Promise<void> {
    return this.forEach((store) => store.flush())
  }

  close(): Promise<void> {
    return this.forEach((store) => store.close())
  }

  // A store that is still being loaded counts: its change is made as soon as it is there.
  private async forEach(work: (store: RecordStore) => Promise<void>): Promise<void> {
    await Promise.all(
      [...this.slots.values()].map(async ({ loading }) => {
        const store = await loading
        if (store.ok) await work(store.value)
      }),
    )
  }

  private shrink(): void {
    for (const [id, slot] of this.slots) {
      if (this.slots.size <= this.limit) return
      if (slot.users === 0 && slot.loaded?.settled !== false) this.slots.delete(id)
    }
  }
}
