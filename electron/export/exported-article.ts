import { anchorAll } from '#shared/anchoring/anchor.ts'
import type { Followed } from '#shared/anchoring/follow.ts'
import type { Anchor } from '#shared/anchoring/anchor-state.ts'
import { prepare } from '#shared/anchoring/prepare.ts'
import { type Annotation, isPageNote, positionOf, quoteOf } from '#shared/annotation.ts'
import type { ArticleSummary, ContentHash } from '#shared/article.ts'
import { compareUnits } from '#shared/compare-units.ts'
import { type Resolution, selectorsFor } from '#shared/resolution.ts'
import { type ContentTree, contentTree } from './content-tree.ts'

/** What an export needs to know of one article; `html` is the content that is shown now. */
export interface ExportedArticle {
  summary: ArticleSummary
  html: string
  annotations: readonly Annotation[]
  /** The reader's words on where passages stand, and the version that `html` is. */
  resolutions?: readonly Resolution[]
  version?: ContentHash
  /** By annotation, what the changes since older versions say of it. */
  followed?: Readonly<Record<string, Followed>>
  /** How far the reader is: `unread` unless told. */
  status?: string
  /** Changes whenever anything of the article does; '' where that is not known. */
  revision?: string
  /** Real paths of the images that the content shows, by the names they have in it. */
  images?: Readonly<Record<string, string>>
}

export interface PlacedHighlight {
  annotation: Annotation
  /** As it stands in the article now; as it was marked where it is lost. */
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
  return placeOnTree(article).placed
}

/** The same with the content it was placed on. */
export function placeOnTree(article: ExportedArticle): { tree: ContentTree; placed: PlacedAnnotations } {
  const tree = contentTree(article.html)
  const pageNotes = article.annotations.filter(isPageNote).toSorted(byCreation)
  const annotations = article.annotations.filter((annotation) => !isPageNote(annotation))
  const anchors = anchorAll(
    prepare(tree.text),
    annotations.map((annotation) => selectorsFor(annotation, article.resolutions ?? [], article.version ?? '')),
    annotations.map(({ id }) => article.followed?.[id] ?? null),
  )
  const placed = annotations.map((annotation, i): PlacedHighlight => {
    const anchor = anchors[i] ?? { state: 'orphan', confidence: 0, why: 'not-found' }
    return { annotation, anchor, quote: quoteFor(annotation, anchor, tree.text) }
  })
  const found = placed.filter(({ anchor }) => anchor.state !== 'orphan').toSorted(byPlace)
  const lost = placed.filter(({ anchor }) => anchor.state === 'orphan').toSorted(byPlace)
  return { tree, placed: { pageNotes, found, lost } }
}

/** The article text of content HTML, by the rule that selectors count in. */
export function articleTextOf(html: string): string {
  return contentTree(html).text
}

function quoteFor(annotation: Annotation, anchor: Anchor, text: string): string {
  if (anchor.state === 'orphan') return quoteOf(annotation)?.exact ?? ''
  return text.slice(anchor.start, anchor.end).trim()
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
