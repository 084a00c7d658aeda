import { contentPlace } from '#shared/content-allow-list.ts'
import { percentDecoded } from '#shared/percent-decoding.ts'
import { CONTAINERS, holdsBlocks, isElement, LEAVES, moveInto } from './page-elements.ts'
import { collapseSpaces } from './wording.ts'

/**
 * Links from one place of a document to another, such as footnotes and tables of contents: both ends get names of our
 * own (`to-1`, `to-2`, ... in the order of the links), every other name goes. A link whose place is not there is left to
 * be treated as any other address.
 * @param baseUrl address of the document: a link to it with a fragment stays inside
 * @returns the links that lead to a place inside
 */
export function nameInnerLinks(root: Element, baseUrl: string | null): ReadonlySet<Element> {
  const links = [...root.querySelectorAll('a[href]')].flatMap((link) => {
    const name = innerName(link.getAttribute('href') ?? '', baseUrl)
    return name === null ? [] : [{ link, name }]
  })
  const places =
    links.length === 0 ? new Map<string, Element>() : placesOf(root, new Set(links.map(({ name }) => name)))
  const numbers = new Map<Element, number>()
  const inner = new Set<Element>()
  for (const { link, name } of links) {
    const place = places.get(name)
    if (place === undefined) continue
    numbers.set(place, numbers.get(place) ?? numbers.size + 1)
    link.setAttribute('href', `#${contentPlace(numbers.get(place) ?? 0)}`)
    inner.add(link)
  }
  for (const named of root.querySelectorAll('[id]')) if (!numbers.has(named)) named.removeAttribute('id')
  for (const [place, number] of numbers) place.setAttribute('id', contentPlace(number))
  return inner
}

/** The fragment of an address inside the document; null for any other address. */
function innerName(href: string, baseUrl: string | null): string | null {
  const start = href.indexOf('#')
  if (start === -1 || start === href.length - 1) return null
  const address = href.slice(0, start).trim()
  if (address !== '' && (baseUrl === null || withoutFragment(baseUrl) !== address)) return null
  return decodedFragment(href.slice(start + 1))
}

function withoutFragment(url: string): string {
  return url.replace(/#.*$/s, '')
}

/** The name in a fragment; as it stands where it is no percent-encoding. */
export function decodedFragment(text: string): string {
  return percentDecoded(text) ?? text
}

/** The elements that bear these names, or what stands there to be read. */
function placesOf(root: Element, wanted: ReadonlySet<string>): ReadonlyMap<string, Element> {
  const named = [...root.querySelectorAll('[id], a[name]')].flatMap((element) => {
    const name = [element.getAttribute('id'), element.getAttribute('name')].find(
      (one) => one !== null && wanted.has(one),
    )
    return name === undefined || name === null ? [] : [{ name, element }]
  })
  const places = new Map<string, Element>()
  for (const { name, element } of named) {
    const place = places.has(name) ? null : placeAt(element, root)
    if (place !== null) places.set(name, place)
  }
  return places
}

/** The element itself where it will be a part of the content, else what it stands for. */
function placeAt(element: Element, root: Element): Element | null {
  const name = element.nodeName.toLowerCase()
  if (collapseSpaces(element.textContent ?? '') === '') return blockAround(element, root) ?? nextBlock(element)
  if (name === 'li' || name === 'dd' || name === 'dt' || !(CONTAINERS.has(name) || holdsBlocks(element))) return element
  return firstLeaf(element) ?? paragraphIn(element)
}

/** A mere point in the text: its paragraph. */
function blockAround(element: Element, root: Element): Element | null {
  for (let at = element.parentElement; at !== null && at !== root; at = at.parentElement) {
    const name = at.nodeName.toLowerCase()
    if (name === 'li' || (LEAVES.has(name) && !holdsBlocks(at))) return at
  }
  return null
}

/** A point between blocks means the one after it. */
function nextBlock(element: Element): Element | null {
  const next = element.nextElementSibling
  if (next === null) return null
  return LEAVES.has(next.nodeName.toLowerCase()) ? next : firstLeaf(next)
}

function firstLeaf(element: Element): Element | null {
  return [...element.querySelectorAll('*')].find((inner) => isLeaf(inner)) ?? null
}

function isLeaf(element: Element): boolean {
  const name = element.nodeName.toLowerCase()
  return LEAVES.has(name) && name !== 'hr' && collapseSpaces(element.textContent ?? '') !== ''
}

/** Text that stands in a container without an element of its own. */
function paragraphIn(element: Element): Element | null {
  if (holdsBlocks(element) || ![...element.childNodes].some((node) => isElement(node) || node.nodeType === 3))
    return null
  const paragraph = element.ownerDocument.createElement('p')
  moveInto(paragraph, element.childNodes)
  element.append(paragraph)
  return paragraph
}
