import type { ArticlePage } from './article-page.ts'

/** The keyboard is with the text, not with a control. */
export function isAtArticle(page: ArticlePage | null): boolean {
  const focused = document.activeElement
  return page !== null && (focused === null || focused === document.body || focused === page.scroller)
}

/** The keyboard is with the text, with a passage in the panel or with an open card. */
export function isAtAnnotations(page: ArticlePage | null): boolean {
  const inCard = document.activeElement?.closest('[data-annotation], [data-annotation-card]') ?? null
  return isAtArticle(page) || inCard !== null
}
