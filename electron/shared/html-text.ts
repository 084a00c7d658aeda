import { type ArticleText, readArticleText } from './article-text.ts'

/**
 * The article text of content, without a DOM: for the index, which reads 100,000 articles. Understands what Simak itself
 * writes as content (HTML as a sanitiser serialises it: every element closed, attributes quoted), not HTML at large.
 */
export function textOfContent(html: string): ArticleText<TextNode> {
  return readArticleText<TextNode>(parseContent(html))
}

/** The part of a DOM node that the rule of the article text reads. */
export interface TextNode {
  nodeType: number
  nodeName: string
  nodeValue: string | null
  firstChild: TextNode | null
  nextSibling: TextNode | null
}

const ELEMENT = 1
const TEXT = 3
const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '))
/** A newline right behind their start tag is not part of their text. */
const DROPS_NEWLINE = new Set(['pre', 'textarea', 'listing'])
/** Their content is text, whatever it looks like. */
const RAW = new Set(['script', 'style', 'textarea', 'title', 'noscript', 'iframe', 'xmp'])
const TAG = /<(?:!--[\s\S]*?(?:-->|$)|(\/?)([a-zA-Z][^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*')*)>|[!?][^>]*>)/g
const ENTITY =
  /&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|(amp|lt|gt|nbsp|quot|apos|shy|hellip|ndash|mdash|lsquo|rsquo|ldquo|rdquo));/gi
const NAMED: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: '\u00a0',
  quot: '"',
  apos: "'",
  shy: '\u00ad',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
}

interface Open {
  node: TextNode
  last: TextNode | null
}

function parseContent(html: string): TextNode {
  const root = element('#fragment')
  const stack: Open[] = [{ node: root, last: null }]
  let at = 0
  TAG.lastIndex = 0
  for (let found = TAG.exec(html); found !== null; found = TAG.exec(html)) {
    if (found.index > at) append(stack, textNode(html.slice(at, found.index), stack))
    at = found.index + found[0].length
    const name = found[2]?.toLowerCase()
    if (name === undefined) continue
    if (found[1] === '/') close(stack, name)
    else at = open(stack, name, html, at)
    TAG.lastIndex = at
  }
  if (at < html.length) append(stack, textNode(html.slice(at), stack))
  return root
}

/** Answers where reading goes on: behind the text of an element whose content is raw. */
function open(stack: Open[], name: string, html: string, at: number): number {
  const node = element(name)
  append(stack, node)
  if (VOID.has(name)) return at
  if (!RAW.has(name)) {
    stack.push({ node, last: null })
    return at
  }
  const end = html.toLowerCase().indexOf(`</${name}`, at)
  const stop = end === -1 ? html.length : end
  node.firstChild = {
    nodeType: TEXT,
    nodeName: '#text',
    nodeValue: html.slice(at, stop),
    firstChild: null,
    nextSibling: null,
  }
  const close = html.indexOf('>', stop)
  return close === -1 ? html.length : close + 1
}

function close(stack: Open[], name: string): void {
  for (let depth = stack.length - 1; depth > 0; depth--) {
    if (stack[depth]?.node.nodeName !== name) continue
    stack.length = depth
    return
  }
}

function append(stack: readonly Open[], node: TextNode): void {
  const parent = stack.at(-1)
  if (parent === undefined) return
  if (parent.last === null) parent.node.firstChild = node
  else parent.last.nextSibling = node
  parent.last = node
}

function element(nodeName: string): TextNode {
  return { nodeType: ELEMENT, nodeName, nodeValue: null, firstChild: null, nextSibling: null }
}

function textNode(raw: string, stack: readonly Open[]): TextNode {
  const parent = stack.at(-1)
  const isFirst = parent !== undefined && parent.last === null && DROPS_NEWLINE.has(parent.node.nodeName)
  const text = isFirst && raw.startsWith('\n') ? raw.slice(1) : raw
  return { nodeType: TEXT, nodeName: '#text', nodeValue: decode(text), firstChild: null, nextSibling: null }
}

function decode(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(
    ENTITY,
    (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
      if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
    },
  )
}
