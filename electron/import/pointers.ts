import { READ_ALSO } from './european-rules.ts'
import { moveInto } from './page-elements.ts'
import { collapseSpaces, countWords } from './wording.ts'

const POINTER = `(?:baca|simak|lihat|tonton)(?:\\s+(?:juga|pula|berita|artikel))?\\s*[:：]|(?:read also|also read|read more|see also|related|${READ_ALSO})\\s*[:：]`
const STARTS_POINTER = new RegExp(`^[\\s([]*(?:${POINTER})`, 'iu')
const ENDS_IN_POINTER = new RegExp(`(?:^|[.!?…]["”’)]*\\s*|[([]\\s*)(?:${POINTER})\\s*$`, 'iu')
const MAX_POINTER_WORDS = 30

/**
 * Takes pointers to other articles ("Baca juga: ...") out of a paragraph they were glued into. Answers them as
 * paragraphs of their own; what stays is the article's.
 */
export function cutPointers(paragraph: Element): Element[] {
  const cut: Element[] = []
  for (const node of [...paragraph.childNodes]) {
    if (node.parentNode !== paragraph || !isGlued(paragraph, node)) continue
    const nodes = pointerNodes(node)
    if (nodes === null) continue
    const own = paragraph.ownerDocument.createElement('p')
    moveInto(own, nodes)
    cut.push(own)
  }
  return cut
}

/** There is text before it, and it starts (an element) or ends (bare text) with the words of a pointer. */
function isGlued(paragraph: Element, node: Node): boolean {
  const text = node.textContent ?? ''
  if (node.nodeType === 3)
    return (
      ENDS_IN_POINTER.test(text) &&
      collapseSpaces(text.replace(ENDS_IN_POINTER, '')) + textBefore(paragraph, node) !== ''
    )
  return node.nodeType === 1 && STARTS_POINTER.test(text) && textBefore(paragraph, node) !== ''
}

function textBefore(paragraph: Element, node: Node): string {
  let text = ''
  for (const child of paragraph.childNodes) {
    if (child === node) break
    text += child.textContent ?? ''
  }
  return collapseSpaces(text)
}

function pointerNodes(start: Node): Node[] | null {
  const nodes = start.nodeType === 3 ? splitAtPointer(start) : [start]
  const [first] = nodes
  if (first === undefined) return null
  const saysMore = countWords((first.textContent ?? '').replace(STARTS_POINTER, '')) >= 3
  let next = first.nextSibling
  while (
    !saysMore &&
    next !== null &&
    (next.nodeType === 3 ? collapseSpaces(next.nodeValue ?? '') === '' : next.nodeName.toLowerCase() === 'br')
  )
    next = next.nextSibling
  if (!saysMore) {
    if (next === null || next.nodeType !== 1 || countWords(next.textContent ?? '') > MAX_POINTER_WORDS) return null
    nodes.push(next)
    takeBracket(next)
  }
  return nodes
}

/** Divides "... sentence. Baca juga: " before the pointer's words. */
function splitAtPointer(node: Node): Node[] {
  const text = node.nodeValue ?? ''
  const match = ENDS_IN_POINTER.exec(text)
  if (match === null) return []
  const skipped = /^[.!?…]["”’)]*/.exec(match[0])?.[0].length ?? 0
  const cut = match.index + skipped
  const pointer = node.ownerDocument?.createTextNode(text.slice(cut))
  if (pointer === undefined) return []
  node.nodeValue = text.slice(0, cut)
  node.parentNode?.insertBefore(pointer, node.nextSibling)
  return [pointer]
}

/** The bracket that closes "(Baca: link)" goes with it. */
function takeBracket(link: Node): void {
  const after = link.nextSibling
  if (after?.nodeType === 3) after.nodeValue = (after.nodeValue ?? '').replace(/^\s*[)\]]/, '')
}
