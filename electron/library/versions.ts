import type { ArticleId } from '#shared/article.ts'
import type { Failure } from '#shared/failure.ts'
import { ok, type Result } from '#shared/result.ts'
import { type CarryReport, carryOver } from '#shared/version.ts'
import type { ArticleFiles } from './article-files.ts'
import type { ArticleRecords } from './article-records.ts'
import { annotationsOf, resolutionsOf, VERSION } from './article-view.ts'

/** Cleaned, sanitised HTML and its article text. */
export interface NewContent {
  html: string
  text: string
}

/**
 * Keeps a newer content of an article with the word on where its highlights stand in it.
 * @param content `now`: milliseconds since 1970
 */
export function addVersion(
  records: ArticleRecords,
  files: ArticleFiles,
  id: ArticleId,
  { html, text, now }: NewContent & { now: number },
): Promise<Result<CarryReport, Failure>> {
  return records.change(id, async (store) => {
    const version = await files.keepContent(id, html)
    if (!version.ok) return version
    const report = carryOver(text, version.value, annotationsOf(store.records), resolutionsOf(store.records))
    const added = new Date(now).toISOString()
    store.put(`${VERSION}/${version.value}`, VERSION, { version: version.value, added, report })
    records.refresh(id, store)
    const kept = await store.save()
    return kept.ok ? ok(report) : kept
  })
}
