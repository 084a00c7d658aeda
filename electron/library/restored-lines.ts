import type { ArticleId, ContentHash } from '#shared/article.ts'
import type { Failure } from '#shared/failure.ts'
import type { Result } from '#shared/result.ts'
import type { ArticleFiles } from './article-files.ts'
import type { ArticleRecords } from './article-records.ts'
import { newestOf, RESTORED, restoredRecordId } from './article-view.ts'

export interface RestoredLines {
  id: ArticleId
  /** Ids of the lines that are shown, and the content that they make (none: the base content). */
  removals: string[]
  composedHtml: string
  /** The newest unless told. */
  wanted: ContentHash | undefined
}

/** Keeps which left-out lines of a version are shown. */
export function restoreLines(
  records: ArticleRecords,
  files: ArticleFiles,
  { id, removals, composedHtml, wanted }: RestoredLines,
): Promise<Result<ContentHash, Failure>> {
  return records.change(id, async (store, entry) => {
    const base = wanted ?? newestOf(store.records)?.version ?? entry.baseVersion
    const version = await files.keepContent(id, composedHtml)
    if (!version.ok) return version
    store.put(restoredRecordId(base, entry.baseVersion), RESTORED, { removals, version: version.value })
    const kept = await store.save()
    return kept.ok ? version : kept
  })
}
