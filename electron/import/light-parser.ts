import { Parser } from 'htmlparser2'
import { limitNesting } from './limit-nesting.ts'
import { LightDocument } from './light-document.ts'
import { LightElement, type LightNode, type LightParent, LightText, type OwnerDocument } from './light-dom.ts'

/** Elements that are never shown and never asked for; structured data in scripts is. */
const LEFT_OUT = new Set(['script', 'style', 'svg', 'template'])
const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '))
/** Deeper than any page means, and a parser's time goes up with every level. */
const MAX_NESTING = 2000

/**
 * Parses HTML as htmlparser2 reads it (what is left open is closed; `head` and `body` are where they are written).
 * Scripts but JSON-LD, styles, SVG, templates, and comments inside the page are left out.
 */
export function parseLight(html: string): Document {
  const document = new LightDocument(HTML)
  if (!parseInto(document, html)) {
    document.replaceChildren()
    parseInto(document, limitNesting(html))
  }
  // The part of `Document` that the importer uses; `light-dom.ts` says which.
  return document as unknown as Document
}

const HTML = { write, parseInto }

/** @returns false where elements are nested so deep that nothing should be tried with them */
function parseInto(root: LightDocument | LightElement, html: string): boolean {
  const document = root instanceof LightElement ? root.ownerDocument : root
  let parent: LightParent = root
  let depth = 0
  let leftOut = 0
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        depth += 1
        if (depth > MAX_NESTING) parser.pause()
        if (leftOut > 0 || (LEFT_OUT.has(name) && !isData(name, attributes))) leftOut += 1
        else parent = append(parent, new LightElement(document, name, attributes))
      },
      onclosetag() {
        depth -= 1
        if (leftOut > 0) leftOut -= 1
        else parent = parent.parentNode ?? root
      },
      ontext(text) {
        const isBetween = parent instanceof LightDocument && text.trim() === ''
        if (leftOut === 0 && !isBetween) addText(document, parent, text)
      },
      oncomment(data) {
        const isOnTop = parent === root || parent.parentNode === root
        if (leftOut === 0 && isOnTop && root instanceof LightDocument) append(parent, new LightText(document, data, 8))
      },
    },
    { decodeEntities: true },
  )
  parser.write(html)
  if (depth > MAX_NESTING) return false
  parser.end()
  return true
}

function isData(name: string, attributes: Record<string, string>): boolean {
  return name === 'script' && /^\s*application\/ld\+json\b/i.test(attributes['type'] ?? '')
}

function append<N extends LightNode>(parent: LightParent, node: N): N {
  return parent.insertBefore(node, null)
}

/** The parser gives text in pieces, one for each character reference. */
function addText(document: OwnerDocument, parent: LightParent, text: string): void {
  const { lastChild } = parent
  if (lastChild instanceof LightText && lastChild.nodeType === 3) lastChild.data += text
  else append(parent, new LightText(document, text))
}

function escapeText(text: string): string {
  return /[&<>\u00a0]/.test(text)
    ? text
        .replace(/&/g, '&amp;')
        .replace(/</g, '&lt;')
        .replace(/>/g, '&gt;')
        .replace(/\u00a0/g, '&nbsp;')
    : text
}

function tagOf({ localName, attribs }: LightElement): string {
  let tag = `<${localName}`
  for (const [name, value] of Object.entries(attribs)) tag += ` ${name}="${escapeText(value).replace(/"/g, '&quot;')}"`
  return `${tag}>`
}

/** Serialises without calling itself: pages nest deeper than a stack. */
function write(element: LightElement, whole: boolean): string {
  let html = whole ? tagOf(element) : ''
  let node: LightNode | null = element.firstChild
  let parent: LightElement = element
  for (;;) {
    if (node === null) {
      if (parent === element) break
      html += `</${parent.localName}>`
      node = parent.nextSibling
      // What is below `element` has an element for a parent.
      parent = parent.parentElement ?? element
    } else if (node instanceof LightElement) {
      html += tagOf(node)
      if (VOID.has(node.localName)) node = node.nextSibling
      else {
        parent = node
        node = node.firstChild
      }
    } else {
      if (node.nodeType === 3) html += escapeText(node.data)
      node = node.nextSibling
    }
  }
  return whole && !VOID.has(element.localName) ? `${html}</${element.localName}>` : html
}
