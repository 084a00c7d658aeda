import { parseHTML } from 'linkedom'
import { type Anchor, anchorAll } from '#shared/anchoring/anchor.ts'
import { prepare } from '#shared/anchoring/prepare.ts'
import { type Annotation, isPageNote, positionOf, quoteOf } from '#shared/annotation.ts'
import type { ArticleSummary } from '#shared/article.ts'
import { readArticleText } from '#shared/article-text.ts'

/** What an export needs to know of one article; `html` is the content that is shown now. */
export interface ExportedArticle {
  summary: ArticleSummary
  html: string
  annotations: readonly Annotation[]
}

export interface PlacedHighlight {
  annotation: Annotation
  quote: string
  anchor: Anchor
}

/** An article's annotations in the order in which a reader meets them. */
export interface PlacedAnnotations {
  pageNotes: Annotation[]
  /** By their passages' start, the longer first where two begin together. */
  found: PlacedHighlight[]
  /** Without a passage in the content now; by where the passage once was. */
  lost: PlacedHighlight[]
}

/** Anchors all annotations on the article's text. */
export function placeAnnotations(article: ExportedArticle): PlacedAnnotations {
  const pageNotes = article.annotations.filter(isPageNote).toSorted(byCreation)
  const annotations = article.annotations.filter((annotation) => !isPageNote(annotation))
  if (annotations.length === 0) return { pageNotes, found: [], lost: [] }
  const text = articleTextOf(article.html)
  const anchors = anchorAll(
    prepare(text),
    annotations.map((annotation) => annotation.target.selector),
  )
  const placed = annotations.map((annotation, i): PlacedHighlight => {
    const anchor = anchors[i] ?? { state: 'orphan', confidence: 0, why: 'not-found' }
    return { annotation, anchor, quote: quoteFor(annotation, anchor, text) }
  })
  return {
    pageNotes,
    found: placed.filter(({ anchor }) => anchor.state !== 'orphan').toSorted(byPlace),
    lost: placed.filter(({ anchor }) => anchor.state === 'orphan').toSorted(byPlace),
  }
}

/** The article text of content HTML, by the rule that selectors count in. */
export function articleTextOf(html: string): string {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`)
  return readArticleText<Node>(document.body).text
}

function quoteFor(annotation: Annotation, anchor: Anchor, text: string): string {
  const stored = quoteOf(annotation)?.exact ?? ''
  if (stored !== '' || anchor.state === 'orphan') return stored
  return text.slice(anchor.start, anchor.end)
}

function byPlace(a: PlacedHighlight, b: PlacedHighlight): number {
  const [left, right] = [placeOf(a), placeOf(b)]
  return left.start - right.start || right.end - left.end || byCreation(a.annotation, b.annotation)
}

function placeOf({ anchor, annotation }: PlacedHighlight): { start: number; end: number } {
  if (anchor.state !== 'orphan') return anchor
  return positionOf(annotation) ?? { start: Number.MAX_SAFE_INTEGER, end: Number.MAX_SAFE_INTEGER }
}

function byCreation(a: Annotation, b: Annotation): number {
  return compareUnits(a.created, b.created) || compareUnits(a.id, b.id)
}

/** Order by UTF-16 code units: the same on every machine and in every language. */
export function compareUnits(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
