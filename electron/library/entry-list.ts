import type { ArticleId } from '#shared/article.ts'
import type { ArticleEntry } from './article-view.ts'

/** What the list says of every article; counts what was changed in it, so that an unchanged one need not be kept anew. */
export class EntryList extends Map<ArticleId, ArticleEntry> {
  edits = 0

  /** Puts in what was read and so is no change. */
  restore(id: ArticleId, entry: ArticleEntry): void {
    super.set(id, entry)
  }

  override set(id: ArticleId, entry: ArticleEntry): this {
    this.edits += 1
    return super.set(id, entry)
  }

  override delete(id: ArticleId): boolean {
    this.edits += 1
    return super.delete(id)
  }
}
