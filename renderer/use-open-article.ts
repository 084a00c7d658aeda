import { useEffect, useMemo } from 'react'
import type { ArticleSummary } from '#shared/article.ts'
import type { Locale } from '#shared/settings.ts'
import { firstArticle } from './library/first-article.ts'
import { openArticle } from './library/library-actions.ts'
import { useLibrary } from './library/library-store.ts'
import type { ShownList } from './library/shown-list.ts'
import { changeSettings, useSettings } from './settings/settings-store.ts'

/** The article that is open. Where none is, one is opened; which one was open is remembered for the next start. */
export function useOpenArticle(shown: ShownList | null, locale: Locale): ArticleSummary | undefined {
  const articles = useLibrary((state) => state.articles)
  const opened = useLibrary((state) => state.opened)
  const article = useMemo(() => (opened === null ? undefined : articles?.get(opened)), [articles, opened])
  const lastArticle = useSettings(({ settings }) => settings.lastArticle)
  const id = article?.id ?? null
  useEffect(() => {
    const first = id === null && shown !== null ? firstArticle(shown, lastArticle, locale) : undefined
    if (first !== undefined) openArticle(first.id)
  }, [id, shown, lastArticle, locale])
  useEffect(() => {
    if (id !== null && id !== lastArticle) changeSettings({ lastArticle: id })
  }, [id, lastArticle])
  const title = article?.title
  useEffect(() => {
    document.title = title === undefined ? 'Simak' : `${title} – Simak`
  }, [title])
  return article
}
