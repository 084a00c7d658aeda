/** A web page as the text that a reader gets who selects everything and copies it. */
import { JSDOM } from 'jsdom'

/** What is never shown, or is shown as something else than its text. */
const UNSEEN =
  'script, style, noscript, template, head, svg, iframe, object, select, textarea, audio, video, [hidden], input'
const BLOCKS = new Set(
  'address article aside blockquote body br button caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main menu nav ol option p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
)

/** Lines of the page, none empty, white space collapsed; what the page's style sheets hide is among them. */
export function copiedLines(html: string): string[] {
  const { document } = new JSDOM(html).window
  for (const element of document.querySelectorAll(UNSEEN)) element.remove()
  for (const element of document.querySelectorAll('[style]')) {
    if (/display\s*:\s*none|visibility\s*:\s*hidden/i.test(element.getAttribute('style') ?? '')) element.remove()
  }
  const parts: string[] = []
  const walk = (node: Node): void => {
    if (node.nodeType === 3) parts.push((node.nodeValue ?? '').replace(/\s+/g, ' '))
    if (node.nodeType !== 1 && node !== document.body) return
    const isBlock = BLOCKS.has(node.nodeName.toLowerCase())
    if (isBlock) parts.push('\n')
    for (const child of node.childNodes) walk(child)
    if (isBlock) parts.push('\n')
  }
  walk(document.body)
  return parts
    .join('')
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
}
