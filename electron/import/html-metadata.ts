import { findDate } from './dates.ts'
import { type Found, type FoundFacts, firstFound, found } from './found-facts.ts'
import { pageTitle } from './html-title.ts'
import { linkedData } from './linked-data.ts'
import { collapseSpaces, comparisonKey, countWords } from './wording.ts'

const ROLE =
  /^(?:by|oleh|penulis|pewarta|reporter|wartawan|editor|author|written by|laporan|posted by|ditulis oleh|von|par|por|door|przez|autor(?:in|a|e)?|auteur|text|texte|écrit par|scritto da|a cura di|escrito por|geschreven door)\s*[:：]?\s+/i
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
export function pageFacts(document: Document): FoundFacts {
  const data = linkedData(document)
  const meta = metaContents(document)
  const site = firstFound(
    found(data.site, 'json-ld'),
    found(first(meta, ['og:site_name', 'application-name', 'twitter:app:name:iphone', 'dc.publisher']), 'meta'),
  )
  return {
    title: pageTitle(document, {
      headline: data.headline,
      shared: first(meta, ['og:title', 'twitter:title', 'dc.title']),
      site: site?.value ?? null,
    }),
    subtitle: firstFound(found(data.subtitle, 'json-ld'), found(markedText(document, SUBTITLES), 'microdata')),
    byline: bylineOf(document, data.authors, meta, site?.value ?? null),
    editors: found(cleanNames(data.editors, site?.value ?? null), 'json-ld'),
    site,
    url: addressOf(document, meta, data.url),
    published: dateOf(document, data.published, meta, PUBLISHED),
    modified: dateOf(document, data.modified, meta, MODIFIED),
    image: firstFound(
      found(data.image, 'json-ld'),
      found(webAddress(first(meta, ['og:image', 'og:image:url', 'twitter:image', 'twitter:image:src'])), 'meta'),
    ),
    language: firstFound(
      found(document.documentElement.getAttribute('lang') ?? document.documentElement.getAttribute('xml:lang'), 'meta'),
      found(first(meta, ['content-language', 'og:locale']) ?? data.language, 'meta'),
    ),
  }
}

const SUBTITLES =
  '[itemprop="alternativeHeadline"], [itemprop="alternateName"], h1 + h2.subtitle, h2.subtitle, p.subtitle, .article-subtitle, .standfirst'
const MAX_SUBTITLE_WORDS = 60

/** The text of the only element that is one; two of them are a list of something else. */
function markedText(document: Document, selector: string): string | null {
  const [only, ...others] = document.querySelectorAll(selector)
  const text = collapseSpaces(only?.textContent ?? '')
  return others.length === 0 && text !== '' && countWords(text) <= MAX_SUBTITLE_WORDS ? text : null
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

interface DateNames {
  meta: readonly string[]
  elements: string
}

const PUBLISHED: DateNames = {
  meta: PUBLISHED_NAMES,
  elements: '[itemprop="datePublished"], time[pubdate], article time[datetime], time[datetime]',
}
const MODIFIED: DateNames = {
  meta: [
    'article:modified_time',
    'og:updated_time',
    'dateModified',
    'lastmod',
    'last-modified',
    'dcterms.modified',
    'dc.date.modified',
  ],
  elements: '[itemprop="dateModified"]',
}

function dateOf(document: Document, stated: string | null, meta: Meta, names: DateNames): Found<string> | null {
  const date = (text: string | null): string | null => (text === null ? null : findDate(text, { dayFirst: null }))
  const marked = [...document.querySelectorAll(names.elements)]
    .map((time) => date(time.getAttribute('datetime') ?? time.getAttribute('content') ?? time.textContent))
    .find((found) => found !== null)
  const candidates = [
    found(date(stated), 'json-ld'),
    found(
      names.meta.map((name) => date(meta.get(name.toLowerCase()) ?? null)).find((value) => value !== null),
      'meta',
    ),
    found(marked, 'microdata', 0.75),
  ].filter((candidate) => candidate !== null)
  const [best, second] = candidates
  if (best === undefined) return null
  // Two that say the same day leave little doubt.
  return second?.value.slice(0, 10) === best.value.slice(0, 10) ? { ...best, confidence: 0.98 } : best
}

function addressOf(document: Document, meta: Meta, stated: string | null): Found<string> | null {
  const canonical = document.querySelector('link[rel="canonical"]')?.getAttribute('href') ?? null
  return firstFound(
    found(webAddress(canonical), 'meta', 0.95),
    found(webAddress(first(meta, ['og:url', 'twitter:url'])), 'meta'),
    found(webAddress(savedFrom(document)), 'meta'),
    found(webAddress(document.querySelector('base[href]')?.getAttribute('href') ?? null), 'meta', 0.6),
    found(webAddress(stated), 'json-ld'),
  )
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

const LINKS_TO_AUTHORS = 'a[rel~="author"], [rel="author"]'

function bylineOf(
  document: Document,
  authors: readonly string[],
  meta: Meta,
  site: string | null,
): Found<string[]> | null {
  const namesOf = (selector: string): string[] =>
    cleanNames(
      [...document.querySelectorAll(selector)].map((element) => element.getAttribute('content') ?? element.textContent),
      site,
    )
  const named = ['author', 'article:author', 'dc.creator', 'parsely-author', 'sailthru.author', 'byl'].flatMap(
    (name) => meta.get(name) ?? [],
  )
  return firstFound(
    found(cleanNames(authors, site), 'json-ld'),
    found(cleanNames(named, site), 'meta'),
    found(namesOf('[itemprop="author"] [itemprop="name"]'), 'microdata'),
    found(namesOf('[itemprop="author"]'), 'microdata', 0.8),
    found(namesOf(LINKS_TO_AUTHORS), 'microdata', 0.7),
  )
}

/** Person names of a byline as printed: roles, addresses and the outlet's own name taken off. */
export function cleanNames(texts: readonly string[], site: string | null): string[] {
  const names = texts
    .flatMap((text) =>
      collapseSpaces(text)
        .replace(ROLE, '')
        .split(/\s*(?:,|;|\||\s(?:and|dan|&|und|et|y|och|og|oraz|και)\s)\s*/i),
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
