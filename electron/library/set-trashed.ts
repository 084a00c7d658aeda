import type { ArticleId } from '#shared/article.ts'
import type { Failure } from '#shared/failure.ts'
import type { Result } from '#shared/result.ts'
import { unchanged } from './annotation-records.ts'
import type { ArticleRecords } from './article-records.ts'
import { TRASH } from './article-view.ts'

/** Puts an article into the trash, where it keeps everything, or takes it out. */
export function setTrashed(records: ArticleRecords, id: ArticleId, trashed: boolean): Promise<Result<null, Failure>> {
  return records.change(id, (store, entry) => {
    if (entry.trashed === trashed) return unchanged()
    store.put(TRASH, TRASH, { trashed, emptied: false })
    return store.save()
  })
}
