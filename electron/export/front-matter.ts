import { stringify } from 'yaml'
import type { ArticleSummary } from '#shared/article.ts'
import type { PlacedAnnotations } from './exported-article.ts'
import { wellFormed } from './markdown.ts'

const YAML = { lineWidth: 0, blockQuote: false, compat: 'yaml-1.1' } as const

interface FrontMatterFacts {
  summary: ArticleSummary
  placed: PlacedAnnotations
  exported: string
  status: string
  tags: readonly string[]
  citationKey: string | null
}

/** The facts of an article as YAML between its fences. Reads alike under YAML 1.1 and 1.2. */
export function frontMatter({ summary, placed, exported, status, tags, citationKey }: FrontMatterFacts): string {
  const facts = {
    simak_id: summary.id,
    title: wellFormed(summary.title),
    author: summary.byline.map(wellFormed),
    ...present({ site: summary.site, url: summary.url, published: summary.published }),
    saved: summary.saved,
    exported,
    ...present({ language: summary.language, citation_key: citationKey }),
    tags: [...tags],
    status,
    highlights: placed.found.length + placed.lost.length,
  }
  return `---\n${yamlOf(facts)}---`
}

type Fact = string | number | readonly string[]

/** What the library writes. Most values need no look, and the library is slow: it is asked for the others only. */
export function yamlOf(facts: Readonly<Record<string, Fact>>): string {
  return Object.entries(facts)
    .map(([key, value]) => plainFact(key, value) ?? stringify({ [key]: value }, YAML))
    .join('')
}

function plainFact(key: string, value: Fact): string | null {
  if (typeof value === 'number') return `${key}: ${value}\n`
  if (typeof value !== 'string') {
    const lines = value.map((one) => plainScalar(one))
    if (lines.includes(null)) return null
    return lines.length === 0 ? `${key}: []\n` : `${key}:\n${lines.map((line) => `  - ${line}\n`).join('')}`
  }
  const line = plainScalar(value)
  return line === null ? null : `${key}: ${line}\n`
}

/** Words and addresses that YAML 1.1 and 1.2 read as the text they are. */
const PLAIN = /^(?:\p{L}[\p{L}\p{N} ,.\u2013\u2014\u2018\u2019\u201c\u201d-]*[\p{L}\p{N}]|https?:\/\/[\w./~%?=&+-]+)$/u
/** Read as null, as a truth, or as a number (`e1`, `_1`) by some version. */
const SPECIAL = /^(?:null|true|false|yes|no|on|off|nan|inf|[a-z]?[\de._+-]*)$/i
/** Ids of articles, which may begin with a digit: with another letter than `e` they are no number. */
const ID = /^(?=.*[a-df-z])[a-z2-7]{26}$/
const TIME = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d\.\d{3}Z)?$/

function plainScalar(value: string): string | null {
  if (TIME.test(value)) return `"${value}"`
  if (ID.test(value)) return value
  return PLAIN.test(value) && !SPECIAL.test(value) ? value : null
}

function present(facts: Record<string, string | null>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([key, value]) => (value === null ? [] : [[key, wellFormed(value)]])),
  )
}
