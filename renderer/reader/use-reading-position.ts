import { type RefObject, useEffect } from 'react'
import type { ArticleId, ContentHash } from '#shared/article.ts'
import { api } from '../api.ts'
import type { ArticlePage } from './article-page.ts'

/** Ms without scrolling after which the position is kept. */
const QUIET = 400

/** Keeps the first visible paragraph when the reader has stopped scrolling and when the article is left. */
export function useReadingPosition(
  page: ArticlePage | null,
  scroller: RefObject<HTMLElement | null>,
  article: { id: ArticleId; version: ContentHash },
): void {
  const { id, version } = article
  useEffect(() => {
    const element = scroller.current
    if (page === null || element === null) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let offset: number | null = null
    const keep = () => {
      clearTimeout(timer)
      if (offset === null) return
      void api.call('article:keep-position', { id, position: { version, offset } })
      offset = null
    }
    const settled = () => {
      // Sections got their true heights meanwhile.
      offset = page.firstVisible()
      keep()
    }
    const scrolled = () => {
      // Read now: when the article is left, its nodes are gone before this hook hears of it.
      offset = page.firstVisible()
      clearTimeout(timer)
      timer = setTimeout(settled, QUIET)
    }
    element.addEventListener('scroll', scrolled, { passive: true })
    window.addEventListener('beforeunload', keep)
    window.addEventListener('pagehide', keep)
    return () => {
      element.removeEventListener('scroll', scrolled)
      window.removeEventListener('beforeunload', keep)
      window.removeEventListener('pagehide', keep)
      keep()
    }
  }, [page, scroller, id, version])
}
