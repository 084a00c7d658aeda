import type { ArticleId, ContentHash, ImportedArticle } from '#shared/article.ts'
import type { Failure } from '#shared/failure.ts'
import { ok, type Result } from '#shared/result.ts'
import type { ArticleFiles } from './article-files.ts'
import type { ArticleRecords } from './article-records.ts'
import { PICTURES, picturesRecordId } from './article-view.ts'

export interface NewPictures {
  id: ArticleId
  /** The version whose text this is. */
  version: ContentHash
  /** That version with pictures in it; of its facts only what was left out is another than the version's. */
  reading: Pick<ImportedArticle, 'content' | 'facts' | 'assets'>
  /** Names of all pictures that were asked for, by their addresses. */
  from: Readonly<Record<string, string>>
}

/** Keeps a version with pictures that were asked for: files first, so that no record names what is not there. */
export function keepPictures(
  records: ArticleRecords,
  files: ArticleFiles,
  { id, version, reading, from }: NewPictures,
): Promise<Result<null, Failure>> {
  return records.change(id, async (store) => {
    const base = await files.readFacts(id, version)
    const { removals } = reading.facts
    const facts = base.ok ? { ...base.value, removals } : reading.facts
    const content = await files.keepReading(id, { ...reading, facts })
    if (!content.ok) return content
    store.put(picturesRecordId(version), PICTURES, { version: content.value, from: { ...from } })
    records.refresh(id, store)
    const kept = await store.save()
    return kept.ok ? ok(null) : kept
  })
}
