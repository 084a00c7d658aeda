import { DOMParser } from 'linkedom'
import { percentDecoded } from '#shared/percent-decoding.ts'
import { findDate } from './dates.ts'
import { type FoundFacts, found, NO_FACTS } from './found-facts.ts'
import { collapseSpaces } from './wording.ts'

/** What the package document of an EPUB (2 or 3) says; paths are those of the archive. */
export interface EpubPackage {
  facts: FoundFacts
  /** Documents in reading order, each once. */
  spine: string[]
  /** Media types by path. */
  types: ReadonlyMap<string, string>
  /** The navigation document (EPUB 3), else the NCX (EPUB 2). */
  contents: { path: string; kind: 'nav' | 'ncx' } | null
}

/** `href` of a file in the archive as a path of the archive; null where it leads out of it or elsewhere. */
export function resolvePath(base: string, href: string): string | null {
  const whole = `epub:///${base.split('/').map(encodeURIComponent).join('/')}`
  if (/^[a-z][a-z0-9+.-]*:/i.test(href) || !URL.canParse(href, whole)) return null
  return percentDecoded(new URL(href, whole).pathname)?.replace(/^\/+/, '') ?? null
}

/** Path of the package document by META-INF/container.xml; null where it names none. */
export function packagePath(container: string): string | null {
  const root = elementsOf(parseXml(container), 'rootfile').find((file) => file.getAttribute('full-path') !== null)
  return root?.getAttribute('full-path') ?? null
}

/** Null for a document without a spine. */
export function readPackage(xml: string, path: string): EpubPackage | null {
  const document = parseXml(xml)
  const items = new Map(
    elementsOf(document, 'item').flatMap((item) => {
      const resolved = resolvePath(path, item.getAttribute('href') ?? '')
      return resolved === null ? [] : [[item.getAttribute('id') ?? '', { item, path: resolved }] as const]
    }),
  )
  const spine = elementsOf(document, 'itemref').flatMap((ref) => items.get(ref.getAttribute('idref') ?? '')?.path ?? [])
  if (spine.length === 0) return null
  const typeOf = (item: Element): string => item.getAttribute('media-type') ?? ''
  const nav = [...items.values()].find(({ item }) => /(?:^|\s)nav(?:\s|$)/.test(item.getAttribute('properties') ?? ''))
  const ncx = [...items.values()].find(({ item }) => typeOf(item) === 'application/x-dtbncx+xml')
  return {
    facts: factsOf(document),
    spine: [...new Set(spine)],
    types: new Map([...items.values()].map((entry) => [entry.path, typeOf(entry.item)])),
    contents:
      nav !== undefined ? { path: nav.path, kind: 'nav' } : ncx !== undefined ? { path: ncx.path, kind: 'ncx' } : null,
  }
}

export function parseXml(xml: string): Document {
  return new DOMParser().parseFromString(xml.replace(/^\ufeff/, ''), 'text/xml') as unknown as Document
}

/** By local name, whatever the prefix. */
export function elementsOf(parent: Document | Element, name: string): Element[] {
  return [...parent.querySelectorAll('*')].filter(
    (element) => element.nodeName.toLowerCase().replace(/^.*:/, '') === name.toLowerCase(),
  )
}

function factsOf(document: Document): FoundFacts {
  const texts = (name: string): string[] =>
    elementsOf(document, name)
      .map((element) => collapseSpaces(element.textContent ?? ''))
      .filter((text) => text !== '')
  const property = (name: string): string | null =>
    collapseSpaces(
      elementsOf(document, 'meta').find((meta) => meta.getAttribute('property') === name)?.textContent ?? '',
    ) || null
  const date = (text: string | null | undefined): string | null =>
    text === null || text === undefined
      ? null
      : (findDate(text, { dayFirst: null }) ?? (/^\d{4}$/.test(text) ? `${text}-01-01` : null))
  const [title, subtitle] = texts('title')
  const source = texts('source').find((text) => /^https?:\/\//.test(text) && URL.canParse(text))
  return {
    ...NO_FACTS,
    title: found(title, 'package'),
    subtitle: found(subtitle, 'package'),
    byline: found(peopleOf(document, ['', 'aut']).slice(0, 8), 'package'),
    editors: found(peopleOf(document, ['edt']).slice(0, 8), 'package'),
    site: found(texts('publisher')[0], 'package'),
    url: found(source, 'package'),
    published: found(date(dateOf(document, ['publication', 'original-publication', '', 'creation'])), 'package'),
    modified: found(date(property('dcterms:modified') ?? dateOf(document, ['modification'])), 'package'),
    language: found(texts('language')[0], 'package'),
  }
}

/** An attribute in a namespace, such as `opf:role`, whatever the prefix; '' where there is none. */
function attributeOf(element: Element, name: string): string {
  const attribute = [...element.attributes].find((one) => one.name.toLowerCase().replace(/^.*:/, '') === name)
  return attribute?.value.trim().toLowerCase() ?? ''
}

/** Names of creators with one of these MARC roles ('' for none): EPUB 2 says them in attributes, 3 in elements of their own. */
function peopleOf(document: Document, roles: readonly string[]): string[] {
  const refined = new Map(
    elementsOf(document, 'meta')
      .filter((meta) => meta.getAttribute('property') === 'role')
      .map((meta) => [meta.getAttribute('refines') ?? '', collapseSpaces(meta.textContent ?? '').toLowerCase()]),
  )
  const isEditors = roles.includes('edt')
  return [...elementsOf(document, 'creator'), ...(isEditors ? elementsOf(document, 'contributor') : [])]
    .filter((one) => roles.includes(refined.get(`#${one.getAttribute('id') ?? ''}`) ?? attributeOf(one, 'role')))
    .map((one) => collapseSpaces(one.textContent ?? ''))
    .filter((name) => name !== '')
}

/** The first date of an event, in the order given; EPUB 3 has one date without. */
function dateOf(document: Document, events: readonly string[]): string | null {
  const dates = elementsOf(document, 'date')
  const wanted = events.flatMap((event) => dates.filter((one) => attributeOf(one, 'event') === event))
  return wanted.map((one) => collapseSpaces(one.textContent ?? '')).find((text) => text !== '') ?? null
}
