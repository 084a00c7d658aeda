import type { ArticleSummary } from '#shared/article.ts'
import { ArticleTable, packPage } from './article-table.ts'

/** An article of the list with little known of it. */
export function listed(id: string, more: Partial<ArticleSummary> = {}): ArticleSummary {
  const facts = { title: id, byline: [], site: null, url: null, published: null, language: null }
  const counts = { words: 0, highlights: 0, notes: 0, waiting: 0 }
  return { id, ...facts, saved: '2026-01-01T00:00:00.000Z', ...counts, starter: false, file: `${id}.txt`, ...more }
}

/** @param page articles in one page */
export function tableOf(articles: readonly ArticleSummary[], page = 2): ArticleTable {
  const pages = Array.from({ length: Math.ceil(articles.length / page) }, (_, index) =>
    packPage(articles.slice(index * page, (index + 1) * page)),
  )
  return new ArticleTable(pages)
}
