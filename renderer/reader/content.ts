import type { ArticleId } from '#shared/article.ts'
import {
  assetNameOf,
  CONTENT_ELEMENTS,
  CONTENT_GLOBAL_ATTRIBUTES,
  CONTENT_LINK_SCHEMES,
  CONTENT_MATH_ELEMENTS,
  isContentPlace,
  MATH_NAMESPACE,
  placeOfLink,
} from '#shared/content-allow-list.ts'

/** The HTML Sanitizer API (WICG), of which TypeScript's DOM library knows nothing yet; only what is used here. */
interface SanitizerConfig {
  elements: { name: string; namespace?: string; attributes: readonly string[] }[]
  attributes: readonly string[]
  dataAttributes: boolean
  comments: boolean
}
declare global {
  interface Element {
    setHTML(html: string, options: { sanitizer: SanitizerConfig }): void
  }
}

/** Carries a link's address instead of `href`, so that nothing in Chromium ever takes it for a link to follow. */
export const ADDRESS_ATTRIBUTE = 'data-address'

/** Carries the name of a place in the article instead of `id`, which would be a name in the app's own page. */
const NAME_ATTRIBUTE = 'data-place-name'
/** On a link: the name of the place in the same article that it leads to. */
const PLACE_ATTRIBUTE = 'data-place'

/** Content longer than this (UTF-16 code units of HTML) is shown in sections that are laid out when they come near. */
const LONG_CONTENT = 100_000
/** Top-level elements in one section. */
const SECTION_BLOCKS = 40
/** How long one animation frame may insert sections, in ms; at least one goes in. */
const FRAME_BUDGET = 8

const SANITIZER: SanitizerConfig = {
  elements: [
    ...Object.entries(CONTENT_ELEMENTS).map(([name, attributes]) => ({ name, attributes })),
    ...Object.entries(CONTENT_MATH_ELEMENTS).map(([name, attributes]) => ({
      name,
      namespace: MATH_NAMESPACE,
      attributes,
    })),
  ],
  attributes: CONTENT_GLOBAL_ATTRIBUTES,
  dataAttributes: false,
  comments: false,
}

/**
 * Parses content into nodes that are safe to show: sanitised by Chromium by our allow-list, in a document that loads
 * nothing; links carry their address as data and are activated by the reader view only.
 */
export function parseContent(html: string, images: ImageWords): HTMLElement {
  const { body } = document.implementation.createHTMLDocument('')
  body.setHTML(html, { sanitizer: SANITIZER })
  for (const named of body.querySelectorAll('[id]')) nameByData(named)
  for (const link of body.querySelectorAll('a')) disarmLink(link)
  for (const image of body.querySelectorAll('img')) placeImage(image, images)
  return body
}

function nameByData(named: Element): void {
  if (isContentPlace(named.id)) named.setAttribute(NAME_ATTRIBUTE, named.id)
  named.removeAttribute('id')
}

/** Whose images they are, and what stands in place of one that is not there. */
export interface ImageWords {
  article: ArticleId
  missing(alternative: string): string
  /** What a press on that place does. */
  get: string
}

/** Says that an image is not there; the style sheet shows it, so that it is no text of the article. */
export const MISSING_ATTRIBUTE = 'data-missing'

const GET_ATTRIBUTE = 'data-get'

/** Whether an event happened in the place of an image that is not there. */
export function isAtMissing(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(`[${MISSING_ATTRIBUTE}]`) !== null
}

/** Images come from the library folder only; one that is not there leaves a quiet frame with its alternative text. */
function placeImage(image: HTMLImageElement, { article, missing, get }: ImageWords): void {
  const name = assetNameOf(image.getAttribute('src') ?? '')
  const leaveFrame = (): void => {
    const frame = document.createElement('span')
    frame.setAttribute('role', 'button')
    frame.tabIndex = 0
    frame.setAttribute('aria-label', `${missing(image.alt)}. ${get}`)
    frame.setAttribute(MISSING_ATTRIBUTE, missing(image.alt))
    frame.setAttribute(GET_ATTRIBUTE, get)
    image.replaceWith(frame)
  }
  if (name === null) {
    leaveFrame()
    return
  }
  image.setAttribute('src', `simak://asset/${article}/${name}`)
  image.decoding = 'async'
  image.draggable = false
  image.addEventListener('error', leaveFrame, { once: true })
}

/** The address where a link may lead somewhere; null for schemes that are not allowed. */
export function allowedAddress(href: string): string | null {
  if (!URL.canParse(href)) return null
  const { protocol, href: address } = new URL(href)
  return CONTENT_LINK_SCHEMES.includes(protocol) ? address : null
}

/** Takes `href` off a link; one that may lead somewhere becomes something to press, any other is plain text. */
export function disarmLink(link: HTMLAnchorElement): void {
  const href = link.getAttribute('href') ?? ''
  const address = allowedAddress(href)
  const place = placeOfLink(href)
  link.removeAttribute('href')
  if (place !== null) {
    link.setAttribute(PLACE_ATTRIBUTE, place)
    link.setAttribute('role', 'link')
    link.tabIndex = 0
  }
  if (address === null) return
  link.setAttribute(ADDRESS_ATTRIBUTE, address)
  link.setAttribute('role', 'link')
  link.tabIndex = 0
  link.title = address
}

/** The address of the link that an event happened in. */
export function addressAt(target: EventTarget | null): string | null {
  if (!(target instanceof Element)) return null
  return target.closest(`[${ADDRESS_ATTRIBUTE}]`)?.getAttribute(ADDRESS_ATTRIBUTE) ?? null
}

/** The link to another place of the same article that an event happened in. */
export function innerLinkAt(target: EventTarget | null): Element | null {
  return target instanceof Element ? target.closest(`[${PLACE_ATTRIBUTE}]`) : null
}

/** Where such a link leads; null where that place is not shown. */
export function placeOf(link: Element, content: Element): Element | null {
  return content.querySelector(`[${NAME_ATTRIBUTE}="${link.getAttribute(PLACE_ATTRIBUTE) ?? ''}"]`)
}

/** Content on its way into the page. */
export interface Insertion {
  /** Inserts at once what is still missing. */
  finish(): void
  /** Inserts nothing more. */
  cancel(): void
}

/**
 * Moves the parsed nodes into the host: short content at once; long content in sections, the first at once and the
 * rest by animation frame. Nodes keep their identity, so a text map made before stays true.
 * @param onInserted called with each section of long content that is in, and with null once everything is; possibly
 *   before this function returns
 */
export function insertContent(
  host: HTMLElement,
  content: HTMLElement,
  options: { length: number; sectionClass: string; onInserted: (section: Element | null) => void },
): Insertion {
  if (options.length <= LONG_CONTENT) {
    host.replaceChildren(...content.childNodes)
    options.onInserted(null)
    return { finish: () => undefined, cancel: () => undefined }
  }
  host.replaceChildren()
  const sections = sectionsOf(content, options.sectionClass)
  return new SectionInsertion(host, sections, options.onInserted)
}

class SectionInsertion implements Insertion {
  private readonly host: HTMLElement
  private readonly sections: HTMLElement[]
  private readonly onInserted: (section: Element | null) => void
  private next = 0
  private frame: number

  constructor(host: HTMLElement, sections: HTMLElement[], onInserted: (section: Element | null) => void) {
    this.host = host
    this.sections = sections
    this.onInserted = onInserted
    this.insert(1)
    this.frame = requestAnimationFrame(() => this.step())
  }

  finish(): void {
    if (this.next >= this.sections.length) return
    cancelAnimationFrame(this.frame)
    this.insert(this.sections.length)
  }

  cancel(): void {
    cancelAnimationFrame(this.frame)
    this.next = this.sections.length
  }

  private step(): void {
    const end = performance.now() + FRAME_BUDGET
    do this.insert(1)
    while (this.next < this.sections.length && performance.now() < end)
    if (this.next < this.sections.length) this.frame = requestAnimationFrame(() => this.step())
  }

  private insert(count: number): void {
    const sections = this.sections.slice(this.next, this.next + count)
    this.host.append(...sections)
    this.next += sections.length
    for (const section of sections) this.onInserted(section)
    if (this.next === this.sections.length) this.onInserted(null)
  }
}

/** Sections hold whole top-level elements, so that no line of text is broken by them. */
function sectionsOf(content: HTMLElement, className: string): HTMLElement[] {
  const sections: HTMLElement[] = []
  let section = document.createElement('div')
  for (const node of [...content.childNodes]) {
    if (node instanceof Element && section.childElementCount >= SECTION_BLOCKS) section = document.createElement('div')
    if (section !== sections.at(-1)) sections.push(section)
    section.className = className
    section.append(node)
  }
  return sections
}
