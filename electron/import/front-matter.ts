import { parse, YAMLParseError } from 'yaml'
import { isRecord } from '#shared/is-record.ts'
import { findDate } from './dates.ts'
import { collapseSpaces } from './wording.ts'

/** What a YAML header says; absent facts are null. */
export interface HeaderFacts {
  title: string | null
  byline: string[]
  site: string | null
  url: string | null
  published: string | null
  modified: string | null
  subtitle: string | null
  language: string | null
}

const FENCED = /^---[ \t]*\r?\n([\s\S]*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/

const NO_FACTS: HeaderFacts = {
  title: null,
  byline: [],
  site: null,
  url: null,
  published: null,
  modified: null,
  subtitle: null,
  language: null,
}

/**
 * Splits YAML front matter off. What is no YAML map stays part of the text: a rule and a heading can look like it.
 */
export function readFrontMatter(source: string): { facts: HeaderFacts; body: string } {
  const match = FENCED.exec(source)
  const header = match === null ? null : parseHeader(match[1] ?? '')
  if (match === null || header === null) return { facts: NO_FACTS, body: source }
  return { facts: factsOf(header), body: source.slice(match[0].length) }
}

function parseHeader(yaml: string): Record<string, unknown> | null {
  try {
    // A header is small; the limit on aliases keeps a bomb from growing.
    const header: unknown = parse(yaml, { maxAliasCount: 20, schema: 'failsafe', logLevel: 'error' })
    return isRecord(header) ? header : null
  } catch (error) {
    if (error instanceof YAMLParseError || error instanceof ReferenceError) return null
    throw error
  }
}

function factsOf(header: Record<string, unknown>): HeaderFacts {
  const fields = new Map(Object.entries(header).map(([key, value]) => [key.toLowerCase(), value]))
  const field = (...names: string[]): string | null =>
    names.map((name) => textOf(fields.get(name))).find((text) => text !== null) ?? null
  const date = field('published', 'date', 'pubdate', 'datepublished', 'created')
  const changed = field('modified', 'updated', 'lastmod', 'datemodified', 'diperbarui')
  const url = field('url', 'source', 'canonical', 'link', 'source_url')
  return {
    title: field('title', 'judul'),
    byline: peopleOf(fields.get('authors') ?? fields.get('author') ?? fields.get('byline') ?? fields.get('penulis')),
    site: field('site', 'publisher', 'outlet', 'publication', 'website'),
    url: url !== null && /^https?:\/\//i.test(url) && URL.canParse(url) ? new URL(url).href : null,
    published: date === null ? null : findDate(date, { dayFirst: null }),
    modified: changed === null ? null : findDate(changed, { dayFirst: null }),
    subtitle: field('subtitle', 'subjudul', 'standfirst', 'dek'),
    language: field('language', 'lang', 'bahasa'),
  }
}

function textOf(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const text = collapseSpaces(value)
  return text === '' ? null : text
}

function peopleOf(value: unknown): string[] {
  const list = Array.isArray(value) ? value : [value]
  return list.flatMap((item) => textOf(isRecord(item) ? item['name'] : item) ?? [])
}
