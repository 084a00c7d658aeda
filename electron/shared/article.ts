import type { EncodingDoubt } from './encoding-doubt.ts'
import type { Twin } from './lookalike.ts'

/** 26 characters of lower-case base32 (RFC 4648, no padding): the first 130 bits of the SHA-256 of the original's bytes. */
export type ArticleId = string

/** SHA-256 (hexadecimal) of the content's UTF-8 bytes: names one version of the cleaned content. */
export type ContentHash = string

/** What is known of an article besides its text. Absent facts are null, never ''. */
export interface ArticleMetadata {
  title: string
  byline: string[]
  site: string | null
  url: string | null
  /** ISO 8601: a date ("2022-08-06") or a date-time with its offset ("2022-08-06T17:05+07:00"). */
  published: string | null
  /** BCP 47, e.g. "id". */
  language: string | null
}

/** What else an importer may find of an article; not part of the library list. */
export interface MoreMetadata {
  subtitle: string | null
  /** As `published`. */
  modified: string | null
  /** Address of the picture the page gives for itself. */
  image: string | null
  editors: string[]
}

export type MetadataField = keyof ArticleMetadata | keyof MoreMetadata

/** Where an importer has a fact from, the surest first. */
export const FACT_SOURCES = [
  'header',
  'package',
  'json-ld',
  'meta',
  'microdata',
  'visible',
  'text',
  'address',
  'file',
] as const
export type FactSource = (typeof FACT_SOURCES)[number]

/** Why a fact is believed; `confidence` is between 0 and 1. */
export interface FactEvidence {
  source: FactSource
  confidence: number
}

/** The facts that the reader may put right. */
export type CorrectableMetadata = ArticleMetadata & Pick<MoreMetadata, 'subtitle' | 'modified'>

/** What the reader has put right; a field that is not there is as the importer found it. */
export type MetadataCorrections = Partial<CorrectableMetadata>

/** What is known of an open article beside its summary. */
export interface ArticleDetails {
  more: MoreMetadata
  /** As the importer found it; null where its file is damaged. */
  found: CorrectableMetadata | null
  evidence: Partial<Record<MetadataField, FactEvidence>>
  corrections: MetadataCorrections
}

/** Why the importer left lines out of the content. */
export type RemovalKind =
  | 'menu'
  | 'tracking'
  | 'share'
  | 'related'
  | 'tags'
  | 'popular'
  | 'comment'
  | 'copyright'
  | 'credit'
  | 'disclaimer'
  | 'repeated'
  | 'other'

/** One line (block) of the original that is not in the content. */
export interface Removal {
  /** Unique in its article and the same at every import of the same bytes: 'r1', 'r2', ... in document order. */
  id: string
  kind: RemovalKind
  text: string
  /** Sanitised HTML, exactly one element: what goes into the content when the reader puts the line back. */
  html: string
  /** The line stood before the content's top-level element with this index; their number means "at the end". */
  before: number
}

/** What the importer found; lies beside the content as `<content-hash>.json`. */
export interface ImportFacts {
  /** Name and version of the code that made it. */
  importer: string
  metadata: ArticleMetadata
  /** Articles of importers before 2 have neither `more` nor `evidence`. */
  more?: MoreMetadata
  evidence?: Partial<Record<MetadataField, FactEvidence>>
  removals: Removal[]
  /** Words of the article text (Intl.Segmenter's word-like segments). */
  words: number
}

/** An image of an article, named by its bytes: SHA-256 in hexadecimal and the extension of what they are. */
export interface Asset {
  name: string
  bytes: Uint8Array
}

/** What an importer makes of one file. */
export interface ImportedArticle {
  /** The bytes as they were, kept for ever. */
  original: Uint8Array
  /** Lower case, without the dot: 'txt', 'md', 'html'. */
  extension: string
  /** Cleaned, sanitised HTML: a sequence of block elements, without the title. */
  content: string
  facts: ImportFacts
  /** The images that the content or a removal names. */
  assets?: Asset[]
  /** Not kept with the article: for who imports it. */
  doubt?: EncodingDoubt
  /** Not kept either: pictures that did not come along, with the addresses of each in the network, the likeliest first. */
  wanted?: (readonly string[])[]
  /** Nor this: names of the images that were asked for, by their addresses. */
  fetched?: Readonly<Record<string, string>>
}

/** Where the reader was: the article text offset (UTF-16 code units) of the first visible paragraph of that version. */
export interface ReadingPosition {
  version: ContentHash
  offset: number
}

/** Where the reader has put an article. */
export interface ArticleShelf {
  /** Opened and read on, or marked as read. */
  read: boolean
  archived: boolean
  favourite: boolean
  /** Ids of the collections it lies in. */
  collections: string[]
}

/** One row of the library list. */
export interface ArticleSummary extends ArticleMetadata {
  id: ArticleId
  /** ISO 8601 in UTC. */
  saved: string
  words: number
  /** Annotations with a passage. */
  highlights: number
  /** Annotations with a note, page notes included. */
  notes: number
  /** Highlights of the newest version whose place the reader has yet to decide. */
  waiting: number
  /** Shipped with Simak. */
  starter: boolean
  /** Name of the file it was imported from. */
  file: string
  /** Absent where nothing of it was ever said: unread, and in no place but the library. */
  shelf?: ArticleShelf
  /** Absent where no other article has (nearly) the same text. */
  twins?: Twin[]
}

/** A line that was left out, as the reader sees it: `before` counts in the content that is shown now. */
export interface LeftOutLine extends Removal {
  /** The reader has put it back: it is part of the content. */
  restored: boolean
}
