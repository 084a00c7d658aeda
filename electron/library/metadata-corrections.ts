import type { ArticleId, MetadataCorrections } from '#shared/article.ts'
import type { Failure } from '#shared/failure.ts'
import type { Result } from '#shared/result.ts'
import { refused, unchanged } from './annotation-records.ts'
import type { ArticleRecords } from './article-records.ts'
import { CORRECTION, correctionRecordId } from './article-view.ts'
import { type CorrectedField, someCorrectionsSchema } from './schemas.ts'

/** Puts metadata right, a record each; `asFound` names the fields that are to be as the importer found them again. */
export async function correctMetadata(
  records: ArticleRecords,
  id: ArticleId,
  corrections: MetadataCorrections,
  asFound: readonly CorrectedField[],
): Promise<Result<null, Failure>> {
  const parsed = someCorrectionsSchema.safeParse(corrections)
  if (!parsed.success) return refused('article:correct-metadata', parsed.error)
  return await records.change(id, (store) => {
    const changed = Object.entries(corrections).map(([field, value]) => ({ field, value }))
    for (const { field, value } of changed) store.put(`${CORRECTION}/${field}`, CORRECTION, { value })
    const reset = asFound.filter((field) => store.delete(correctionRecordId(field)))
    return changed.length + reset.length === 0 ? unchanged() : store.save()
  })
}
