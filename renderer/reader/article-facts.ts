import type { ArticleDetails, ArticleSummary, CorrectableMetadata, MetadataCorrections } from '#shared/article.ts'

/** The facts in the order of the form. */
export const FACT_FIELDS = ['title', 'subtitle', 'byline', 'site', 'url', 'published', 'modified', 'language'] as const
export type FactField = (typeof FACT_FIELDS)[number]
/** What the fields of the form hold. */
export type FactTexts = Record<FactField, string>

export type FactProblem = 'titleNeeded' | 'notADate' | 'notAnAddress'

/** The facts as they are now. */
export function factsOf(summary: ArticleSummary, { more }: ArticleDetails): CorrectableMetadata {
  const { title, byline, site, url, published, language } = summary
  return { title, byline, site, url, published, language, subtitle: more.subtitle, modified: more.modified }
}

/** Names are told apart by semicolons, because many hold commas. */
export function textsOf(facts: CorrectableMetadata): FactTexts {
  const { byline, ...rest } = facts
  const texts = Object.fromEntries(Object.entries(rest).map(([field, value]) => [field, value ?? '']))
  return { ...EMPTY, ...texts, byline: byline.join('; ') }
}

const EMPTY: FactTexts = {
  title: '',
  subtitle: '',
  byline: '',
  site: '',
  url: '',
  published: '',
  modified: '',
  language: '',
}

const DATE = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2}))?$/

/** What keeps a field from being saved; null for none. */
export function problemOf(field: FactField, text: string): FactProblem | null {
  const value = text.trim()
  if (field === 'title') return value === '' ? 'titleNeeded' : null
  if (value === '') return null
  if (field === 'published' || field === 'modified')
    return DATE.test(value) && !Number.isNaN(Date.parse(value)) ? null : 'notADate'
  if (field === 'url') return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol) ? null : 'notAnAddress'
  return null
}

/**
 * What to keep of a form: fields that say something new are corrections, those that say what was found are as found
 * again.
 */
export function correctionsIn(
  texts: FactTexts,
  before: FactTexts,
  found: FactTexts | null,
): { corrections: MetadataCorrections; asFound: FactField[] } {
  const changed = FACT_FIELDS.filter((field) => texts[field].trim() !== before[field].trim())
  const asFound = changed.filter((field) => found !== null && texts[field].trim() === found[field].trim())
  const corrections: MetadataCorrections = {}
  for (const field of changed) {
    if (asFound.includes(field)) continue
    const value = texts[field].trim()
    if (field === 'title') corrections.title = value
    else if (field === 'byline') corrections.byline = namesIn(value)
    else corrections[field] = value === '' ? null : value
  }
  return { corrections, asFound }
}

function namesIn(text: string): string[] {
  return text
    .split(';')
    .map((name) => name.trim())
    .filter((name) => name !== '')
}

export function surenessOf(confidence: number): 'high' | 'middle' | 'low' {
  if (confidence >= 0.85) return 'high'
  return confidence >= 0.6 ? 'middle' : 'low'
}
