import type { SearchDocument } from './search-document.ts'
import type { SearchEngine } from './search-engine.ts'
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
  /** Those that have a revision, but are no article by themselves any more. */
  readonly hidden = new Set<string>()
  /** Ids of the documents that were asked for. */
  readonly read: string[] = []

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

  revision(id: string): number {
    return this.documents.get(id)?.revision ?? 0
  }

  document(id: string): SearchDocument | null {
    this.read.push(id)
    return this.hidden.has(id) ? null : (this.documents.get(id) ?? null)
  }

  details(id: string) {
    const document = this.documents.get(id)
    if (document === undefined) return null
    const { title, site, published, text } = document
    return { title, site, published, text, annotations: [] }
  }
}

/** What tests search through. */
export const LIBRARY = [
  sampleDocument('rice', {
    title: 'Harga beras naik',
    text: 'Pemerintah menaikkan harga beras di Jakarta.\nPetani di negara-negara tetangga menulis surat.',
    byline: ['Budi Santoso'],
    site: 'Kompas',
    url: 'https://www.kompas.com/x',
    published: '2022-08-06',
    saved: '2026-11-20T00:00:00.000Z',
    tags: ['pangan/beras', 'ekonomi'],
    notes: ['Bandingkan dengan tahun lalu'],
    quotes: ['harga beras di Jakarta'],
    colours: ['yellow'],
    highlights: 1,
    favourite: true,
    unread: false,
    collections: ['c-1'],
  }),
  sampleDocument('vote', {
    title: 'Elections in the café',
    text: 'The government reported running costs. Voters were governed well.',
    language: 'en',
    site: 'Example News',
    published: '2023-01-15',
    saved: '2026-01-01T00:00:00.000Z',
    archived: true,
    highlights: 1,
    orphans: 1,
    colours: ['blue'],
  }),
  sampleDocument('gone', { title: 'Beras di tempat sampah', text: 'beras', trashed: true }),
]

/** The beginnings of the ids that are found. */
export function found(engine: SearchEngine, query: string): string[] {
  const { ids } = engine.query(query, { limit: 100, offset: 0, facets: false })
  return ids.map((id) => id.replace(/a+$/, ''))
}

/** Runs a work piece by piece, with something else happening after the first pieces. */
export function pausing(meanwhile: () => void) {
  return async <T>(work: Generator<void, T>): Promise<T> => {
    let step = work.next()
    for (let count = 0; step.done !== true; count++) {
      if (count % 50 === 20) {
        meanwhile()
        await Promise.resolve()
      }
      step = work.next()
    }
    return step.value
  }
}
