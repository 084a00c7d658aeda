import { CONTENT_LINK_SCHEMES } from '#shared/content-allow-list.ts'
import { collapseSpaces, comparisonKey, countWords } from './wording.ts'

/** Readies extracted mark-up for the content: links absolute, pictures as words, nothing that is not text. */

const DROPPED =
  'script, style, noscript, template, iframe, object, embed, applet, canvas, svg, audio, video, source, track, map, form input, input, button, select, textarea, link, meta, title, dialog'

export function prepareTree(root: Element, baseUrl: string | null, title: string): void {
  for (const element of root.querySelectorAll(DROPPED)) element.remove()
  for (const link of root.querySelectorAll('a[href]')) absolutise(link, baseUrl)
  for (const image of root.querySelectorAll('img, picture')) if (image.parentNode !== null) replaceImage(image, title)
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
 * Pictures are not kept yet. One that stands alone leaves its alternative text as a caption, where that says something
 * that is not said beside it; one inside a line leaves an emoji or nothing.
 */
function replaceImage(image: Element, title: string): void {
  const source = image.nodeName.toLowerCase() === 'picture' ? (image.querySelector('img') ?? image) : image
  const alternative = collapseSpaces(source.getAttribute('alt') ?? '')
  const replacement = alternativeFor(image, alternative, title)
  if (replacement === null) image.remove()
  else image.replaceWith(replacement)
}

function alternativeFor(image: Element, alternative: string, title: string): Node | null {
  const document = image.ownerDocument
  if (/^\p{Extended_Pictographic}/u.test(alternative) && alternative.length <= 8)
    return document.createTextNode(alternative)
  const figureAround = image.closest('figure')
  const holder = figureAround ?? image.closest('p, div, td, li') ?? image.parentElement
  const around = collapseSpaces(holder?.textContent ?? '')
  if (around !== '' || countWords(alternative) < 3 || isFileName(alternative) || isSame(alternative, title)) return null
  const caption = document.createElement('figcaption')
  caption.textContent = alternative
  if (figureAround !== null) return caption
  const figure = document.createElement('figure')
  figure.append(caption)
  return figure
}

function isFileName(text: string): boolean {
  return /\.(?:jpe?g|png|gif|webp|svg)$/i.test(text) || /^[\w-]+$/.test(text)
}

function isSame(alternative: string, title: string): boolean {
  const a = comparisonKey(alternative)
  const b = comparisonKey(title)
  return a === '' || a === b || b.includes(a) || a.includes(b)
}
