import { findDate } from './dates.ts'
import { pageTitle } from './html-title.ts'
import { linkedData } from './linked-data.ts'
import { collapseSpaces, comparisonKey } from './wording.ts'

/** What a page says of itself. Absent facts are null. */
export interface PageFacts {
  title: string | null
  byline: string[]
  site: string | null
  url: string | null
  published: string | null
  /** As declared, not checked against the text. */
  language: string | null
}

const ROLE =
  /^(?:by|oleh|penulis|pewarta|reporter|wartawan|editor|author|written by|laporan|posted by|ditulis oleh)\s*[:：]?\s+/i
const PUBLISHED_NAMES = [
  'article:published_time',
  'og:article:published_time',
  'datePublished',
  'publishdate',
  'publish-date',
  'pubdate',
  'content_PublishedDate',
  'parsely-pub-date',
  'sailthru.date',
  'dc.date.issued',
  'dcterms.created',
  'dc.date',
  'dcterms.date',
  'date',
]

/** Reads JSON-LD first, then meta tags, then what the mark-up says, before anything changes the document. */
export function pageFacts(document: Document): PageFacts {
  const data = linkedData(document)
  const meta = metaContents(document)
  const site = data.site ?? first(meta, ['og:site_name', 'application-name', 'twitter:app:name:iphone', 'dc.publisher'])
  return {
    title: pageTitle(document, {
      headline: data.headline,
      shared: first(meta, ['og:title', 'twitter:title', 'dc.title']),
      site,
    }),
    byline: bylineOf(document, data.authors, meta, site),
    site,
    url: addressOf(document, meta) ?? data.url,
    published: publishedOf(document, data.published, meta),
    language:
      document.documentElement.getAttribute('lang') ??
      document.documentElement.getAttribute('xml:lang') ??
      first(meta, ['content-language', 'og:locale']) ??
      data.language,
  }
}

type Meta = ReadonlyMap<string, string>

function metaContents(document: Document): Meta {
  const contents = new Map<string, string>()
  for (const element of document.querySelectorAll('meta[content]')) {
    const content = collapseSpaces(element.getAttribute('content') ?? '')
    for (const attribute of ['property', 'name', 'itemprop', 'http-equiv']) {
      const name = element.getAttribute(attribute)?.toLowerCase()
      if (name !== undefined && content !== '' && !contents.has(name)) contents.set(name, content)
    }
  }
  return contents
}

function first(meta: Meta, names: readonly string[]): string | null {
  for (const name of names) {
    const content = meta.get(name.toLowerCase())
    if (content !== undefined) return content
  }
  return null
}

function publishedOf(document: Document, stated: string | null, meta: Meta): string | null {
  const times = [
    ...document.querySelectorAll('[itemprop="datePublished"], time[pubdate], article time[datetime], time[datetime]'),
  ]
  const texts = [
    stated,
    first(meta, PUBLISHED_NAMES),
    ...times.map((time) => time.getAttribute('datetime') ?? time.getAttribute('content') ?? time.textContent),
  ]
  for (const text of texts) {
    const date = text === null ? null : findDate(text, { dayFirst: null })
    if (date !== null) return date
  }
  return null
}

function addressOf(document: Document, meta: Meta): string | null {
  const canonical = document.querySelector('link[rel="canonical"]')?.getAttribute('href') ?? null
  const candidates = [
    canonical,
    first(meta, ['og:url', 'twitter:url']),
    savedFrom(document),
    document.querySelector('base[href]')?.getAttribute('href'),
  ]
  return candidates.map((candidate) => webAddress(candidate ?? null)).find((address) => address !== null) ?? null
}

/** Browsers and SingleFile note where a saved page came from in a comment at the top. */
function savedFrom(document: Document): string | null {
  const top = [...document.childNodes, ...document.documentElement.childNodes].filter((node) => node.nodeType === 8)
  for (const { nodeValue } of top) {
    const address = /(?:saved from url=\(\d+\)|^\s*url:\s*|SingleFile[\s\S]*?url:\s*)(https?:\/\/\S+)/im.exec(
      nodeValue ?? '',
    )?.[1]
    if (address !== undefined) return address
  }
  return null
}

function webAddress(text: string | null): string | null {
  if (text === null || !URL.canParse(text)) return null
  const url = new URL(text)
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null
}

function bylineOf(document: Document, authors: readonly string[], meta: Meta, site: string | null): string[] {
  const marked = [
    ...document.querySelectorAll('[itemprop="author"] [itemprop="name"], [itemprop="author"], a[rel~="author"]'),
  ].map((element) => element.textContent)
  const lists = [
    authors,
    ['author', 'article:author', 'dc.creator', 'parsely-author', 'sailthru.author'].flatMap(
      (name) => meta.get(name) ?? [],
    ),
    marked,
  ]
  for (const list of lists) {
    const names = cleanNames(list, site)
    if (names.length > 0) return names
  }
  return []
}

/** Person names of a byline as printed: roles, addresses and the outlet's own name taken off. */
export function cleanNames(texts: readonly string[], site: string | null): string[] {
  const names = texts
    .flatMap((text) =>
      collapseSpaces(text)
        .replace(ROLE, '')
        .split(/\s*(?:,|;|\||\s(?:and|dan|&)\s)\s*/i),
    )
    .map((name) => name.replace(ROLE, '').replace(/^[\s–—·•|-]+|[\s–—·•|-]+$/g, ''))
    .filter((name) => isPersonName(name) && !isOutlet(name, site))
  return [...new Set(names)].slice(0, 8)
}

function isPersonName(name: string): boolean {
  return (
    name.length >= 3 &&
    name.length <= 60 &&
    !/https?:|www\.|@|\d{2}|\.(?:com|co|id|net|org)\b/i.test(name) &&
    /\p{L}{2}/u.test(name)
  )
}

function isOutlet(name: string, site: string | null): boolean {
  if (
    /^(?:admin|administrator|redaksi|editor|tim redaksi|newsroom|staff|author|guest|anonymous)$|\b(?:cyber media|media group|news agency)\b/i.test(
      name,
    )
  )
    return true
  const key = comparisonKey(name).replace(/ /g, '')
  return site !== null && key === comparisonKey(site).replace(/ /g, '')
}
