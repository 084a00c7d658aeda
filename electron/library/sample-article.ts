/** Made-up articles and annotations for tests. */
import { type Annotation, bodiesOf } from '#shared/annotation.ts'
import type { ArticleId, ContentHash, ImportedArticle } from '#shared/article.ts'
import { articleIdOf, contentHashOf } from './layout.ts'

/** An article whose bytes, and so its id, depend on `title`. */
export function sampleArticle(title: string): ImportedArticle {
  return {
    original: Buffer.from(`${title}\n\nMENU\n\nA paragraph of “${title}”.\n`, 'utf8'),
    extension: 'txt',
    content: `<p>A paragraph of “${title}”.</p>`,
    facts: {
      importer: 'test 1',
      metadata: { title, byline: ['A. Writer'], site: null, url: null, published: '2022-08-06', language: 'id' },
      removals: [{ id: 'r1', kind: 'menu', text: 'MENU', html: '<p>MENU</p>', before: 0 }],
      words: 4,
    },
  }
}

export function sampleIds(article: ImportedArticle): { id: ArticleId; version: ContentHash } {
  return { id: articleIdOf(article.original), version: contentHashOf(article.content) }
}

/** A highlight of the word "paragraph" with a note. */
export function sampleAnnotation(article: ImportedArticle, id: string, note: string): Annotation {
  const { id: source, version } = sampleIds(article)
  return {
    id,
    motivation: note === '' ? 'highlighting' : 'commenting',
    created: '2026-11-21T12:00:00.000Z',
    modified: '2026-11-21T12:00:00.000Z',
    colour: 'yellow',
    body: bodiesOf(note, []),
    target: {
      source,
      version,
      selector: [
        { type: 'TextQuoteSelector', exact: 'paragraph', prefix: 'A ', suffix: ' of' },
        { type: 'TextPositionSelector', start: 2, end: 11 },
      ],
    },
  }
}
