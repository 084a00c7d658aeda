/**
 * What one article is to another. `offered`: it looks like a newer version of the other, and the reader has not decided;
 * `apart`: the reader keeps them apart; `reprint`: the same text from another outlet.
 */
export const TWIN_KINDS = ['offered', 'apart', 'reprint'] as const
export type TwinKind = (typeof TWIN_KINDS)[number]

/** Another article with (nearly) the same text, as a record keeps it. */
export interface Twin {
  /** An ArticleId, as all ids here; article.ts imports this file. */
  id: string
  kind: TwinKind
}

/** A twin that is in the library, with what it takes to name it. */
export interface ShownTwin extends Twin {
  title: string
  site: string | null
  /** ISO 8601 in UTC. */
  saved: string
}

/** An article of an import that is very like one that is there. */
export interface Lookalike {
  id: string
  title: string
  of: { id: string; title: string }
}
