import type { ArticleId } from './article.ts'
import type { EncodingDoubt } from './encoding-doubt.ts'
import type { Failure } from './failure.ts'
import type { Lookalike } from './lookalike.ts'

/** How one import ended, file by file. */
export interface ImportSummary {
  imported: { id: ArticleId; name: string; title: string }[]
  already: { id: ArticleId; name: string; title: string }[]
  failed: { name: string; failure: Failure }[]
  cancelled: boolean
  /** New articles that look like newer versions of ones that were there; absent where none does. */
  newer?: Lookalike[]
  /** New articles with the text of another outlet's. */
  reprints?: Lookalike[]
  /** New articles whose letters may be wrong; absent where none is. */
  doubtful?: { id: ArticleId; title: string; doubt: EncodingDoubt }[]
}

/** `done` of `total` files are finished; `name` is a file being worked on. */
export interface ImportProgress {
  done: number
  total: number
  name: string
  /** Bytes read so far. */
  bytes: number
  /** Milliseconds that are probably left; null before the first file is done. */
  remaining: number | null
}
