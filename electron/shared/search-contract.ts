import type { Annotation } from './annotation.ts'
import type { ArticleId } from './article.ts'
import type { QueryProblem } from './search-query.ts'

/** Places of a regular expression in a text, or why there are none. */
export type PatternHits =
  | { kind: 'found'; hits: { start: number; end: number }[] }
  | { kind: 'invalid'; reason: string }
  | { kind: 'too-slow' }

export interface FacetCount {
  value: string
  count: number
}

/** How the articles that were found divide; the names are those of the query's fields. */
export interface Facets {
  site: FacetCount[]
  author: FacetCount[]
  tag: FacetCount[]
  /** Ids of collections. */
  in: FacetCount[]
  lang: FacetCount[]
  /** Years, the newest first. */
  published: FacetCount[]
  is: FacetCount[]
  has: FacetCount[]
  colour: FacetCount[]
}

/** Text around hits; `marks` are UTF-16 offsets into `text`. */
export interface Snippet {
  text: string
  marks: { start: number; end: number }[]
}

/** A passage of an article where words of the query stand. */
export interface PassageHit extends Snippet {
  /** The first hit in the article text (UTF-16 code units), to jump to. */
  start: number
  end: number
}

/** An annotation in whose quote, note or tags words of the query stand. */
export interface AnnotationHit extends Snippet {
  id: string
  part: 'quote' | 'note' | 'tag'
}

/** What was found in one article. */
export interface ArticleHits {
  id: ArticleId
  title: Snippet
  passages: PassageHit[]
  annotations: AnnotationHit[]
}

/** What is known of the index while it answers. */
export interface IndexState {
  /** `building`: answers are from the part that is done, or from the index before. */
  state: 'ready' | 'building' | 'starting'
  done: number
  total: number
}

export interface SearchAnswer {
  /** The best first; as many as were asked for. */
  ids: ArticleId[]
  /** Of all articles that were found. */
  count: number
  relaxed: boolean
  corrected: boolean
  problems: QueryProblem[]
  facets: Facets | null
  index: IndexState
  /** Milliseconds in the index, without the way there and back. */
  took: number
}

/** One proposal for the end of what is typed; `insert` takes the place of `start` up to `end`. */
export interface Completion {
  insert: string
  label: string
  count: number
  start: number
  end: number
}

/** One annotation with the article it stands in, for the notebook. */
export interface NotebookEntry {
  article: ArticleId
  title: string
  site: string | null
  published: string | null
  annotation: Annotation
}
