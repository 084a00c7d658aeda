/** What the records of one article say. Pure: records in, facts out. */
import type { z } from 'zod'
import { type Annotation, isPageNote, noteOf } from '#shared/annotation.ts'
import type {
  ArticleId,
  ArticleMetadata,
  ArticleSummary,
  ContentHash,
  ImportedArticle,
  MetadataCorrections,
  ReadingPosition,
} from '#shared/article.ts'
import { compareUnits } from '#shared/compare-units.ts'
import type { Twin } from '#shared/lookalike.ts'
import type { Resolution } from '#shared/resolution.ts'
import { versionsInOrder } from '#shared/version.ts'
import type { Stamp } from '../storage/hlc.ts'
import type { StoredRecord } from '../storage/record.ts'
import { annotationIn } from './plain-annotation.ts'
import {
  type Capture,
  partSchema,
  twinSchema,
  CORRECTED_FIELDS,
  type CorrectedField,
  correctedValueSchema,
  someCorrectionsSchema,
  captureSchema,
  readingPositionSchema,
  type KeptVersion,
  resolutionSchema,
  versionSchema,
  type FetchedPictures,
  picturesSchema,
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
export const RESOLUTION = 'resolution'
export const VERSION = 'version'
/** Says of which article this one is a version. */
export const PART = 'part-of'
export const TWIN = 'twin'
export const PICTURES = 'pictures'

export const CORRECTION = 'metadata'

export function correctionRecordId(field: CorrectedField): string {
  return `${CORRECTION}/${field}`
}

/** What the reader has put right. Values in a form that this version does not know are as if they were not there. */
export function correctionsOf(records: Records): MetadataCorrections {
  const corrections: MetadataCorrections = {}
  for (const field of CORRECTED_FIELDS) {
    const data = dataOf(records, correctionRecordId(field), correctedValueSchema)
    if (data === null) continue
    const parsed = someCorrectionsSchema.safeParse({ [field]: data.value })
    if (parsed.success) Object.assign(corrections, parsed.data)
  }
  return corrections
}

export function annotationRecordId(id: string): string {
  return `${ANNOTATION}/${id}`
}

export function twinRecordId(other: ArticleId): string {
  return `${TWIN}/${other}`
}

/** Lines are put back in one version: the first one's record is older than the others. */
export function restoredRecordId(version: ContentHash, first: ContentHash): string {
  return version === first ? RESTORED : `${RESTORED}/${version}`
}

export function picturesRecordId(version: ContentHash): string {
  return `${PICTURES}/${version}`
}

/** One record per annotation and version, so that two devices never write different words into one. */
export function resolutionRecordId({ annotation, version }: Pick<Resolution, 'annotation' | 'version'>): string {
  return `${RESOLUTION}/${annotation}/${version}`
}

/** The record of how an article came in. */
export function captureOf(
  article: ImportedArticle,
  version: ContentHash,
  how: { file: string; starter: boolean; saved: string },
): Capture {
  const { extension, facts } = article
  const modified = facts.more?.modified ?? null
  const changed = modified === null ? {} : { modified }
  return { ...how, extension, version, metadata: { ...facts.metadata }, ...changed, words: facts.words }
}

/** The title in a record of how an article came in; '' where it says none. */
export function captureTitle(record: StoredRecord | undefined): string {
  const parsed = captureSchema.safeParse(record?.data)
  return parsed.success ? parsed.data.metadata.title : ''
}

/** When the first version says that it was changed, or else published; null where it does not. */
export function captureDate(records: Records): string | null {
  const capture = dataOf(records, CAPTURE, captureSchema)
  return capture === null ? null : dateOf(capture)
}

function dateOf({ modified, metadata }: Capture): string | null {
  return modified ?? metadata.published
}

/** What is kept in memory of every article. */
export interface ArticleEntry {
  summary: ArticleSummary
  extension: string
  /** The content that the importer made. */
  baseVersion: ContentHash
  trashed: boolean
  /** Stamp of its emptying from the trash: not to come back. */
  emptied: Stamp | null
  /** The article that it is a version of; null for an article of its own. See `rootOf`. */
  partOf: ArticleId | null
  /** Deleted annotations that can come back. */
  deleted: number
  /** Number of records, deleted ones among them. */
  records: number
  /** Which files it was read from, with size and time; '' where they have changed since. */
  sources: string
}

/** Null while no device has said how the article came in. */
export function entryOf(id: ArticleId, records: Records, sources = ''): ArticleEntry | null {
  const capture = dataOf(records, CAPTURE, captureSchema)
  if (capture === null) return null
  const { saved, file, starter, extension, version } = capture
  const { title, byline, site, url, published, language, words } = factsOf(capture, records)
  const counts = countAnnotations(records)
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
    highlights: counts.highlights,
    notes: counts.notes,
    waiting: waitingIn(records),
    starter,
    file,
  }
  const shelf = shelfOf(records, positionOf(records) !== null)
  if (!isBareShelf(shelf)) summary.shelf = shelf
  const twins = twinsOf(records)
  if (twins.length > 0) summary.twins = twins
  const partOf = dataOf(records, PART, partSchema)?.of ?? null
  const { deleted } = counts
  const rest = { deleted, records: records.size, sources }
  return { summary, extension, baseVersion: version, ...trashOf(records), partOf, ...rest }
}

/** What the newest version says of itself, before it what the first one did, and above all what the reader put right. */
function factsOf({ metadata, words }: Capture, records: Records): ArticleMetadata & { words: number } {
  const newest = newestOf(records)
  const said = Object.entries(newest?.metadata ?? {}).filter(
    ([, value]) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0),
  )
  const facts = { ...metadata, words: newest?.words ?? words }
  return { ...facts, ...Object.fromEntries(said), ...correctionsOf(records) }
}

/** What other articles are to this one, those that the reader keeps apart left out. */
function twinsOf(records: Records): Twin[] {
  const twins: Twin[] = []
  for (const { id, type } of records.values()) {
    const kind = type === TWIN ? dataOf(records, id, twinSchema)?.kind : undefined
    if (kind !== undefined && kind !== 'apart') twins.push({ id: id.slice(TWIN.length + 1), kind })
  }
  return twins.sort((a, b) => compareUnits(a.id, b.id))
}

/**
 * The article that shows this one among its versions: itself, unless it is part of another that is there. Two that are
 * part of each other (made so on two devices at once) are both on their own.
 */
export function rootOf(find: (id: ArticleId) => ArticleEntry | undefined, entry: ArticleEntry): ArticleEntry {
  const seen = new Set([entry])
  for (let at = entry; ; ) {
    const next = at.partOf === null || at.emptied !== null ? undefined : find(at.partOf)
    if (next === undefined || next.emptied !== null) return at
    if (seen.has(next)) return entry
    seen.add(next)
    at = next
  }
}

/** Whoever emptied the trash without knowing of an annotation has not emptied it of that: such an article is in it still. */
function trashOf(records: Records): Pick<ArticleEntry, 'trashed' | 'emptied'> {
  const trash = dataOf(records, TRASH, trashSchema)
  if (trash?.trashed !== true) return { trashed: false, emptied: null }
  const hlc = records.get(TRASH)?.hlc ?? null
  return { trashed: true, emptied: trash.emptied === true && !hasUnknown(records, trash.knew) ? hlc : null }
}

function hasUnknown(records: Records, knew: Record<string, Stamp> | undefined): boolean {
  if (knew === undefined) return false
  const known = new Map(Object.entries(knew))
  for (const { id, type, deleted, hlc } of records.values()) {
    if (type === ANNOTATION && deleted !== true && hlc > (known.get(id) ?? '')) return true
  }
  return false
}

/** What whoever empties the trash knows of an article. */
export function knownAnnotations(records: Records): Record<string, Stamp> {
  const annotations = [...records.values()].filter(({ type, deleted }) => type === ANNOTATION && deleted !== true)
  return Object.fromEntries(annotations.map(({ id, hlc }) => [id, hlc]))
}

function countAnnotations(records: Records): { highlights: number; notes: number; deleted: number } {
  const counts = { highlights: 0, notes: 0, deleted: 0 }
  for (const record of records.values()) {
    if (record.type !== ANNOTATION) continue
    const annotation = annotationIn(record.data)
    if (annotation === null) continue
    if (record.deleted === true) {
      counts.deleted += 1
      continue
    }
    if (!isPageNote(annotation)) counts.highlights += 1
    if (noteOf(annotation) !== '') counts.notes += 1
  }
  return counts
}

/** Annotations that were deleted and not forgotten. */
export function deletedAnnotationsOf(records: Records): Annotation[] {
  const deleted: Annotation[] = []
  for (const record of records.values()) {
    if (record.type !== ANNOTATION || record.deleted !== true) continue
    const annotation = annotationIn(record.data)
    if (annotation !== null) deleted.push(annotation)
  }
  return deleted
}

/** Annotations that are not deleted, oldest first. Ones in a form that this version does not know are left out. */
export function annotationsOf(records: Records): Annotation[] {
  const annotations: Annotation[] = []
  for (const record of records.values()) {
    if (record.type !== ANNOTATION || record.deleted === true) continue
    const annotation = annotationIn(record.data)
    if (annotation !== null) annotations.push(annotation)
  }
  return annotations.sort((a, b) => compareUnits(a.created, b.created) || compareUnits(a.id, b.id))
}

/** The reader's words on where passages stand, of all versions. */
export function resolutionsOf(records: Records): Resolution[] {
  const resolutions: Resolution[] = []
  for (const record of records.values()) {
    if (record.type !== RESOLUTION || record.deleted === true) continue
    const parsed = resolutionSchema.safeParse(record.data)
    if (parsed.success) resolutions.push(parsed.data)
  }
  return resolutions
}

/** All versions but the one that came in first, by when they came in. */
export function versionsOf(records: Records): KeptVersion[] {
  const versions: KeptVersion[] = []
  for (const record of records.values()) {
    if (record.type !== VERSION || record.deleted === true) continue
    const parsed = versionSchema.safeParse(record.data)
    if (parsed.success) versions.push(parsed.data)
  }
  return versions.sort((a, b) => compareUnits(a.added, b.added) || compareUnits(a.version, b.version))
}

/** The version that is shown; null where that is the one that came in first. */
export function newestOf(records: Records): KeptVersion | null {
  const others = versionsOf(records)
  // Nearly all articles have one version: their captures need not be read for this.
  const capture = others.length === 0 ? null : dataOf(records, CAPTURE, captureSchema)
  if (capture === null) return others.at(-1) ?? null
  const dated = dateOf(capture)
  const first = { version: capture.version, added: capture.saved, ...(dated === null ? {} : { dated }) }
  const newest = versionsInOrder([first, ...others]).at(-1)
  return others.find((one) => one === newest) ?? null
}

/** Highlights of the newest version that wait for the reader to decide where they stand. */
function waitingIn(records: Records): number {
  const newest = newestOf(records)
  if (newest === null) return 0
  const alive = new Set(annotationsOf(records).map(({ id }) => id))
  const { version, report } = newest
  const lines = dataOf(records, `${RESTORED}/${version}`, restoredSchema)
  // What is shown of a version with lines in it has a name of its own.
  const names = [version, lines?.version]
  const decided = resolutionsOf(records).filter((resolution) => names.includes(resolution.version))
  const done = new Set(decided.map(({ annotation }) => annotation))
  return [...report.uncertain, ...report.orphan].filter((id) => alive.has(id) && !done.has(id)).length
}

export function positionOf(records: Records): ReadingPosition | null {
  return dataOf(records, POSITION, readingPositionSchema)
}

export function restoredOf(records: Records, version: ContentHash, first: ContentHash): Restored | null {
  return dataOf(records, restoredRecordId(version, first), restoredSchema)
}

/** What was asked for of a version's pictures. */
export function picturesOf(records: Records, version: ContentHash): FetchedPictures | null {
  return dataOf(records, picturesRecordId(version), picturesSchema)
}

/** The live data of one record in a form that this version knows. */
export function dataOf<T>(records: Records, id: string, schema: z.ZodType<T>): T | null {
  const record = records.get(id)
  if (record === undefined || record.deleted === true) return null
  const parsed = schema.safeParse(record.data)
  return parsed.success ? parsed.data : null
}
