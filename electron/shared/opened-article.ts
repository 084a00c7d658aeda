import type { Followed } from './anchoring/follow.ts'
import type { Annotation } from './annotation.ts'
import type { ArticleVersion } from './version.ts'
import type { ShownTwin } from './lookalike.ts'
import type { Resolution } from './resolution.ts'
import type { ArticleDetails, ArticleSummary, ContentHash, LeftOutLine, ReadingPosition } from './article.ts'

/** Everything the renderer needs to show an article. */
export interface OpenedArticle {
  summary: ArticleSummary
  version: ContentHash
  /** The one of `versions` that is shown; `version` is another where the reader has put lines back. */
  base: ContentHash
  html: string
  leftOut: LeftOutLine[]
  details: ArticleDetails
  annotations: Annotation[]
  resolutions: Resolution[]
  /** All versions, the oldest first. */
  versions: ArticleVersion[]
  /** By annotation, what the changes since older versions say of it in this one. */
  followed: Record<string, Followed>
  position: ReadingPosition | null
  /** Articles of the library with (nearly) the same text. */
  twins: ShownTwin[]
}
