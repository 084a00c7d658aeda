import type { ArticleMetadata, RemovalKind } from '#shared/article.ts'
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
}

/** What a reader makes of a file: every block in document order, the left-out ones among them, and what it knows. */
export interface Draft {
  extension: string
  blocks: Block[]
  metadata: ArticleMetadata
}

/**
 * A format Simak can import. A new one is one file with such a value, named in `formats.ts`.
 * `read` is pure: bytes in, draft out; it answers `file-empty`, `file-not-text` or `file-without-article` where that is
 * what it meets.
 */
export interface FormatReader {
  /** Lower case; also the extension the original is kept under when the file's own is none of `extensions`. */
  name: string
  /** Lower case, without the dot. */
  extensions: readonly string[]
  read(bytes: Uint8Array, name: string): Result<Draft, Failure>
}
