import type { ArticleId, ArticleSummary } from '#shared/article.ts'
import type { Locale } from '#shared/settings.ts'
import type { ShownList } from './shown-list.ts'

/**
 * What to open when nothing is open: the article that was open last; in a library that holds nothing but starter
 * articles the first of them in the reader's language, which tells how Simak works; otherwise the first of the list.
 */
export function firstArticle(
  shown: ShownList,
  lastArticle: ArticleId | null,
  locale: Locale,
): ArticleSummary | undefined {
  const last = shown.indexOf(lastArticle)
  if (last >= 0) return shown.at(last)
  if (!shown.table.hasStartersOnly) return shown.at(0)
  const starters = Array.from({ length: shown.length }, (_, index) => shown.at(index)).filter(
    (article) => article !== undefined,
  )
  const byFile = starters.sort((a, b) => (a.file < b.file ? -1 : 1))
  return byFile.find(({ language }) => language === locale) ?? byFile[0]
}

/** What comes next when `removed` leaves the list: the one after it, else the one before. */
export function neighbourOf(shown: ShownList, removed: ArticleId): ArticleId | undefined {
  const at = shown.indexOf(removed)
  return shown.idAt(at + 1) ?? shown.idAt(at - 1)
}
