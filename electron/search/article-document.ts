import { anchorAll } from '#shared/anchoring/anchor.ts'
import { prepare } from '#shared/anchoring/prepare.ts'
import { type Annotation, isPageNote, noteOf, positionOf, quoteOf, tagsOf } from '#shared/annotation.ts'
import type { ArticleId } from '#shared/article.ts'
import { textOfContent } from '#shared/html-text.ts'
import type { LibraryReader, ReadArticle } from '../library/library-reader.ts'
import type { SearchDocument } from './search-document.ts'

/** What a hit is shown with. */
export interface ArticleDetails {
  title: string
  site: string | null
  published: string | null
  text: string
  annotations: Annotation[]
}

/** Where the index gets its articles from. */
export interface DocumentSource {
  /** Called before articles are read that may be new: looks at what has come since. */
  refresh(): void
  /** All ids, with a number that changes whenever the article does. */
  revisions(): Generator<[ArticleId, number], void>
  /** The number of one article. */
  revision(id: ArticleId): number
  /** Null for an article that is gone or cannot be read. */
  document(id: ArticleId): SearchDocument | null
  details(id: ArticleId): ArticleDetails | null
}

/** The articles of a library folder. */
export class LibraryDocuments implements DocumentSource {
  private readonly reader: LibraryReader

  constructor(reader: LibraryReader) {
    this.reader = reader
  }

  refresh(): void {
    this.reader.refresh()
  }

  *revisions(): Generator<[ArticleId, number], void> {
    this.reader.refresh()
    for (const id of this.reader.ids()) yield [id, this.reader.revisionOf(id)]
  }

  revision(id: ArticleId): number {
    return this.reader.revisionOf(id)
  }

  document(id: ArticleId): SearchDocument | null {
    const article = this.reader.read(id)
    return article === null ? null : documentOf(article)
  }

  details(id: ArticleId): ArticleDetails | null {
    const article = this.reader.read(id)
    if (article === null) return null
    const { summary, html, annotations } = article
    const { title, site, published } = summary
    return { title, site, published, text: textOfContent(html).text, annotations }
  }
}

export function documentOf({ summary, trashed, shelf, annotations, html, revision }: ReadArticle): SearchDocument {
  const { id, title, byline, site, url, published, language, saved } = summary
  const { text } = textOfContent(html)
  const passages = annotations.filter((annotation) => !isPageNote(annotation))
  return {
    ...{ id, revision, title, byline, site, url, published, language, saved, text },
    quotes: passages.map((annotation) => quoteOf(annotation)?.exact ?? '').filter((quote) => quote !== ''),
    notes: annotations.map(noteOf).filter((note) => note !== ''),
    tags: [...new Set(annotations.flatMap(tagsOf))],
    colours: [...new Set(passages.map(({ colour }) => colour))],
    highlights: passages.length,
    orphans: countOrphans(text, passages),
    unread: !shelf.read,
    archived: shelf.archived,
    favourite: shelf.favourite,
    trashed,
    collections: shelf.collections,
  }
}

/** Annotations whose passage is not found any more. Those that stand where they say are not searched for. */
function countOrphans(text: string, passages: readonly Annotation[]): number {
  const moved = passages.filter((annotation) => !isInPlace(text, annotation))
  if (moved.length === 0) return 0
  const anchors = anchorAll(
    prepare(text),
    moved.map(({ target }) => target.selector),
  )
  return anchors.filter(({ state }) => state === 'orphan').length
}

function isInPlace(text: string, annotation: Annotation): boolean {
  const position = positionOf(annotation)
  const quote = quoteOf(annotation)
  return position !== undefined && quote !== undefined && text.slice(position.start, position.end) === quote.exact
}
