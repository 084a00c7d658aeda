import type { Block } from './format-reader.ts'
import { CONTAINERS, holdsBlocks, isElement, LEAVES, MARK, moveInto, readableText, unwrap } from './page-elements.ts'
import { tidyInline } from './inline-tidy.ts'
import { cutPointers } from './pointers.ts'
import { collapseSpaces } from './wording.ts'

/** A block with its place in the page: the number of the page's line it begins with. */
export interface PlacedBlock extends Block {
  order: number
  /** The numbers of all the page's lines in it. */
  marks: number[]
}

/** Elements inside leaves that may hold paragraphs of their own. */
const NESTING = new Set(['li', 'dd', 'td', 'th', 'figcaption', 'blockquote'])

/** The content as a flat sequence of block elements, whatever wrappers the page put around them. */
export function flatten(root: Element): PlacedBlock[] {
  const blocks: PlacedBlock[] = []
  flattenInto(root, { blocks, order: 0 })
  return blocks
}

interface Sink {
  blocks: PlacedBlock[]
  order: number
}

function flattenInto(parent: Element, sink: Sink): void {
  let line: Node[] = []
  const flush = (): void => {
    for (const part of splitAtDoubleBreaks(line)) emit(paragraphOf(part, parent), sink)
    line = []
  }
  for (const node of [...parent.childNodes]) {
    if (!isElement(node)) {
      if (node.nodeType === 3) line.push(node)
      continue
    }
    const name = node.nodeName.toLowerCase()
    if (isLeaf(node, name)) {
      flush()
      emit(node, sink)
    } else if (LEAVES.has(name) || CONTAINERS.has(name) || holdsBlocks(node)) {
      flush()
      flattenInto(node, sink)
    } else line.push(node)
  }
  flush()
}

/** A paragraph or heading with blocks inside, as broken mark-up makes them, is a wrapper. */
function isLeaf(element: Element, name: string): boolean {
  if (!LEAVES.has(name)) return false
  return !/^(?:p|h\d)$/.test(name) || !holdsBlocks(element)
}

function splitAtDoubleBreaks(nodes: readonly Node[]): Node[][] {
  const parts: Node[][] = [[]]
  let breaks: Node[] = []
  for (const node of nodes) {
    if (node.nodeName.toLowerCase() === 'br') breaks.push(node)
    else if (breaks.length > 0 && node.nodeType === 3 && collapseSpaces(node.nodeValue ?? '') === '') continue
    else {
      if (breaks.length >= 2) parts.push([])
      else for (const br of breaks) parts.at(-1)?.push(br)
      breaks = []
      parts.at(-1)?.push(node)
    }
  }
  return parts
}

function paragraphOf(nodes: readonly Node[], parent: Element): Element {
  const paragraph = parent.ownerDocument.createElement('p')
  const mark = parent.closest(`[${MARK}]`)?.getAttribute(MARK)
  if (mark !== null && mark !== undefined) paragraph.setAttribute(MARK, mark)
  moveInto(paragraph, nodes)
  return paragraph
}

function emit(element: Element, sink: Sink): void {
  const name = element.nodeName.toLowerCase()
  const text = collapseSpaces(element.textContent ?? '')
  if (text === '' && name !== 'hr' && !holdsImage(element)) return
  if (name === 'p') splitParagraph(element, sink)
  else {
    // Tidying makes nested blocks anew, without their marks.
    const marks = marksOf(element)
    push(tidyLeaf(element, name), sink, { marks })
  }
}

/** Double breaks inside one paragraph are two paragraphs. */
function splitParagraph(element: Element, sink: Sink): void {
  const parts = splitAtDoubleBreaks([...element.childNodes])
  for (const part of parts.length === 1 ? [element] : parts.map((nodes) => paragraphOf(nodes, element))) {
    for (const figure of ownFigures(part)) push(figure, sink, { marks: [] })
    const pointers = cutPointers(part)
    push(part, sink)
    for (const pointer of pointers) push(pointer, sink, { removed: 'related' })
  }
}

/** Pictures stand by themselves; what is no higher than a few lines stays in its line. */
const INLINE_HEIGHT = 48

function ownFigures(paragraph: Element): Element[] {
  const images = [...paragraph.querySelectorAll('img')].filter((image) => {
    const height = Number(image.getAttribute('height') ?? Number.NaN)
    return !(height <= INLINE_HEIGHT) || collapseSpaces(paragraph.textContent ?? '') === ''
  })
  return images.map((image) => {
    const figure = paragraph.ownerDocument.createElement('figure')
    figure.append(image)
    return figure
  })
}

function holdsImage(element: Element): boolean {
  return element.querySelector('img') !== null
}

function push(element: Element, sink: Sink, known: { removed?: Block['removed']; marks?: number[] } = {}): void {
  const text = collapseSpaces(readableText(element))
  const tag = element.nodeName.toLowerCase()
  if (text === '' && tag !== 'hr' && !holdsImage(element)) return
  const marks = known.marks ?? marksOf(element)
  sink.order = marks[0] ?? sink.order
  // Before links without an address become plain text.
  const linkShare = linkShareOf(element, text)
  trimBreaks(element)
  tidyInline(element)
  sink.blocks.push({
    html: element.outerHTML,
    tag,
    text,
    linkShare,
    removed: known.removed ?? null,
    order: sink.order,
    marks,
  })
}

/** In document order. */
function marksOf(element: Element): number[] {
  const inside = [element, ...element.querySelectorAll(`[${MARK}]`)].filter((marked) => marked.hasAttribute(MARK))
  const around = inside.length > 0 ? inside : [element.closest(`[${MARK}]`)]
  return around.flatMap((marked) => (marked === null ? [] : [Number(marked.getAttribute(MARK))]))
}

function linkShareOf(element: Element, text: string): number {
  if (text === '') return 0
  const linked = [...element.querySelectorAll('a')].reduce(
    (sum, link) => sum + collapseSpaces(link.textContent ?? '').length,
    0,
  )
  return Math.min(1, linked / text.length)
}

function trimBreaks(element: Element): void {
  for (let first = element.firstChild; first !== null && isBreakOrSpace(first); first = element.firstChild)
    first.remove()
  for (let last = element.lastChild; last !== null && isBreakOrSpace(last); last = element.lastChild) last.remove()
}

function isBreakOrSpace(node: Node): node is ChildNode {
  return node.nodeName.toLowerCase() === 'br' || (node.nodeType === 3 && collapseSpaces(node.nodeValue ?? '') === '')
}

/** h1 to h2 (the title is the only h1), and wrappers inside lists, tables and quotes to paragraphs or nothing. */
function tidyLeaf(element: Element, name: string): Element {
  if (name === 'h1') return renamed(element, 'h2')
  if (name === 'figure') return tidyFigure(element)
  if (name === 'pre') return element
  if (name === 'blockquote') unwrapInside(element, true)
  for (const inner of [...element.querySelectorAll('*')].filter((other) => NESTING.has(other.nodeName.toLowerCase())))
    unwrapInside(inner, false)
  return element
}

function unwrapInside(element: Element, always: boolean): void {
  const [only, ...others] = [...element.children]
  if (!always && only?.nodeName.toLowerCase() === 'p' && others.length === 0) {
    takeName(element, only.getAttribute('id'))
    unwrap(only)
  }
  const wrappers = [...element.children].some(
    (child) => CONTAINERS.has(child.nodeName.toLowerCase()) && !isPartOf(element, child),
  )
  if (!wrappers && !always) return
  const sink: Sink = { blocks: [], order: 0 }
  flattenInto(element, sink)
  const inner = sink.blocks.map((block) => block.html)
  const first = sink.blocks[0]
  const isBare = inner.length === 1 && first?.tag === 'p' && !always
  if (isBare) takeName(element, /^<p[^>]*\sid="([^"]*)"/.exec(first.html)?.[1] ?? null)
  element.innerHTML = isBare ? first.html.replace(/^<p[^>]*>|<\/p>$/g, '') : inner.join('')
}

/** A paragraph that is taken away leaves its name, to which links lead, to what it stood in. */
function takeName(element: Element, name: string | null): void {
  if (name !== null && !element.hasAttribute('id')) element.setAttribute('id', name)
}

/** Table parts and list items stand where they are for a reason. */
function isPartOf(parent: Element, child: Element): boolean {
  const pair = `${parent.nodeName.toLowerCase()} ${child.nodeName.toLowerCase()}`
  return /^(?:tr t[dh]|table t\w+|t\w+ tr|dl d[dt]|[uo]l li)$/.test(pair)
}

/** A figure is its pictures and its caption; one around a table or a quotation keeps that. */
function tidyFigure(element: Element): Element {
  const holdsMore = element.querySelector('table, blockquote, pre, ul, ol, p')
  if (holdsMore !== null && element.querySelector('figcaption, img') === null) {
    const inner = element.ownerDocument.createElement('blockquote')
    moveInto(inner, element.childNodes)
    unwrapInside(inner, true)
    return inner
  }
  const images = [...element.querySelectorAll('img')]
  const [caption] = element.querySelectorAll('figcaption')
  if (caption !== undefined && (holdsMore === null || caption.contains(holdsMore))) {
    caption.remove()
    element.replaceChildren(...images.filter((image) => !caption.contains(image)), caption)
    unwrapInside(caption, false)
  } else if (caption === undefined) {
    for (const image of images) image.remove()
    const own = element.ownerDocument.createElement('figcaption')
    moveInto(own, element.childNodes)
    element.replaceChildren(...images)
    if (collapseSpaces(own.textContent ?? '') !== '') {
      element.append(own)
      unwrapInside(own, false)
    }
  }
  return element
}

function renamed(element: Element, name: string): Element {
  const other = element.ownerDocument.createElement(name)
  for (const attribute of [MARK, 'id', 'lang', 'dir']) {
    const value = element.getAttribute(attribute)
    if (value !== null) other.setAttribute(attribute, value)
  }
  moveInto(other, element.childNodes)
  return other
}
