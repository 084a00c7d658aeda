import { CONTENT_ELEMENTS, CONTENT_GLOBAL_ATTRIBUTES, contentAttributes } from '#shared/content-allow-list.ts'
import { CONTAINERS, isElement, LEAVES, unwrap } from './page-elements.ts'

/** Elements whose looks are all they mean. */
const INLINE_WRAPPERS = new Set([
  'font',
  'big',
  'center',
  'label',
  'nobr',
  'strike',
  'tt',
  'blink',
  'acronym',
  'data',
  'ins',
  'mark',
])
/** Elements that are worth keeping without text. */
const VOID = new Set('br hr wbr img td th tr col mspace mprescripts mrow mi mo mn mtd mtr mphantom none'.split(' '))

/**
 * Leaves only what says something inside a block: no empty elements, no wrappers without meaning, single spaces.
 * Non-breaking spaces stay where they stand alone between two words.
 */
export function tidyInline(element: Element): void {
  for (const child of [...element.childNodes]) tidyNode(child, element.nodeName.toLowerCase() === 'pre')
  if (element.nodeName.toLowerCase() !== 'pre') trimEdges(element)
  stripAttributes(element, element.nodeName.toLowerCase())
}

/** The sanitiser would take them off as well, but its time goes by what it is given. */
function stripAttributes(element: Element, name: string): void {
  const names = element.getAttributeNames()
  if (names.length === 0) return
  const own = contentAttributes(name) ?? []
  for (const attribute of names) {
    if (!own.includes(attribute) && !CONTENT_GLOBAL_ATTRIBUTES.includes(attribute)) element.removeAttribute(attribute)
  }
}

function tidyNode(node: Node, preformatted: boolean): void {
  if (node.nodeType === 3) {
    if (!preformatted)
      node.nodeValue = (node.nodeValue ?? '').replace(/[ \t\n\r\f]+/g, ' ').replace(/[ \u00a0]{2,}/g, ' ')
    return
  }
  if (!isElement(node)) {
    node.parentNode?.removeChild(node)
    return
  }
  const name = node.nodeName.toLowerCase()
  for (const child of [...node.childNodes]) tidyNode(child, preformatted || name === 'pre')
  stripAttributes(node, name)
  if (!VOID.has(name) && (node.textContent ?? '').trim() === '' && node.querySelector('img') === null)
    return replaceBySpace(node)
  if (isMeaningless(node, name)) unwrap(node)
  else if (!preformatted && (LEAVES.has(name) || CONTAINERS.has(name))) trimEdges(node)
}

/** What was empty may still have kept two words apart. */
function replaceBySpace(element: Element): void {
  const space = /\s/.test(element.textContent ?? '') ? ' ' : ''
  element.replaceWith(space)
}

function isMeaningless(element: Element, name: string): boolean {
  if (name === 'span' || (!(name in CONTENT_ELEMENTS) && INLINE_WRAPPERS.has(name)))
    return !CONTENT_GLOBAL_ATTRIBUTES.some((attribute) => element.hasAttribute(attribute))
  return name === 'a' && !element.hasAttribute('href') && !element.hasAttribute('id')
}

/** Spaces at the edges of a block are no part of its text. */
function trimEdges(element: Element): void {
  const first = element.firstChild
  if (first?.nodeType === 3) first.nodeValue = (first.nodeValue ?? '').replace(/^[ \u00a0]+/, '')
  const last = element.lastChild
  if (last?.nodeType === 3) last.nodeValue = (last.nodeValue ?? '').replace(/[ \u00a0]+$/, '')
}
