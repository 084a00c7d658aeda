/** What was deleted and can come back: articles, annotations of articles that are there, collections, saved searches. */
import type { Failure } from '#shared/failure.ts'
import type { Trash } from '#shared/library-care.ts'
import { ok, type Result } from '#shared/result.ts'
import {
  annotationRecordId,
  type ArticleEntry,
  deletedAnnotationsOf,
  knownAnnotations,
  rootOf,
  TRASH,
} from './article-view.ts'
import type { Library } from './library.ts'
import type { RecordStore } from './record-store.ts'

export async function listTrash(library: Library): Promise<Trash> {
  await library.listed
  const entries = [...library.all.values()].filter(({ emptied }) => emptied === null)
  const trash: Trash = {
    articles: entries.filter(({ trashed }) => trashed).map(({ summary }) => summary),
    annotations: [],
    views: library.arrangement.deletedViews,
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
 * No device's records are touched but this one's; the files that an article was made from go when every device has
 * seen the emptying. The backups keep what they have.
 */
export async function emptyTrash(library: Library): Promise<Result<null, Failure>> {
  await library.listed
  // What came in as a version of an article is thrown away with it: decided before anything is.
  const thrown = new Set(
    [...library.all.values()].filter((entry) => isThrown(rootOf((id) => library.all.get(id), entry))),
  )
  for (const entry of [...library.all.values()]) {
    const isTrash = isThrown(entry) || (thrown.has(entry) && entry.emptied === null)
    if (!isTrash && (entry.deleted === 0 || entry.trashed)) continue
    const done = await library.articleRecords.change(entry.summary.id, (store) => {
      if (isTrash) {
        store.put(TRASH, TRASH, { trashed: true, emptied: true, knew: knownAnnotations(store.records) })
      } else forgetDeleted(store)
      return store.save()
    })
    if (!done.ok) return done
  }
  const views = await library.arrangement.forgetDeleted()
  if (!views.ok) return views
  await library.letGo()
  return ok(null)
}

function isThrown({ trashed, emptied }: ArticleEntry): boolean {
  return trashed && emptied === null
}

function forgetDeleted(store: RecordStore): void {
  for (const { id } of deletedAnnotationsOf(store.records)) store.forget(annotationRecordId(id))
}
