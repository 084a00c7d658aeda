import type { ArticleId, ContentHash } from './article.ts'

/** The five highlight colours, in the order of the keys 1 to 5. */
export const HIGHLIGHT_COLOURS = ['yellow', 'green', 'blue', 'pink', 'purple'] as const
export type HighlightColour = (typeof HIGHLIGHT_COLOURS)[number]

/** How a highlight is painted in its colour: as a wash (where nothing is said) or as a line under the text. */
export const HIGHLIGHT_STYLES = ['wash', 'underline'] as const
export type HighlightStyle = (typeof HIGHLIGHT_STYLES)[number]

/** Web Annotation Data Model 4.2.4. `prefix` and `suffix` are the text right before and after, possibly ''. */
export interface TextQuoteSelector {
  type: 'TextQuoteSelector'
  exact: string
  prefix: string
  suffix: string
}

/** Web Annotation Data Model 4.2.5, but counted in UTF-16 code units of the article text; `end` is exclusive. */
export interface TextPositionSelector {
  type: 'TextPositionSelector'
  start: number
  end: number
}

/**
 * Where a passage stood when it was described, beyond what the standard's selectors keep; decides between equal places.
 * No selector of the standard: exports leave it out. Annotations made before it existed do without.
 */
export interface PlaceSelector {
  type: 'SimakPlaceSelector'
  /** Fingerprint of the whole article text. */
  text: string
  /** Number of the block (line of the article text, from 0) that the passage begins in. */
  block: number
  /** Fingerprint of that block's skeleton. */
  blockText: string
  /** The passage is the i-th (from 1) of all places of its skeleton; 0 of 0 where it has no letters. */
  occurrence: number
  occurrences: number
}

export type Selector = TextQuoteSelector | TextPositionSelector | PlaceSelector

/** Web Annotation Data Model 3.2.4: the reader's note (Markdown) or one tag. */
export type AnnotationBody =
  | { type: 'TextualBody'; purpose: 'commenting'; format: 'text/markdown'; value: string }
  | { type: 'TextualBody'; purpose: 'tagging'; value: string }

/** An empty `selector` list makes the annotation a page note: it is about the whole article. */
export interface AnnotationTarget {
  source: ArticleId
  version: ContentHash
  selector: Selector[]
}

/** A W3C Web Annotation in the shape Simak keeps. `created` and `modified` are ISO 8601 in UTC. */
export interface Annotation {
  id: string
  motivation: 'highlighting' | 'commenting'
  created: string
  modified: string
  colour: HighlightColour
  style?: HighlightStyle | undefined
  body: AnnotationBody[]
  target: AnnotationTarget
}

/** The Markdown note, '' where there is none. */
export function noteOf(annotation: Annotation): string {
  return annotation.body.find((body) => body.purpose === 'commenting')?.value ?? ''
}

/** The tags in the order the reader gave them. */
export function tagsOf(annotation: Annotation): string[] {
  return annotation.body.filter((body) => body.purpose === 'tagging').map((body) => body.value)
}

/** Bodies for a note and tags; an empty note makes no body. */
export function bodiesOf(note: string, tags: readonly string[]): AnnotationBody[] {
  const tagBodies = tags.map((value): AnnotationBody => ({ type: 'TextualBody', purpose: 'tagging', value }))
  if (note === '') return tagBodies
  return [{ type: 'TextualBody', purpose: 'commenting', format: 'text/markdown', value: note }, ...tagBodies]
}

export function isPageNote(annotation: Annotation): boolean {
  return annotation.target.selector.length === 0
}

export function quoteOf(annotation: Annotation): TextQuoteSelector | undefined {
  return annotation.target.selector.find((selector) => selector.type === 'TextQuoteSelector')
}

export function positionOf(annotation: Annotation): TextPositionSelector | undefined {
  return annotation.target.selector.find((selector) => selector.type === 'TextPositionSelector')
}
