import type { ArticleMetadata, FactEvidence, FactSource, MetadataField, MoreMetadata } from '#shared/article.ts'

/** A fact with where it is from and how sure that makes it (0 to 1). */
export interface Found<T> extends FactEvidence {
  value: T
}

/** The facts of a document, each with its evidence; absent ones are null. */
export type FoundFacts = {
  [F in MetadataField]: Found<NonNullable<(ArticleMetadata & MoreMetadata)[F]>> | null
}

/** How sure a fact is by its source alone. */
const CONFIDENCE: Readonly<Record<FactSource, number>> = {
  header: 0.98,
  package: 0.95,
  'json-ld': 0.95,
  meta: 0.9,
  microdata: 0.85,
  visible: 0.8,
  text: 0.5,
  address: 0.6,
  file: 0.3,
}

/** Null for a value that says nothing. */
export function found<T>(
  value: T | null | undefined,
  source: FactSource,
  confidence = CONFIDENCE[source],
): Found<T> | null {
  const isNothing =
    value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  return isNothing ? null : { value, source, confidence }
}

/** The first that is there. */
export function firstFound<T>(...candidates: readonly (Found<T> | null)[]): Found<T> | null {
  return candidates.find((candidate) => candidate !== null) ?? null
}

/** What an article is stored with. */
export function describeFacts(facts: FoundFacts): {
  metadata: ArticleMetadata
  more: MoreMetadata
  evidence: Partial<Record<MetadataField, FactEvidence>>
} {
  const { title, byline, site, url, published, language, subtitle, modified, image, editors } = facts
  const evidence: Partial<Record<MetadataField, FactEvidence>> = {}
  for (const [field, fact] of entriesOf(facts))
    if (fact !== null) evidence[field] = { source: fact.source, confidence: Math.round(fact.confidence * 100) / 100 }
  return {
    metadata: {
      title: title?.value ?? '',
      byline: byline?.value ?? [],
      site: site?.value ?? null,
      url: url?.value ?? null,
      published: published?.value ?? null,
      language: language?.value ?? null,
    },
    more: {
      subtitle: subtitle?.value ?? null,
      modified: modified?.value ?? null,
      image: image?.value ?? null,
      editors: editors?.value ?? [],
    },
    evidence,
  }
}

function entriesOf(facts: FoundFacts): [MetadataField, FactEvidence | null][] {
  const { title, byline, site, url, published, language, subtitle, modified, image, editors } = facts
  return Object.entries({
    title,
    byline,
    site,
    url,
    published,
    language,
    subtitle,
    modified,
    image,
    editors,
  } satisfies Record<MetadataField, FactEvidence | null>) as [MetadataField, FactEvidence | null][]
}

export const NO_FACTS: FoundFacts = {
  title: null,
  byline: null,
  site: null,
  url: null,
  published: null,
  language: null,
  subtitle: null,
  modified: null,
  image: null,
  editors: null,
}
