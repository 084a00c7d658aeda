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

/** What may stand in a `noscript` of the head; anything else ends the head in a browser. */
const HEAD_NOSCRIPT = new Set(['link', 'style', 'meta'])

/**
 * Parses a page with a parser that is fast but builds what is written: a page without `html`, with text outside its
 * `body`, or with several of either is brought into the shape every browser gives it.
 */
export function parsePage(source: string): Document {
  const start = source.replace(/^[\s\S]{0,1000}?<!doctype[^>]*>/i, '')
  const body = /<body[\s>]/i.test(start) || /<frameset[\s>]/i.test(start) ? start : `<body>${start}</body>`
  const document = parseLight(/<html[\s>]/i.test(body) ? body : `<html>${body}</html>`)
  const root = uniteRoots(document)
  for (const stray of strayNodes(root)) document.body.append(stray)
  for (const stray of strayNodes(document.head).toReversed()) document.body.prepend(stray)
  limitDepth(document.body)
  return document
}

/** What follows a stray `</html>` or `</body>` is part of the page all the same. */
function uniteRoots(document: Document): Element {
  const tops = [...document.childNodes].filter((node) => isElement(node) || isText(node))
  const isNamed = (node: Node, name: string): boolean => node.nodeName.toLowerCase() === name
  const html = tops.find((node) => isNamed(node, 'html'))
  const root = html !== undefined && isElement(html) ? html : document.createElement('html')
  if (tops[0] !== root) document.insertBefore(root, document.firstChild)
  for (const node of tops) {
    if (node === root) continue
    root.append(...(isNamed(node, 'html') ? node.childNodes : [node]))
    if (node.parentNode === document) document.removeChild(node)
  }
  const { head, body } = document
  for (const node of [...root.childNodes]) {
    if (node !== body && isNamed(node, 'body')) node.replaceWith(...node.childNodes)
    else if (node !== head && isNamed(node, 'head')) {
      head.append(...node.childNodes)
      root.removeChild(node)
    }
  }
  return root
}

/** What a browser would have put into the body. */
function strayNodes(parent: Element): Node[] {
  return [...parent.childNodes].filter((node) => {
    if (!isElement(node)) return isText(node)
    const name = node.nodeName.toLowerCase()
    if (name === 'noscript') return [...node.childNodes].some(isShown)
    return !HEAD_ELEMENTS.has(name)
  })
}

function isShown(node: Node): boolean {
  return isElement(node) ? !HEAD_NOSCRIPT.has(node.nodeName.toLowerCase()) : isText(node)
}

function isText(node: Node): boolean {
  return node.nodeType === 3 && (node.nodeValue ?? '').trim() !== ''
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
