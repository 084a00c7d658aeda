import { useEffect } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { ArticleId } from '#shared/article.ts'
import { annotationsStore } from '../annotations/annotations-store.ts'
import type { ArticlePage } from './article-page.ts'
import type { Span } from './text-map.ts'

/** A place to show in an article as soon as it is open; `serial` tells a repeated wish from an old one. */
type Place = { article: ArticleId; serial: number } & ({ span: Span } | { annotation: string })

const store = createStore<{ place: Place | null }>(() => ({ place: null }))
let serial = 0

export function jumpToPassage(article: ArticleId, span: Span): void {
  serial++
  store.setState({ place: { article, span, serial } })
}

export function jumpToAnnotation(article: ArticleId, annotation: string): void {
  serial++
  store.setState({ place: { article, annotation, serial } })
}

/** Goes where the reader wished to, once the article is there. */
export function useJump(page: ArticlePage | null, article: ArticleId): void {
  const place = useStore(store, (state) => state.place)
  useEffect(() => {
    if (page === null || place === null || place.article !== article) return
    if ('span' in place) {
      page.reveal(place.span)
      page.highlighter.flash(place.span)
    } else annotationsStore.show(place.annotation)
    store.setState({ place: null })
  }, [page, place, article])
}
