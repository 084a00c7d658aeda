/** What was deleted and can come back: articles, and annotations of articles that are there. */
import type { Failure } from '#shared/failure.ts'
import type { Trash } from '#shared/library-care.ts'
import { ok, type Result } from '#shared/result.ts'
import { annotationRecordId, deletedAnnotationsOf, TRASH } from './article-view.ts'
import type { Library } from './library.ts'
import type { RecordStore } from './record-store.ts'

export async function listTrash(library: Library): Promise<Trash> {
  const entries = [...library.all.values()].filter(({ emptied }) => !emptied)
  const trash: Trash = {
    articles: entries.filter(({ trashed }) => trashed).map(({ summary }) => summary),
    annotations: [],
  }
  for (const { summary, trashed, deleted } of entries) {
    if (trashed || deleted === 0) continue
    await library.articleRecords.read(summary.id, (records) => {
      for (const annotation of deletedAnnotationsOf(records)) {
        trash.annotations.push({ article: summary.id, title: summary.title, annotation })
      }
    })
  }
  return trash
}

/**
 * Empties the trash: this device forgets what deleted annotations said, and articles do not come back from the trash.
 * Files of other devices are not touched, and neither is what an article was made from: another device may still show
 * it. The backups keep what they have.
 */
export async function emptyTrash(library: Library): Promise<Result<null, Failure>> {
  for (const { summary, trashed, emptied, deleted } of [...library.all.values()]) {
    if (!(trashed && !emptied) && (deleted === 0 || trashed)) continue
    const done = await library.articleRecords.change(summary.id, (store) => {
      if (trashed) store.put(TRASH, TRASH, { trashed: true, emptied: true })
      else forgetDeleted(store)
      return store.save()
    })
    if (!done.ok) return done
  }
  return ok(null)
}

function forgetDeleted(store: RecordStore): void {
  for (const { id } of deletedAnnotationsOf(store.records)) store.forget(annotationRecordId(id))
}
