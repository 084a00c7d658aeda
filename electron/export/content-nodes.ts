import { Parser } from 'htmlparser2'
import type { TextTreeNode } from '#shared/article-text.ts'
import { type ContentPart, plainParts } from './plain-content.ts'

/** A node of content: what reading it needs, and nothing that costs time. Elements have `attributes`. */
export interface ContentNode extends TextTreeNode<ContentNode> {
  /** Lower case; `#text` for a text. */
  readonly nodeName: string
  readonly attributes: Readonly<Record<string, string>> | null
}

const ELEMENT_NODE = 1
const TEXT_NODE = 3

class MadeNode implements ContentNode {
  readonly nodeType: number
  readonly nodeName: string
  readonly nodeValue: string | null
  readonly attributes: Readonly<Record<string, string>> | null
  firstChild: MadeNode | null = null
  nextSibling: MadeNode | null = null
  lastChild: MadeNode | null = null

  constructor(nodeName: string, nodeValue: string | null, attributes: Readonly<Record<string, string>> | null) {
    this.nodeType = attributes === null ? TEXT_NODE : ELEMENT_NODE
    this.nodeName = nodeName
    this.nodeValue = nodeValue
    this.attributes = attributes
  }

  append(node: MadeNode): void {
    if (this.lastChild === null) this.firstChild = node
    else this.lastChild.nextSibling = node
    this.lastChild = node
  }
}

/** Reads content HTML into a `body`. */
export function contentNodes(html: string): ContentNode {
  const parts = plainParts(html)
  return parts === null ? parsedNodes(html) : nodesOf(parts)
}

function nodesOf(parts: readonly ContentPart[]): ContentNode {
  const body = new MadeNode('body', null, {})
  const open = [body]
  for (const part of parts) {
    if (part.kind === 'close') {
      open.pop()
      continue
    }
    const node =
      part.kind === 'text' ? new MadeNode('#text', part.text, null) : new MadeNode(part.name, null, part.attributes)
    open.at(-1)?.append(node)
    if (part.kind === 'open' && !part.isVoid) open.push(node)
  }
  return body
}

/** The same by a parser alone. linkedom, which reads it with the same one, takes three times as long. */
export function parsedNodes(html: string): ContentNode {
  const body = new MadeNode('body', null, {})
  const open = [body]
  const parser = new Parser({
    onopentag(name, attributes) {
      const node = new MadeNode(name, null, attributes)
      open.at(-1)?.append(node)
      open.push(node)
    },
    onclosetag() {
      if (open.length > 1) open.pop()
    },
    ontext(text) {
      open.at(-1)?.append(new MadeNode('#text', text, null))
    },
  })
  parser.end(html)
  return body
}
