/** What a reader arranges the library by; records of the library as a whole. */
export interface Collection {
  id: string
  name: string
}

/** A search that is kept: a collection that fills itself. */
export interface SavedSearch {
  id: string
  name: string
  query: string
}

export interface Views {
  collections: Collection[]
  searches: SavedSearch[]
}

/** What was deleted and can be made again as it was. */
export type DeletedView = ({ kind: 'collection' } & Collection) | ({ kind: 'search' } & SavedSearch)

/** Facts of an article that the reader sets by hand. */
export const SHELF_FACTS = ['read', 'archived', 'favourite'] as const
export type ShelfFact = (typeof SHELF_FACTS)[number]
