import type { Annotation, Selector } from './annotation.ts'
import type { ContentHash } from './article.ts'

/**
 * The reader's word on where a passage stands in one version of its article. A record of its own: the selectors of the
 * annotation stay as they were made.
 */
export interface Resolution {
  /** Id of the annotation. */
  annotation: string
  version: ContentHash
  /** ISO 8601 in UTC. */
  resolved: string
  /** Describes the passage in that version. */
  selector: Selector[]
}

/** What to look for in a version: the reader's word on that version, else the latest word, else what was made at first. */
export function selectorsFor(
  annotation: Annotation,
  resolutions: readonly Resolution[],
  version: ContentHash,
): readonly Selector[] {
  return wordOn(annotation, resolutions, version).selector
}

/** The same with the version that the selectors were made in. */
export function wordOn(
  annotation: Annotation,
  resolutions: readonly Resolution[],
  version: ContentHash,
): { selector: readonly Selector[]; version: ContentHash } {
  const own = resolutions.filter((resolution) => resolution.annotation === annotation.id)
  const here = own.find((resolution) => resolution.version === version)
  const latest = own.reduce<Resolution | undefined>(
    (a, b) => (a !== undefined && a.resolved > b.resolved ? a : b),
    undefined,
  )
  return here ?? latest ?? annotation.target
}
