/** Shapes of what lies in the library, checked whenever it is read. Fields of a newer version are left out; records keep them. */
import { z } from 'zod'
import { type Annotation, HIGHLIGHT_COLOURS, HIGHLIGHT_STYLES } from '#shared/annotation.ts'
import type { Followed } from '#shared/anchoring/follow.ts'
import { TWIN_KINDS } from '#shared/lookalike.ts'
import type { Resolution } from '#shared/resolution.ts'
import {
  type ArticleMetadata,
  FACT_SOURCES,
  type ImportFacts,
  type MoreMetadata,
  type ReadingPosition,
} from '#shared/article.ts'
import type { ArticleVersion, CarryReport } from '#shared/version.ts'
import { isArticleId, isContentHash, isExtension } from './layout.ts'

export interface KeptVersion extends ArticleVersion {
  report: CarryReport
  /** By annotation, what the changes since the older version said of it. */
  followed?: Record<string, Followed>
  /** What its page says of itself, where it came in as an article of its own. */
  metadata?: ArticleMetadata
  words?: number
}

const articleIdSchema = z.string().refine(isArticleId, 'not an article id')
const contentHashSchema = z.string().refine(isContentHash, 'not a content hash')
const offsetSchema = z.int().nonnegative()

const selectorSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('TextQuoteSelector'), exact: z.string(), prefix: z.string(), suffix: z.string() }),
  z
    .object({ type: z.literal('TextPositionSelector'), start: offsetSchema, end: offsetSchema })
    .refine(({ start, end }) => start <= end, 'ends before it starts'),
  z.object({
    type: z.literal('SimakPlaceSelector'),
    text: z.string(),
    block: offsetSchema,
    blockText: z.string(),
    occurrence: offsetSchema,
    occurrences: offsetSchema,
  }),
])

const bodySchema = z.discriminatedUnion('purpose', [
  z.object({
    type: z.literal('TextualBody'),
    purpose: z.literal('commenting'),
    format: z.literal('text/markdown'),
    value: z.string(),
  }),
  z.object({ type: z.literal('TextualBody'), purpose: z.literal('tagging'), value: z.string() }),
])

export const annotationSchema = z.object({
  id: z.string().min(1).max(200),
  motivation: z.enum(['highlighting', 'commenting']),
  created: z.iso.datetime(),
  modified: z.iso.datetime(),
  colour: z.enum(HIGHLIGHT_COLOURS),
  style: z.enum(HIGHLIGHT_STYLES).optional(),
  body: z.array(bodySchema),
  target: z.object({
    source: articleIdSchema,
    version: contentHashSchema,
    selector: z.array(selectorSchema),
  }),
}) satisfies z.ZodType<Annotation>

export const resolutionSchema = z.object({
  annotation: z.string().min(1).max(200),
  version: contentHashSchema,
  resolved: z.iso.datetime(),
  selector: z.array(selectorSchema).min(1),
}) satisfies z.ZodType<Resolution>

const idsSchema = z.array(z.string())

export const readingPositionSchema = z.object({
  version: contentHashSchema,
  offset: offsetSchema,
}) satisfies z.ZodType<ReadingPosition>

const metadataSchema = z.object({
  title: z.string(),
  byline: z.array(z.string()),
  site: z.string().nullable(),
  url: z.string().nullable(),
  published: z.string().nullable(),
  language: z.string().nullable(),
}) satisfies z.ZodType<ArticleMetadata>

/** A newer content of an article, and how its highlights came over when it was added. */
export const versionSchema = z.object({
  version: contentHashSchema,
  added: z.iso.datetime(),
  from: z.exactOptional(articleIdSchema),
  dated: z.exactOptional(z.string()),
  report: z.object({ exact: idsSchema, moved: idsSchema, uncertain: idsSchema, orphan: idsSchema }),
  followed: z.exactOptional(
    z.record(z.string(), z.union([z.object({ start: offsetSchema, end: offsetSchema }), z.literal('gone')])),
  ),
  metadata: z.exactOptional(metadataSchema),
  words: z.exactOptional(offsetSchema),
}) satisfies z.ZodType<KeptVersion>

/** An article that is a version of another one now. */
export const partSchema = z.object({ of: articleIdSchema })

/** What another article is to this one; its id is in the record's. */
export const twinSchema = z.object({ kind: z.enum(TWIN_KINDS) })

const moreSchema = z.object({
  subtitle: z.string().nullable(),
  modified: z.string().nullable(),
  image: z.string().nullable(),
  editors: z.array(z.string()),
}) satisfies z.ZodType<MoreMetadata>

const METADATA_FIELDS = [...metadataSchema.keyof().options, ...moreSchema.keyof().options]

/** Fields and sources that this version does not know are passed over, so that newer facts can be read. */
const evidenceSchema = z.record(z.string(), z.unknown()).transform((record): NonNullable<ImportFacts['evidence']> => {
  const evidence: NonNullable<ImportFacts['evidence']> = {}
  for (const field of METADATA_FIELDS) {
    const one = oneEvidenceSchema.safeParse(record[field])
    if (one.success) evidence[field] = one.data
  }
  return evidence
})
const oneEvidenceSchema = z.object({ source: z.enum(FACT_SOURCES), confidence: z.number().min(0).max(1) })

export const factsSchema = z.object({
  importer: z.string(),
  metadata: metadataSchema,
  more: z.exactOptional(moreSchema),
  evidence: z.exactOptional(evidenceSchema),
  removals: z.array(
    z.object({
      id: z.string(),
      kind: z.enum([
        'menu',
        'tracking',
        'share',
        'related',
        'tags',
        'popular',
        'comment',
        'copyright',
        'credit',
        'disclaimer',
        'repeated',
        'other',
      ]),
      text: z.string(),
      html: z.string(),
      before: offsetSchema,
    }),
  ),
  words: offsetSchema,
}) satisfies z.ZodType<ImportFacts>

/** How an article came in. Metadata and words are here too, so that the list needs one file per article. */
export const captureSchema = z.object({
  saved: z.iso.datetime(),
  file: z.string(),
  starter: z.boolean(),
  extension: z.string().refine(isExtension, 'not a file extension'),
  version: contentHashSchema,
  metadata: metadataSchema,
  /** When its page said that it was changed; articles that came in before this was kept have none. */
  modified: z.exactOptional(z.string()),
  words: offsetSchema,
})
export type Capture = z.infer<typeof captureSchema>

/** Fields the reader may put right; each is a record of its own, so that two devices can correct different ones. */
export const correctionsSchema = z.object({
  ...metadataSchema.shape,
  title: z.string().trim().min(1).max(2000),
  byline: z.array(z.string().min(1).max(500)).max(100),
  subtitle: z.string().nullable(),
  modified: z.string().nullable(),
})
/** Made once: zod compiles every schema that it is given. */
export const someCorrectionsSchema = correctionsSchema.partial()
export const correctedValueSchema = z.object({ value: z.unknown() })
export type CorrectedField = keyof z.infer<typeof correctionsSchema>
export const CORRECTED_FIELDS = correctionsSchema.keyof().options

/** Left-out lines that are shown again, and the content that they make. */
export const restoredSchema = z.object({ removals: z.array(z.string()), version: contentHashSchema })
export type Restored = z.infer<typeof restoredSchema>

/**
 * The content of a version with pictures that were asked for: the same text, so what is said of the version holds for it.
 * `from`: names of the pictures, by their addresses.
 */
export const picturesSchema = z.object({
  version: contentHashSchema,
  from: z.record(z.string(), z.string()),
})
export type FetchedPictures = z.infer<typeof picturesSchema>

export const trashSchema = z.object({
  trashed: z.boolean(),
  emptied: z.boolean().optional(),
  /** Stamps of the annotations that were known when the trash was emptied, by their records. */
  knew: z.record(z.string(), z.string()).optional(),
})
export const startersSchema = z.object({ imported: z.boolean() })
export const manifestSchema = z.object({ library: z.int().positive(), id: z.string().min(1) })
export type Manifest = z.infer<typeof manifestSchema>
