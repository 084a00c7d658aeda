import type { Anchor } from './anchoring/anchor-state.ts'
import { anchorAll } from './anchoring/anchor.ts'
import { prepare } from './anchoring/prepare.ts'
import { type Annotation, isPageNote } from './annotation.ts'
import type { ArticleId, ContentHash } from './article.ts'
import { type Resolution, selectorsFor } from './resolution.ts'

/** How the highlights of an article came over to a new version: ids of annotations by what became of them. */
export type CarryReport = Record<Anchor['state'], string[]>

/** One version of an article's content; `added` is ISO 8601 in UTC. */
export interface ArticleVersion {
  version: ContentHash
  added: string
  /** The article that came in with it and is part of this one since; the first version has none. */
  from?: ArticleId
  /** When the page says that it was changed, or else published (ISO 8601); absent where it does not say. */
  dated?: string
}

/** What came of making an article a version of another. */
export interface JoinedVersion {
  /** The article that has the version now: the one named, or the one that has that one as a version. */
  article: ArticleId
  version: ContentHash
  report: CarryReport
}

/** Finds every highlight in the text of a new version. Nothing is changed; the old version keeps its own. */
export function carryOver(
  text: string,
  version: ContentHash,
  annotations: readonly Annotation[],
  resolutions: readonly Resolution[],
): CarryReport {
  const highlights = annotations.filter((annotation) => !isPageNote(annotation))
  const lists = highlights.map((annotation) => selectorsFor(annotation, resolutions, version))
  const report: CarryReport = { exact: [], moved: [], uncertain: [], orphan: [] }
  for (const [at, { state }] of anchorAll(prepare(text), lists).entries()) report[state].push(highlights[at]?.id ?? '')
  return report
}
