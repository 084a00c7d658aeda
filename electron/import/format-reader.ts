import type { ArticleMetadata, FactEvidence, MetadataField, MoreMetadata, RemovalKind } from '#shared/article.ts'
import type { EncodingDoubt } from '#shared/encoding-doubt.ts'
import type { FoundFacts } from './found-facts.ts'
import type { FindAsset, Pictures } from './image-store.ts'
import type { Failure } from '#shared/failure.ts'
import type { Result } from '#shared/result.ts'

/** One block of a document on its way to becoming content or a left-out line. */
export interface Block {
  /** Exactly one element, not yet sanitised. */
  html: string
  /** Lower-case element name of `html`. */
  tag: string
  /** Its visible text, white space collapsed. */
  text: string
  /** Share (0 to 1) of the text that stands inside links. */
  linkShare: number
  /** Set when the block is no part of the article. */
  removed: RemovalKind | null
  /** `html` is escaped text in our own elements and nothing else: the sanitiser has nothing to do. */
  plain?: boolean
}

/** What a reader makes of a file: every block in document order, the left-out ones among them, and what it knows. */
export interface Draft extends Pictures {
  blocks: Block[]
  metadata: ArticleMetadata
  more: MoreMetadata
  evidence: Partial<Record<MetadataField, FactEvidence>>
}

/** A file as its reader gets it. */
export interface SourceFile {
  name: string
  bytes: Uint8Array
  /** The files it refers to by a relative address, such as the pictures of a saved page. */
  find: FindAsset
  /** The reader's word on how its text is encoded. */
  encoding?: string | null
}

/**
 * What a reader makes of a file's bytes. A page has things around its article that go; a document is what somebody
 * wrote or a publisher made, and stays as it is; text has no mark-up.
 */
export type ReadDocument =
  | { kind: 'page'; html: string; url: string | null; find: FindAsset; doubt?: EncodingDoubt | undefined }
  | {
      kind: 'document'
      html: string
      facts: FoundFacts
      find: FindAsset
      cleaning: 'sure' | 'none'
      doubt?: EncodingDoubt | undefined
    }
  | { kind: 'text'; text: string; doubt?: EncodingDoubt | undefined }

/**
 * A format Simak can import. A new one is one file with such a value, named in `formats.ts`. `read` answers expected
 * failures as values: `file-not-text`, `archive-damaged` and the like.
 */
export interface FormatReader {
  /** Lower case; also the extension the original is kept under when the file's own is none of `extensions`. */
  name: string
  /** Lower case, without the dot. */
  extensions: readonly string[]
  read(file: SourceFile): Result<ReadDocument, Failure> | Promise<Result<ReadDocument, Failure>>
}
