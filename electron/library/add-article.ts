import type { ArticleId, ImportedArticle } from '#shared/article.ts'
import type { Failure } from '#shared/failure.ts'
import { ok, type Result } from '#shared/result.ts'
import type { ArticleFiles } from './article-files.ts'
import type { ArticleRecords } from './article-records.ts'
import { CAPTURE, captureOf, TRASH } from './article-view.ts'
import { articleIdOf } from './layout.ts'

/** How an article came in. */
export interface HowAdded {
  file: string
  starter: boolean
  /** ISO 8601 in UTC; now unless told. */
  saved?: string
}

/** How an article went in; `already` means that it was in the library and not in the trash. */
export interface Added {
  id: ArticleId
  title: string
  already: boolean
}

/** Keeps files and records of an article. One whose files are gone, as after the trash was emptied, comes in anew. */
export async function addArticle(
  records: ArticleRecords,
  files: ArticleFiles,
  article: ImportedArticle,
  how: Required<HowAdded>,
): Promise<Result<Added, Failure>> {
  const id = articleIdOf(article.original)
  return await records.stores.use<Added>(id, async (store) => {
    const known = records.entries.get(id)
    const isGone = known !== undefined && (known.emptied !== null || !(await files.hasContent(id, known.baseVersion)))
    const version = await files.keep(article, isGone ? null : (known?.baseVersion ?? null), isGone)
    if (!version.ok) return version
    const title = known?.summary.title ?? article.facts.metadata.title
    if (known !== undefined && !known.trashed && !isGone) return ok({ id, title, already: true })
    if (known === undefined || isGone) store.put(CAPTURE, CAPTURE, captureOf(article, version.value, how))
    if (known?.trashed === true) store.put(TRASH, TRASH, { trashed: false, emptied: false })
    records.refresh(id, store)
    const kept = await store.save()
    return kept.ok ? ok({ id, title, already: false }) : kept
  })
}
