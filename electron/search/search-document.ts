import type { HighlightColour } from '#shared/annotation.ts'
import type { ArticleId } from '#shared/article.ts'

/** What the index is told of one article. */
export interface SearchDocument {
  id: ArticleId
  /** Changes whenever anything here may have changed; below 2^53. */
  revision: number
  title: string
  byline: string[]
  site: string | null
  url: string | null
  /** ISO date or date-time. */
  published: string | null
  language: string | null
  /** ISO date-time in UTC. */
  saved: string
  text: string
  /** Quotes, notes and tags of all annotations. */
  quotes: string[]
  notes: string[]
  tags: string[]
  colours: HighlightColour[]
  highlights: number
  orphans: number
  unread: boolean
  archived: boolean
  favourite: boolean
  trashed: boolean
  /** Ids of the collections it lies in. */
  collections: string[]
}

/** The four kinds of text, each with postings of its own; the order is that of the files. */
export const FIELDS = ['title', 'people', 'notes', 'text'] as const
export type Field = (typeof FIELDS)[number]

/** Texts of a field; a phrase never reaches from one into the next. */
export function textsOf(document: SearchDocument, field: Field): readonly string[] {
  switch (field) {
    case 'title':
      return [document.title]
    case 'people':
      return [...document.byline, ...(document.site === null ? [] : [document.site])]
    case 'notes':
      return [...document.notes, ...document.quotes, ...document.tags]
    case 'text':
      return [document.text]
  }
}

/** Bits of an article's state. */
export const STATE = {
  unread: 1,
  archived: 2,
  favourite: 4,
  trashed: 8,
  orphan: 16,
  note: 32,
  highlight: 64,
  tag: 128,
} as const

/** The colours' bits follow the states'. */
export const FIRST_COLOUR_BIT = 8
