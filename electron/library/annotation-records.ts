import { z } from 'zod'
import { type Annotation, noteOf } from '#shared/annotation.ts'
import type { ArticleId } from '#shared/article.ts'
import type { Failure } from '#shared/failure.ts'
import type { Resolution } from '#shared/resolution.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import type { ArticleRecords } from './article-records.ts'
import { ANNOTATION, annotationRecordId, RESOLUTION, resolutionRecordId } from './article-view.ts'
import { earlierAfter, type EarlierNote, earlierNotes } from './note-history.ts'
import { annotationSchema, resolutionSchema } from './schemas.ts'

type Saved = Promise<Result<null, Failure>>

/** What readers marked and wrote in articles. */
export class AnnotationRecords {
  private readonly records: ArticleRecords
  private readonly now: () => number

  /** @param now milliseconds since 1970 */
  constructor(records: ArticleRecords, now: () => number) {
    this.records = records
    this.now = now
  }

  /** Adds or replaces an annotation; one that was removed comes back. */
  async save(annotation: Annotation): Saved {
    const parsed = annotationSchema.safeParse(annotation)
    if (!parsed.success) return refused('annotation:save', parsed.error)
    return await this.records.change(annotation.target.source, (store) => {
      const id = annotationRecordId(annotation.id)
      const earlier = earlierAfter(store.records.get(id), noteOf(annotation), this.now())
      store.put(id, ANNOTATION, annotation, earlier.length === 0 ? {} : { earlier })
      return store.save()
    })
  }

  /** Removing what is not there is no failure. */
  remove(article: ArticleId, id: string): Saved {
    return this.records.change(article, (store) => (store.delete(annotationRecordId(id)) ? store.save() : unchanged()))
  }

  /** The texts that a note had before the one it has, newest first. */
  history(article: ArticleId, id: string): Promise<Result<EarlierNote[], Failure>> {
    return this.records.read(article, (records) => {
      const record = records.get(annotationRecordId(id))
      return record === undefined ? [] : earlierNotes(record)
    })
  }

  /** Keeps the reader's word on where a passage stands in a version. */
  async resolve(article: ArticleId, resolution: Resolution): Saved {
    const parsed = resolutionSchema.safeParse(resolution)
    if (!parsed.success) return refused('annotation:resolve', parsed.error)
    return await this.records.change(article, (store) => {
      store.put(resolutionRecordId(resolution), RESOLUTION, resolution)
      return store.save()
    })
  }

  /** Takes the reader's word back. */
  unresolve(article: ArticleId, which: Pick<Resolution, 'annotation' | 'version'>): Saved {
    return this.records.change(article, (store) =>
      store.delete(resolutionRecordId(which)) ? store.save() : unchanged(),
    )
  }
}

/** What is answered where nothing had to change. */
export function unchanged(): Saved {
  return Promise.resolve(ok(null))
}

/** What is answered to values that are none. */
export function refused(channel: string, error: z.ZodError): Result<null, Failure> {
  return fail({ code: 'bad-request', channel, reason: z.prettifyError(error) })
}
