import { useEffect, useRef, useState } from 'react'
import type { ArticleId } from '#shared/article.ts'
import type { OpenedArticle } from '#shared/opened-article.ts'
import type { Failure } from '#shared/failure.ts'
import { api } from '../api.ts'

export type Opening =
  | { state: 'opening' }
  | { state: 'open'; article: OpenedArticle }
  | { state: 'failed'; id: ArticleId; failure: Failure }

/**
 * Opens the article and keeps it in step with changes made elsewhere. While another one is being opened, the old one
 * stays, so that nothing flickers.
 * @returns the state, and a function that shows another form of the same article
 */
export function useOpenedArticle(id: ArticleId): [Opening, (article: OpenedArticle) => void] {
  const [opening, setOpening] = useState<Opening>({ state: 'opening' })
  useEffect(() => {
    let wanted = true
    const open = async () => {
      const opened = await api.call('article:open', { id })
      if (!wanted) return
      // For the painting benchmark: what follows is the window's own time.
      performance.mark('simak:article-here')
      setOpening(
        opened.ok ? { state: 'open', article: opened.value } : { state: 'failed', id, failure: opened.failure },
      )
    }
    void open()
    const stop = api.on('library:changed', ({ ids }) => {
      if (ids.includes(id)) void open()
    })
    const stopToo = api.on('library:reopened', () => void open())
    return () => {
      wanted = false
      stop()
      stopToo()
    }
  }, [id])
  // What took a while may come when another article is open.
  const latest = useRef(id)
  useEffect(() => {
    latest.current = id
  }, [id])
  const replace = (article: OpenedArticle): void => {
    if (article.summary.id === latest.current) setOpening({ state: 'open', article })
  }
  return [opening, replace]
}
