/** Attribute that carries a line's number through the extraction. */
export const MARK = 'data-simak-line'

/** Elements that stand in the content as blocks. */
export const LEAVES = new Set([
  'p',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'pre',
  'ul',
  'ol',
  'dl',
  'table',
  'figure',
  'blockquote',
  'hr',
])
/** Elements that break a line but mean nothing of their own. */
export const CONTAINERS = new Set(
  'address article aside body caption center col colgroup dd details dialog dir div dt fieldset figcaption footer form frameset header hgroup html legend li main menu nav section summary tbody td tfoot th thead tr'.split(
    ' ',
  ),
)
/** Elements whose text nobody reads. */
export const SILENT = new Set(
  'head script style noscript template iframe object svg canvas audio video select option textarea button input map annotation annotation-xml'.split(
    ' ',
  ),
)

/** Some element inside starts a line of its own. */
export function holdsBlocks(element: Element): boolean {
  return [...element.children].some((inner) => {
    const name = inner.nodeName.toLowerCase()
    return LEAVES.has(name) || CONTAINERS.has(name) || holdsBlocks(inner)
  })
}

export function isElement(node: Node): node is Element {
  return node.nodeType === 1
}

/** The text as it is read: blocks, table cells and line breaks keep words apart. */
export function readableText(element: Element): string {
  let text = ''
  for (const node of element.childNodes) {
    if (node.nodeType === 3) text += node.nodeValue ?? ''
    else if (isElement(node)) {
      const name = node.nodeName.toLowerCase()
      const breaks = name === 'br' || LEAVES.has(name) || CONTAINERS.has(name)
      if (!SILENT.has(name)) text += breaks ? ` ${readableText(node)} ` : readableText(node)
    }
  }
  return text
}

/** Moves nodes to the end of `parent`. One by one: there may be more of them than a call takes arguments. */
export function moveInto(parent: Element, nodes: Iterable<Node>): void {
  for (const node of [...nodes]) parent.appendChild(node)
}

/** Puts an element's children in its place. */
export function unwrap(element: Element): void {
  for (const child of [...element.childNodes]) element.parentNode?.insertBefore(child, element)
  element.remove()
}
