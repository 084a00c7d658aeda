import type { ArticleId, ArticleSummary } from '#shared/article.ts'
import type { Locale } from '#shared/settings.ts'

/**
 * What to open when nothing is open: the article that was open last; in a library that holds nothing but starter
 * articles the first of them in the reader's language, which tells how Simak works; otherwise the first of the list.
 * @param sorted the list as it is shown
 */
export function firstArticle(
  sorted: readonly ArticleSummary[],
  lastArticle: ArticleId | null,
  locale: Locale,
): ArticleSummary | undefined {
  const last = sorted.find(({ id }) => id === lastArticle)
  if (last !== undefined) return last
  if (!sorted.every(({ starter }) => starter)) return sorted[0]
  const byFile = sorted.toSorted((a, b) => (a.file < b.file ? -1 : 1))
  return byFile.find(({ language }) => language === locale) ?? byFile[0]
}

/** What comes next when `removed` leaves the list: the one after it, else the one before. */
export function neighbourOf(shown: readonly ArticleSummary[], removed: ArticleId): ArticleSummary | undefined {
  const at = shown.findIndex(({ id }) => id === removed)
  return shown[at + 1] ?? shown[at - 1]
}
