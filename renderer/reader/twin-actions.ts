import type { ArticleId, ArticleSummary, ContentHash } from '#shared/article.ts'
import type { ShownTwin } from '#shared/lookalike.ts'

/** What the reader can do about articles with the same text; the library does it. */
export interface TwinActions {
  /** Makes the article the newest version of the twin. */
  join(article: ArticleSummary, twin: ShownTwin): void
  keepApart(article: ArticleSummary, twin: ShownTwin): void
  /** Makes a version an article of its own (`from`) again. */
  separate(article: ArticleId, version: ContentHash, from: ArticleId): void
  open(article: ArticleId): void
}
