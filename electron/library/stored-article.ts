import type { Annotation } from '#shared/annotation.ts'
import type {
  ArticleDetails,
  ArticleId,
  ArticleSummary,
  ContentHash,
  ImportFacts,
  MoreMetadata,
  ReadingPosition,
  Removal,
} from '#shared/article.ts'
import type { Followed } from '#shared/anchoring/follow.ts'
import type { Failure } from '#shared/failure.ts'
import { ok, type Result } from '#shared/result.ts'
import type { Resolution } from '#shared/resolution.ts'
import { type ArticleVersion, versionsInOrder } from '#shared/version.ts'
import type { ArticleFiles } from './article-files.ts'
import type { KeptVersion } from './schemas.ts'
import {
  annotationsOf,
  type ArticleEntry,
  captureDate,
  correctionsOf,
  picturesOf,
  positionOf,
  type Records,
  resolutionsOf,
  restoredOf,
  versionsOf,
} from './article-view.ts'

/** One article as the library knows it. */
export interface StoredArticle {
  summary: ArticleSummary
  /** The version, the content that the importer made (with pictures that were asked for since), and what it left out. */
  baseVersion: ContentHash
  baseHtml: string
  removals: Removal[]
  /** Names of pictures that were asked for, by their addresses. */
  pictures: Readonly<Record<string, string>>
  /** Removal ids that the reader has put back. */
  restored: string[]
  /** What is shown: the base content, or the one with `restored` in it. The base, if that is missing or damaged. */
  version: ContentHash
  html: string
  details: ArticleDetails
  annotations: Annotation[]
  resolutions: Resolution[]
  /** All versions, the oldest first. */
  versions: ArticleVersion[]
  /** By annotation, what the changes since older versions say of it in this one. */
  followed: Record<string, Followed>
  position: ReadingPosition | null
}

/** Puts together what the files and the merged records say of an article: its newest version, or the one wanted. */
export async function readStoredArticle(
  files: ArticleFiles,
  entry: ArticleEntry,
  records: Records,
  onUnusable: (file: string, reason: string) => void,
  wanted?: ContentHash,
): Promise<Result<StoredArticle, Failure>> {
  const { summary } = entry
  const dated = captureDate(records)
  const first: ArticleVersion = {
    version: entry.baseVersion,
    added: summary.saved,
    ...(dated === null ? {} : { dated }),
  }
  const newer = versionsOf(records)
  const versions = versionsInOrder([first, ...newer.map(nameOf)])
  // A version that is not there any more is no reason to show nothing.
  const baseVersion = (versions.find(({ version }) => version === wanted) ?? versions.at(-1) ?? first).version
  const pictured = picturesOf(records, baseVersion)
  const withPictures = pictured === null ? null : await readReading(files, summary.id, pictured.version)
  const isPictured = pictured !== null && withPictures?.base.ok === true && withPictures.facts.ok
  // Pictures are a comfort: where their content is missing or damaged, that of the importer is shown.
  const { base, facts } = isPictured ? withPictures : await readReading(files, summary.id, baseVersion)
  if (!base.ok) return base
  // Without the facts an article can still be read, only not put together anew.
  if (!facts.ok && baseVersion === first.version) onUnusable(facts.failure.file, facts.failure.reason)
  const removals = facts.ok ? facts.value.removals : []
  const known = new Set(removals.map((removal) => removal.id))
  const chosen = restoredOf(records, baseVersion, first.version)
  const restored = chosen?.removals.filter((id) => known.has(id)) ?? []
  const shown = { version: baseVersion, html: base.value }
  if (chosen !== null && chosen.removals.length > 0) {
    const composed = await files.readContent(summary.id, chosen.version)
    if (composed.ok) Object.assign(shown, { version: chosen.version, html: composed.value })
  }
  const annotations = annotationsOf(records)
  const resolutions = resolutionsOf(records)
  const position = positionOf(records)
  const details = detailsOf(facts.ok ? facts.value : null, records)
  return ok({
    summary,
    baseVersion,
    baseHtml: base.value,
    pictures: isPictured ? pictured.from : {},
    removals,
    restored,
    ...shown,
    details,
    annotations,
    resolutions,
    versions,
    followed: newer.find(({ version }) => version === baseVersion)?.followed ?? {},
    position,
  })
}

async function readReading(files: ArticleFiles, id: ArticleId, version: ContentHash) {
  const [base, facts] = await Promise.all([files.readContent(id, version), files.readFacts(id, version)])
  return { base, facts }
}

function nameOf({ version, added, from, dated }: KeptVersion): ArticleVersion {
  return { version, added, ...(from === undefined ? {} : { from }), ...(dated === undefined ? {} : { dated }) }
}

const NOTHING_MORE: MoreMetadata = { subtitle: null, modified: null, image: null, editors: [] }

function detailsOf(facts: ImportFacts | null, records: Records): ArticleDetails {
  const corrections = correctionsOf(records)
  const { subtitle, modified } = corrections
  const found = facts?.more ?? NOTHING_MORE
  return {
    more: {
      ...found,
      ...(subtitle === undefined ? {} : { subtitle }),
      ...(modified === undefined ? {} : { modified }),
    },
    found: facts === null ? null : { ...facts.metadata, subtitle: found.subtitle, modified: found.modified },
    evidence: facts?.evidence ?? {},
    corrections,
  }
}
