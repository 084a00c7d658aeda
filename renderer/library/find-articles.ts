import type { ArticleSummary } from '#shared/article.ts'
import { assertNever } from '#shared/result.ts'
import type { Locale, Sort } from '#shared/settings.ts'

/** An article with what a search looks through, folded once. */
export interface SearchableArticle {
  article: ArticleSummary
  /** Title, site and authors without case and diacritics. */
  folded: string
}

/** Letters that Unicode does not take apart into a letter and a mark. */
const STROKES: Record<string, string> = { ł: 'l', đ: 'd', ø: 'o', ħ: 'h', ŧ: 't', ı: 'i' }

/** Text without case and diacritics, for comparing only. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[łđøħŧı]/g, (letter) => STROKES[letter] ?? letter)
}

/** The words of a query as the reader typed them. */
export function queryWords(query: string): string[] {
  return query.split(/\s+/).filter((word) => word !== '')
}

export function makeSearchable(articles: readonly ArticleSummary[]): SearchableArticle[] {
  return articles.map((article) => ({
    article,
    folded: fold([article.title, article.site ?? '', ...article.byline].join('\n')),
  }))
}

/** The articles in which every word occurs, also as part of a word; all of them where there are no words. */
export function findArticles(articles: readonly SearchableArticle[], words: readonly string[]): SearchableArticle[] {
  const wanted = words.map(fold).filter((word) => word !== '')
  return articles.filter(({ folded }) => wanted.every((word) => folded.includes(word)))
}

/** Newest first, or titles by the alphabet of the reader's language; what has no date comes last. */
export function sortArticles(articles: readonly ArticleSummary[], sort: Sort, locale: Locale): ArticleSummary[] {
  const { compare } = new Intl.Collator(locale, { numeric: true })
  const byTitle = (a: ArticleSummary, b: ArticleSummary) => compare(a.title, b.title) || compareText(a.id, b.id)
  switch (sort) {
    case 'saved':
      return articles.toSorted((a, b) => compareText(b.saved, a.saved) || byTitle(a, b))
    case 'published': {
      const times = new Map(articles.map((article) => [article, publishedAt(article)]))
      const timeOf = (article: ArticleSummary) => times.get(article) ?? 0
      return articles.toSorted((a, b) => timeOf(b) - timeOf(a) || byTitle(a, b))
    }
    case 'title':
      return articles.toSorted(byTitle)
    default:
      return assertNever(sort)
  }
}

/** ISO dates of one form order like their characters. */
function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** Milliseconds; finite also for what has no date, so that differences are numbers. */
function publishedAt({ published }: ArticleSummary): number {
  const time = published === null ? Number.NaN : Date.parse(published)
  return Number.isNaN(time) ? -Number.MAX_SAFE_INTEGER : time
}
