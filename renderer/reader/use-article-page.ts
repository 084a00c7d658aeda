import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'
import { describe } from '#shared/anchoring/describe.ts'
import i18next from 'i18next'
import type { ArticleId } from '#shared/article.ts'
import type { OpenedArticle } from '#shared/opened-article.ts'
import { type AnnotationsState, annotationsStore } from '../annotations/annotations-store.ts'
import { isPainted } from '../annotations/document-order.ts'
import { ArticlePage, type Landmark } from './article-page.ts'
import type { ImageWords } from './content.ts'
import { findWords } from './find-words.ts'
import type { Span } from './text-map.ts'

/** More annotations than this are placed after the first text has been painted. */
const MANY_ANNOTATIONS = 300

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
  const { html, version, base, versions, followed, annotations, resolutions } = article
  const newest = versions.at(-1)?.version === base
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
    if (page === null) return undefined
    const open = () => {
      annotationsStore.open({ id, version, newest, text: page.map.text, followed }, annotations, resolutions)
      // Made while nobody waits, so that the first highlight need not.
      requestIdleCallback(() => warmUp(page.map.text))
    }
    if (annotations.length <= MANY_ANNOTATIONS) return open()
    // The text comes first; meanwhile nothing must be done to the annotations of the article before.
    if (annotationsStore.get().article?.id !== id) annotationsStore.close()
    let timer: ReturnType<typeof setTimeout> | undefined
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(open)
    })
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
    }
  }, [page, id, version, newest, followed, annotations, resolutions])

  useLayoutEffect(() => {
    if (page === null) return undefined
    paint(page, annotationsStore.get(), null)
    return annotationsStore.subscribe((state, before) => {
      paint(page, state, before)
      if (state.shown !== null && state.shown !== before.shown) show(page, state.shown.id)
      if (state.peeked !== null && state.peeked !== before.peeked) showSpan(page, state.peeked.span)
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
    get: t('reader:image.get'),
  }
}

/** Marks the words of the library search in the article. */
export function useSearchMarks(page: ArticlePage | null, words: readonly string[]): void {
  const wordKey = words.join('\n')
  useLayoutEffect(() => {
    page?.highlighter.markSearch(wordKey === '' ? [] : findWords(page.map.text, wordKey.split('\n')))
  }, [page, wordKey])
}

function paint(page: ArticlePage, state: AnnotationsState, before: AnnotationsState | null): void {
  const { placed, active } = state
  if (placed !== before?.placed) page.highlighter.paint(placed)
  else if (active === before.active) return
  const found = active === null ? undefined : annotationsStore.find(active)
  page.highlighter.activate(found !== undefined && isPainted(found) ? found.anchor : null)
}

function warmUp(text: string): void {
  if (annotationsStore.get().article?.index.text === text) describe(text, 0, 1)
}

function show(page: ArticlePage, id: string): void {
  const placed = annotationsStore.find(id)
  if (placed !== undefined && isPainted(placed)) showSpan(page, placed.anchor)
}

function showSpan(page: ArticlePage, span: Span): void {
  page.reveal(span)
  page.highlighter.flash(span)
}
