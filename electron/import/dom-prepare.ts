import { CONTENT_LINK_SCHEMES } from '#shared/content-allow-list.ts'
import { nameInnerLinks } from './inner-links.ts'
import { imageAddresses, type ImageStore, type KeptImage } from './image-store.ts'
import { CONTAINERS, LEAVES } from './page-elements.ts'
import { collapseSpaces, comparisonKey, countWords } from './wording.ts'

/** Readies extracted mark-up for the content: links absolute, pictures kept, nothing that cannot be read. */

const DROPPED =
  'script, style, noscript, template, iframe, object, embed, applet, canvas, svg, audio, video, track, map, input, button, select, textarea, link, meta, title, dialog, annotation, annotation-xml'

const BLOCKS: ReadonlySet<string> = new Set([...LEAVES, ...CONTAINERS, 'td', 'th', 'li', 'dd', 'br'])

export interface Preparation {
  baseUrl: string | null
  title: string
  images: ImageStore
}

export function prepareTree(root: Element, { baseUrl, title, images }: Preparation): void {
  tickBoxes(root)
  for (const element of root.querySelectorAll(DROPPED)) element.remove()
  const inner = nameInnerLinks(root, baseUrl)
  for (const link of root.querySelectorAll('a[href]')) if (!inner.has(link)) absolutise(link, baseUrl)
  for (const image of root.querySelectorAll('img, picture'))
    if (image.parentNode !== null) replaceImage(image, { baseUrl, title, images })
  // Those of pictures were needed until now.
  for (const source of root.querySelectorAll('source')) source.remove()
}

/** The boxes of a list of tasks stand there as signs; a form's have nothing to say. */
export function tickBoxes(root: Element): void {
  for (const box of root.querySelectorAll('li input[type="checkbox"]')) tickBox(box)
}

function tickBox(box: Element): void {
  const item = box.closest('li')
  if (box.hasAttribute('disabled') && collapseSpaces(item?.textContent ?? '') !== '')
    box.replaceWith(
      (box.hasAttribute('checked') ? '☑' : '☐') + (/^\s/.test(box.nextSibling?.nodeValue ?? '') ? '' : ' '),
    )
}

function absolutise(link: Element, baseUrl: string | null): void {
  const href = (link.getAttribute('href') ?? '').trim()
  const url = URL.canParse(href)
    ? new URL(href)
    : baseUrl !== null && URL.canParse(href, baseUrl)
      ? new URL(href, baseUrl)
      : null
  // What Markdown leaves of a refused address is an empty one, which would lead to the page itself.
  const leadsAway = href !== '' && !href.startsWith('#')
  if (url === null || !leadsAway || !CONTENT_LINK_SCHEMES.includes(url.protocol)) link.removeAttribute('href')
  else link.setAttribute('href', url.href)
}

/**
 * A picture that came with the document is kept. One that did not leaves its alternative text as an image without a
 * source, where it stands alone or has a caption; one inside a line leaves an emoji or nothing.
 */
function replaceImage(image: Element, { baseUrl, title, images }: Preparation): void {
  const isPicture = image.nodeName.toLowerCase() === 'picture'
  const source = isPicture ? (image.querySelector('img') ?? image) : image
  const alternative = collapseSpaces(source.getAttribute('alt') ?? '')
  if (/^\p{Extended_Pictographic}/u.test(alternative) && alternative.length <= 8) {
    image.replaceWith(alternative)
    return
  }
  const addresses = imageAddresses(source, isPicture ? [...image.querySelectorAll('source')] : [])
  const kept = images.keep(addresses, baseUrl)
  if (kept === null && !isDot(source)) images.want(addresses, baseUrl)
  const replacement = kept === null ? missingImage(image, alternative, title) : shownImage(image, alternative, kept)
  if (replacement === null) image.remove()
  else image.replaceWith(replacement)
}

/** A picture that is there to count readers, and says so itself. */
function isDot(image: Element): boolean {
  return ['width', 'height'].some((side) => /^\s*[012]\s*(?:px)?\s*$/.test(image.getAttribute(side) ?? ''))
}

/** Null for a dot that only counts readers. */
function shownImage(image: Element, alternative: string, { src, width, height }: KeptImage): Element | null {
  if (width !== null && height !== null && (width <= 2 || height <= 2)) return null
  const shown = image.ownerDocument.createElement('img')
  shown.setAttribute('src', src)
  shown.setAttribute('alt', alternative)
  if (width !== null && height !== null) {
    shown.setAttribute('width', String(width))
    shown.setAttribute('height', String(height))
  }
  return shown
}

function missingImage(image: Element, alternative: string, title: string): Element | null {
  const figure = image.closest('figure')
  const around = figure === null ? textBeside(image) : collapseSpaces(figure.textContent ?? '')
  const isBareFigure = figure !== null && around === ''
  const says =
    countWords(alternative) >= (isBareFigure ? 1 : 3) &&
    !isFileName(alternative, isBareFigure) &&
    !isSame(alternative, title)
  const hasCaption = figure !== null && around !== '' && figure.querySelectorAll('img').length === 1
  if (!(says && (around === '' || figure !== null)) && !hasCaption) return null
  const missing = image.ownerDocument.createElement('img')
  missing.setAttribute('alt', says ? alternative : '')
  return missing
}

/** The text on the picture's own line: up to the blocks before and after it. */
function textBeside(image: Element): string {
  let at = image
  while (at.parentElement !== null && !BLOCKS.has(at.parentElement.localName)) at = at.parentElement
  const textOn = (side: 'previousSibling' | 'nextSibling'): string => {
    let text = ''
    for (let node = at[side]; node !== null && !BLOCKS.has(node.nodeName.toLowerCase()); node = node[side])
      text += node.textContent ?? ''
    return text
  }
  return collapseSpaces(textOn('previousSibling') + (at.textContent ?? '') + textOn('nextSibling'))
}

function isFileName(text: string, mayBeOneWord: boolean): boolean {
  return (
    /\.(?:jpe?g|png|gif|webp|avif|svg)$/i.test(text) ||
    /^[\w-]*[\d_][\w-]*$/.test(text) ||
    (!mayBeOneWord && /^[\w-]+$/.test(text))
  )
}

function isSame(alternative: string, title: string): boolean {
  const a = comparisonKey(alternative)
  const b = comparisonKey(title)
  return a === '' || a === b || b.includes(a) || a.includes(b)
}
