/**
 * A small DOM for pages on their way to an article: the part of the standard that Readability and the importer use, and
 * nothing that would cost time. linkedom keeps a map in a weak map for every node and attribute, which is 40% of the time
 * that Readability takes on it. Lists are arrays made when asked for, and do not change with the tree.
 */
import { attribute, type LightAttribute, type LightStyle, NO_STYLE, styleOf, upperCase } from './light-attributes.ts'
import { matcherOf } from './light-selectors.ts'

/** Reading and writing HTML; given by the parser, which makes the documents. */
export interface HtmlOfDocument {
  write(element: LightElement, whole: boolean): string
  parseInto(parent: LightElement, html: string): void
}

/** What nodes need of their document. */
export interface OwnerDocument {
  readonly html: HtmlOfDocument
  createTextNode(data: string): LightText
}

export type LightNode = LightElement | LightText

/** A text (3) or a comment (8); of those only the ones are kept that say where a page was saved from. */
export class LightText {
  readonly nodeType: 3 | 8
  readonly ownerDocument: OwnerDocument
  parentNode: LightParent | null = null
  previousSibling: LightNode | null = null
  nextSibling: LightNode | null = null
  data: string

  constructor(ownerDocument: OwnerDocument, data: string, nodeType: 3 | 8 = 3) {
    this.ownerDocument = ownerDocument
    this.data = data
    this.nodeType = nodeType
  }

  get nodeName(): string {
    return this.nodeType === 3 ? '#text' : '#comment'
  }

  get firstChild(): null {
    return null
  }

  get childNodes(): readonly LightNode[] {
    return []
  }

  get nodeValue(): string {
    return this.data
  }

  set nodeValue(data: string) {
    this.data = data
  }

  get textContent(): string {
    return this.data
  }

  set textContent(data: string) {
    this.data = data
  }

  get parentElement(): LightElement | null {
    return this.parentNode instanceof LightElement ? this.parentNode : null
  }

  remove(): void {
    detach(this)
  }

  cloneNode(): LightText {
    return new LightText(this.ownerDocument, this.data, this.nodeType)
  }
}

export abstract class LightParent {
  parentNode: LightParent | null = null
  previousSibling: LightNode | null = null
  nextSibling: LightNode | null = null
  firstChild: LightNode | null = null
  lastChild: LightNode | null = null

  get childNodes(): LightNode[] {
    const nodes: LightNode[] = []
    for (let node = this.firstChild; node !== null; node = node.nextSibling) nodes.push(node)
    return nodes
  }

  get children(): LightElement[] {
    const elements: LightElement[] = []
    for (let node = this.firstChild; node !== null; node = node.nextSibling)
      if (node.nodeType === 1) elements.push(node)
    return elements
  }

  get firstElementChild(): LightElement | null {
    for (let node = this.firstChild; node !== null; node = node.nextSibling) if (node.nodeType === 1) return node
    return null
  }

  get textContent(): string {
    let text = ''
    for (let node = first(this); node !== null; node = following(node, this)) if (node.nodeType === 3) text += node.data
    return text
  }

  set textContent(text: string) {
    this.replaceChildren(...(text === '' ? [] : [text]))
  }

  protected abstract get document(): OwnerDocument

  appendChild<N extends LightNode>(node: N): N {
    return this.insertBefore(node, null)
  }

  insertBefore<N extends LightNode>(node: N, before: LightNode | null): N {
    if (node === before) return node
    if (node.parentNode !== null) detach(node)
    node.parentNode = this
    const previous = before === null ? this.lastChild : before.previousSibling
    node.previousSibling = previous
    node.nextSibling = before
    if (previous === null) this.firstChild = node
    else previous.nextSibling = node
    if (before === null) this.lastChild = node
    else before.previousSibling = node
    return node
  }

  removeChild<N extends LightNode>(node: N): N {
    detach(node)
    return node
  }

  replaceChild<N extends LightNode>(node: LightNode, old: N): N {
    if (node === old) return old
    const after = old.nextSibling === node ? node.nextSibling : old.nextSibling
    detach(old)
    this.insertBefore(node, after)
    return old
  }

  append(...nodes: (LightNode | string)[]): void {
    for (const node of nodes) this.insertBefore(asNode(this.document, node), null)
  }

  prepend(...nodes: (LightNode | string)[]): void {
    const before = this.firstChild
    for (const node of nodes) this.insertBefore(asNode(this.document, node), before)
  }

  replaceChildren(...nodes: (LightNode | string)[]): void {
    while (this.firstChild !== null) detach(this.firstChild)
    this.append(...nodes)
  }

  getElementsByTagName(name: string): LightElement[] {
    const wanted = name.toLowerCase()
    const found: LightElement[] = []
    for (let node = first(this); node !== null; node = following(node, this))
      if (node.nodeType === 1 && (node.localName === wanted || wanted === '*')) found.push(node)
    return found
  }

  querySelectorAll(selector: string): LightElement[] {
    const matches = matcherOf(selector)
    const found: LightElement[] = []
    for (let node = first(this); node !== null; node = following(node, this))
      if (node.nodeType === 1 && matches(node)) found.push(node)
    return found
  }

  querySelector(selector: string): LightElement | null {
    const matches = matcherOf(selector)
    for (let node = first(this); node !== null; node = following(node, this))
      if (node.nodeType === 1 && matches(node)) return node
    return null
  }
}

/** Readability writes to these; they are here so that all elements have one shape. */
interface Scores {
  readability: unknown
  _readabilityDataTable: unknown
}

export class LightElement extends LightParent implements Scores {
  readonly nodeType = 1
  readonly ownerDocument: OwnerDocument
  readonly localName: string
  readonly tagName: string
  /** In their order; names in lower case. */
  attribs: Record<string, string>
  readability: unknown = undefined
  _readabilityDataTable: unknown = undefined

  constructor(ownerDocument: OwnerDocument, localName: string, attribs: Record<string, string> = {}) {
    super()
    this.ownerDocument = ownerDocument
    this.localName = localName
    this.tagName = upperCase(localName)
    this.attribs = attribs
  }

  get nodeName(): string {
    return this.tagName
  }

  get nodeValue(): null {
    return null
  }

  get parentElement(): LightElement | null {
    return this.parentNode instanceof LightElement ? this.parentNode : null
  }

  get nextElementSibling(): LightElement | null {
    for (let node = this.nextSibling; node !== null; node = node.nextSibling) if (node.nodeType === 1) return node
    return null
  }

  get previousElementSibling(): LightElement | null {
    for (let node = this.previousSibling; node !== null; node = node.previousSibling)
      if (node.nodeType === 1) return node
    return null
  }

  get attributes(): LightAttribute[] {
    return Object.entries(this.attribs).map(([name, value]) => attribute(name, value))
  }

  getAttribute(name: string): string | null {
    return Object.hasOwn(this.attribs, name) ? (this.attribs[name] ?? null) : null
  }

  getAttributeNames(): string[] {
    return Object.keys(this.attribs)
  }

  hasAttribute(name: string): boolean {
    return Object.hasOwn(this.attribs, name)
  }

  setAttribute(name: string, value: string): void {
    this.attribs[name] = value
  }

  setAttributeNode({ name, value }: LightAttribute): void {
    this.attribs[name] = value
  }

  removeAttribute(name: string): void {
    delete this.attribs[name]
  }

  get id(): string {
    return this.getAttribute('id') ?? ''
  }

  set id(id: string) {
    this.attribs['id'] = id
  }

  get className(): string {
    return this.getAttribute('class') ?? ''
  }

  set className(name: string) {
    this.attribs['class'] = name
  }

  get src(): string {
    return this.getAttribute('src') ?? ''
  }

  get srcset(): string {
    return this.getAttribute('srcset') ?? ''
  }

  get style(): LightStyle {
    const style = this.getAttribute('style')
    return style === null ? NO_STYLE : styleOf(style)
  }

  get innerHTML(): string {
    return this.ownerDocument.html.write(this, false)
  }

  set innerHTML(html: string) {
    this.replaceChildren()
    this.ownerDocument.html.parseInto(this, html)
  }

  get outerHTML(): string {
    return this.ownerDocument.html.write(this, true)
  }

  remove(): void {
    detach(this)
  }

  replaceWith(...nodes: (LightNode | string)[]): void {
    const { parentNode, nextSibling } = this
    if (parentNode === null) return
    const after = nextSibling !== null && nodes.includes(nextSibling) ? nextSibling.nextSibling : nextSibling
    detach(this)
    for (const node of nodes) parentNode.insertBefore(asNode(this.ownerDocument, node), after)
  }

  contains(node: LightNode | null): boolean {
    for (let at: LightParent | LightNode | null = node; at !== null; at = at.parentNode) if (at === this) return true
    return false
  }

  closest(selector: string): LightElement | null {
    const matches = matcherOf(selector)
    if (matches(this)) return this
    for (let at = this.parentElement; at !== null; at = at.parentElement) if (matches(at)) return at
    return null
  }

  matches(selector: string): boolean {
    return matcherOf(selector)(this)
  }

  cloneNode(deep = false): LightElement {
    const copy = new LightElement(this.ownerDocument, this.localName, { ...this.attribs })
    if (deep)
      for (let node = this.firstChild; node !== null; node = node.nextSibling) copy.appendChild(node.cloneNode(true))
    return copy
  }

  protected override get document(): OwnerDocument {
    return this.ownerDocument
  }
}

function asNode(document: OwnerDocument, node: LightNode | string): LightNode {
  return typeof node === 'string' ? document.createTextNode(node) : node
}

function detach(node: LightNode): void {
  const { parentNode, previousSibling, nextSibling } = node
  if (parentNode === null) return
  if (previousSibling === null) parentNode.firstChild = nextSibling
  else previousSibling.nextSibling = nextSibling
  if (nextSibling === null) parentNode.lastChild = previousSibling
  else nextSibling.previousSibling = previousSibling
  node.parentNode = null
  node.previousSibling = null
  node.nextSibling = null
}

function first(parent: LightParent): LightNode | null {
  return parent.firstChild
}

/** The next node in document order below `root`; null at its end. */
function following(node: LightNode, root: LightParent): LightNode | null {
  if (node.firstChild !== null) return node.firstChild
  let at: LightNode | LightParent = node
  while (at.nextSibling === null) {
    const { parentNode }: { parentNode: LightParent | null } = at
    if (parentNode === null || parentNode === root) return null
    at = parentNode
  }
  return at.nextSibling
}
