import type { SearchDocument } from './search-document.ts'
import type { DocumentSource } from './article-document.ts'
import type { Runner } from './search-index.ts'

/** A document for tests: everything empty but what is given. */
export function sampleDocument(id: string, given: Partial<SearchDocument> = {}): SearchDocument {
  return {
    id: sampleId(id),
    revision: 1,
    title: '',
    byline: [],
    site: null,
    url: null,
    published: null,
    language: 'id',
    saved: '2026-01-01T00:00:00.000Z',
    text: '',
    quotes: [],
    notes: [],
    tags: [],
    colours: [],
    highlights: 0,
    orphans: 0,
    unread: true,
    archived: false,
    favourite: false,
    trashed: false,
    collections: [],
    ...given,
  }
}

/** An id of the right length that starts so. */
export function sampleId(start: string): string {
  return start
    .toLowerCase()
    .replace(/[^a-z2-7]/g, 'x')
    .padEnd(26, 'a')
    .slice(0, 26)
}

/** Runs a work in one go. */
export const runAtOnce: Runner = (work) => {
  let step = work.next()
  while (step.done !== true) step = work.next()
  return Promise.resolve(step.value)
}

/** A source in memory; change `documents` and tell the engine. */
export class SampleSource implements DocumentSource {
  readonly documents = new Map<string, SearchDocument>()

  constructor(documents: readonly SearchDocument[] = []) {
    this.put(...documents)
  }

  put(...documents: readonly SearchDocument[]): void {
    for (const document of documents) this.documents.set(document.id, document)
  }

  refresh(): void {
    // Everything is in memory.
  }

  *revisions(): Generator<[string, number], void> {
    for (const { id, revision } of this.documents.values()) yield [id, revision]
  }

  document(id: string): SearchDocument | null {
    return this.documents.get(id) ?? null
  }

  details(id: string) {
    const document = this.documents.get(id)
    if (document === undefined) return null
    const { title, site, published, text } = document
    return { title, site, published, text, annotations: [] }
  }
}
