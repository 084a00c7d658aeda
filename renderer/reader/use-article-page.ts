import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'
import i18next from 'i18next'
import type { ArticleId } from '#shared/article.ts'
import type { OpenedArticle } from '#shared/opened-article.ts'
import { type AnnotationsState, annotationsStore } from '../annotations/annotations-store.ts'
import { isPainted } from '../annotations/document-order.ts'
import { ArticlePage, type Landmark } from './article-page.ts'
import type { ImageWords } from './content.ts'
import { findWords } from './find-words.ts'

export interface PageElements {
  host: RefObject<HTMLElement | null>
  scroller: RefObject<HTMLElement | null>
  sectionClass: string
}

/**
 * The content's nodes live apart from React: it renders the empty host, the page fills it, and the store's changes are
 * painted without rendering anything.
 * @returns the page once it is there; `holdPlace` keeps what is being read in view when the content changes
 */
export function useArticlePage(article: OpenedArticle, elements: PageElements) {
  const { host, scroller, sectionClass } = elements
  const [page, setPage] = useState<ArticlePage | null>(null)
  const comeBack = useRef<Landmark | number | null>(article.position?.offset ?? null)
  const { html, version, annotations } = article
  const { id } = article.summary

  useLayoutEffect(() => {
    if (host.current === null || scroller.current === null) return undefined
    const made = new ArticlePage(host.current, scroller.current, { html, images: imagesOf(id) }, sectionClass)
    const place = comeBack.current
    comeBack.current = null
    if (typeof place === 'number') made.restore(place)
    else if (place !== null) made.returnTo(place)
    setPage(made)
    return () => made.dispose()
  }, [html, id, host, scroller, sectionClass])

  useLayoutEffect(() => {
    if (page !== null) annotationsStore.open({ id, version, text: page.map.text }, annotations)
  }, [page, id, version, annotations])

  useLayoutEffect(() => {
    if (page === null) return undefined
    paint(page, annotationsStore.get())
    return annotationsStore.subscribe((state, before) => {
      paint(page, state)
      if (state.shown !== null && state.shown !== before.shown) show(page, state.shown.id)
    })
  }, [page])
  const holdPlace = useCallback(() => {
    comeBack.current = page?.landmark() ?? null
  }, [page])
  return { page, holdPlace }
}

function imagesOf(article: ArticleId): ImageWords {
  const { t } = i18next
  return {
    article,
    missing: (alternative) =>
      alternative === '' ? t('reader:image.missing') : t('reader:image.missingNamed', { alternative }),
  }
}

/** Marks the words of the library search in the article. */
export function useSearchMarks(page: ArticlePage | null, words: readonly string[]): void {
  const wordKey = words.join('\n')
  useLayoutEffect(() => {
    page?.highlighter.markSearch(wordKey === '' ? [] : findWords(page.map.text, wordKey.split('\n')))
  }, [page, wordKey])
}

function paint(page: ArticlePage, { placed, active }: AnnotationsState): void {
  const painted = placed.filter(isPainted)
  page.highlighter.paint(
    painted.map(({ annotation, anchor }) => ({
      id: annotation.id,
      start: anchor.start,
      end: anchor.end,
      colour: annotation.colour,
      uncertain: anchor.state === 'uncertain',
    })),
  )
  page.highlighter.activate(painted.find(({ annotation }) => annotation.id === active)?.anchor ?? null)
}

function show(page: ArticlePage, id: string): void {
  const placed = annotationsStore.find(id)
  if (placed === undefined || !isPainted(placed)) return
  page.reveal(placed.anchor)
  page.highlighter.flash(placed.anchor)
}
