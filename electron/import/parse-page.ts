import { parseLight } from './light-parser.ts'
import { isElement } from './page-elements.ts'

const HEAD_ELEMENTS = new Set([
  'meta',
  'title',
  'link',
  'script',
  'style',
  'base',
  'noscript',
  'template',
  'head',
  'body',
])

const MAX_DEPTH = 400

/**
 * Parses a page with a parser that is fast but builds what is written: a page without `html`, or with text outside
 * its `body`, is brought into the shape every browser gives it.
 */
export function parsePage(source: string): Document {
  const start = source.replace(/^[\s\S]{0,1000}?<!doctype[^>]*>/i, '')
  const body = /<body[\s>]/i.test(start) || /<frameset[\s>]/i.test(start) ? start : `<body>${start}</body>`
  const document = parseLight(/<html[\s>]/i.test(body) ? body : `<html>${body}</html>`)
  const root = document.documentElement
  for (const stray of strayNodes(root)) document.body.append(stray)
  for (const stray of strayNodes(document.head).toReversed()) document.body.prepend(stray)
  limitDepth(document.body)
  return document
}

/** What a browser would have put into the body. */
function strayNodes(parent: Element): Node[] {
  return [...parent.childNodes].filter((node) => {
    if (isElement(node)) return !HEAD_ELEMENTS.has(node.nodeName.toLowerCase())
    return node.nodeType === 3 && (node.nodeValue ?? '').trim() !== ''
  })
}

/**
 * Elements nested deeper than any page means become their text, so that the rest may walk the tree by calling itself.
 */
export function limitDepth(root: Element): void {
  let level: Element[] = [root]
  for (let depth = 0; level.length > 0 && depth < MAX_DEPTH; depth += 1)
    level = level.flatMap((element) => [...element.children])
  for (const element of level) {
    const text = element.textContent
    element.textContent = text
  }
}
