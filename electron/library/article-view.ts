/** What the records of one article say. Pure: records in, facts out. */
import type { z } from 'zod'
import { type Annotation, isPageNote, noteOf } from '#shared/annotation.ts'
import type { ArticleId, ArticleSummary, ContentHash, ImportedArticle, ReadingPosition } from '#shared/article.ts'
import type { StoredRecord } from '../storage/record.ts'
import {
  annotationSchema,
  type Capture,
  captureSchema,
  readingPositionSchema,
  type Restored,
  restoredSchema,
  trashSchema,
} from './schemas.ts'
import { isBareShelf, shelfOf } from './shelf.ts'

export type Records = ReadonlyMap<string, StoredRecord>

/** Record ids of an article's file; annotations have a prefix, so that no id of theirs can be one of the others. */
export const CAPTURE = 'capture'
export const POSITION = 'state'
export const RESTORED = 'restored'
export const TRASH = 'trash'
export const ANNOTATION = 'annotation'

export function annotationRecordId(id: string): string {
  return `${ANNOTATION}/${id}`
}

/** The record of how an article came in. */
export function captureOf(
  article: ImportedArticle,
  version: ContentHash,
  how: { file: string; starter: boolean; saved: string },
): Capture {
  const { extension, facts } = article
  return { ...how, extension, version, metadata: { ...facts.metadata }, words: facts.words }
}

/** What is kept in memory of every article. */
export interface ArticleEntry {
  summary: ArticleSummary
  extension: string
  /** The content that the importer made. */
  baseVersion: ContentHash
  trashed: boolean
}

/** Null while no device has said how the article came in. */
export function entryOf(id: ArticleId, records: Records): ArticleEntry | null {
  const capture = dataOf(records, CAPTURE, captureSchema)
  if (capture === null) return null
  const { metadata, saved, file, starter, words, extension, version } = capture
  const { title, byline, site, url, published, language } = metadata
  const annotations = annotationsOf(records)
  const summary: ArticleSummary = {
    id,
    title,
    byline,
    site,
    url,
    published,
    language,
    saved,
    words,
    highlights: annotations.filter((annotation) => !isPageNote(annotation)).length,
    notes: annotations.filter((annotation) => noteOf(annotation) !== '').length,
    starter,
    file,
  }
  const shelf = shelfOf(records, positionOf(records) !== null)
  if (!isBareShelf(shelf)) summary.shelf = shelf
  const trashed = dataOf(records, TRASH, trashSchema)?.trashed ?? false
  return { summary, extension, baseVersion: version, trashed }
}

/** Annotations that are not deleted, oldest first. Ones in a form that this version does not know are left out. */
export function annotationsOf(records: Records): Annotation[] {
  const annotations: Annotation[] = []
  for (const record of records.values()) {
    if (record.type !== ANNOTATION || record.deleted === true) continue
    const parsed = annotationSchema.safeParse(record.data)
    if (parsed.success) annotations.push(parsed.data)
  }
  return annotations.sort((a, b) => compare(a.created, b.created) || compare(a.id, b.id))
}

export function positionOf(records: Records): ReadingPosition | null {
  return dataOf(records, POSITION, readingPositionSchema)
}

export function restoredOf(records: Records): Restored | null {
  return dataOf(records, RESTORED, restoredSchema)
}

/** The live data of one record in a form that this version knows. */
export function dataOf<T>(records: Records, id: string, schema: z.ZodType<T>): T | null {
  const record = records.get(id)
  if (record === undefined || record.deleted === true) return null
  const parsed = schema.safeParse(record.data)
  return parsed.success ? parsed.data : null
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
