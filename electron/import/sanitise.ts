import {
  assetNameOf,
  CONTENT_ELEMENTS,
  CONTENT_GLOBAL_ATTRIBUTES,
  CONTENT_LINK_SCHEMES,
  CONTENT_MATH_ELEMENTS,
  contentAttributes,
  isContentPlace,
  placeOfLink,
} from '#shared/content-allow-list.ts'
import type { DOMPurify, WindowLike } from 'dompurify'

/** Makes HTML safe: answers the body of a document of its own, in which only the allow-list survives. */
export type Sanitise = (html: string) => Element

export interface Sanitiser {
  html: Sanitise
  /** SVG documents; null where nothing is left. */
  svg(source: string): string | null
}

let loading: Promise<Sanitiser> | null = null

/**
 * The sanitiser: DOMPurify on jsdom, because on linkedom it passes everything through. Loading takes about a second,
 * so it happens at the first call and once per thread.
 */
export function loadSanitiser(): Promise<Sanitiser> {
  loading ??= createSanitiser()
  return loading
}

async function createSanitiser(): Promise<Sanitiser> {
  const [{ JSDOM }, { default: createDOMPurify }] = await Promise.all([import('jsdom'), import('dompurify')])
  const { window } = new JSDOM('<!doctype html>')
  const purifier = createDOMPurify(window as unknown as WindowLike)
  purifier.addHook('afterSanitizeAttributes', (node) => keepOwnAttributes(node))
  const elements = { ...CONTENT_ELEMENTS, ...CONTENT_MATH_ELEMENTS }
  const attributes = [...new Set([...CONTENT_GLOBAL_ATTRIBUTES, ...Object.values(elements).flat()])]
  const html: Sanitise = (source) => {
    const body: unknown = purifier.sanitize(source, {
      ALLOWED_TAGS: Object.keys(elements),
      ALLOWED_ATTR: attributes,
      ALLOW_DATA_ATTR: false,
      ALLOW_ARIA_ATTR: false,
      FORBID_CONTENTS: [],
      ADD_FORBID_CONTENTS: FORBIDDEN_CONTENTS,
      RETURN_DOM: true,
    })
    if (!purifier.isSupported || !(body instanceof window.HTMLElement))
      throw new Error('The sanitiser does not work here.')
    return body
  }
  return { html, svg: svgSanitiser(createDOMPurify(new JSDOM('').window as unknown as WindowLike)) }
}

/** A purifier of its own, because its hook is another one. */
function svgSanitiser(purifier: DOMPurify): (source: string) => string | null {
  purifier.addHook('afterSanitizeAttributes', (node) => keepOwnReferences(node))
  return (source) => {
    const start = source.search(/<svg[\s>]/i)
    if (start === -1) return null
    const safe = purifier.sanitize(source.slice(start), {
      USE_PROFILES: { svg: true, svgFilters: true },
      FORBID_TAGS: [
        'style',
        'foreignObject',
        'a',
        'image',
        'feImage',
        'animate',
        'set',
        'animateTransform',
        'animateMotion',
      ],
      FORBID_ATTR: ['style'],
    })
    const svg = /^<svg[\s>]/i.test(safe) ? safe : null
    return svg === null || /\sxmlns=/.test(/<svg[^>]*>/.exec(svg)?.[0] ?? '')
      ? svg
      : svg.replace(/^<svg/i, '<svg xmlns="http://www.w3.org/2000/svg"')
  }
}

/** A picture refers to parts of itself and to nothing else. */
function keepOwnReferences(element: Element): void {
  for (const { name, value } of [...element.attributes]) {
    const isReference = /href$/i.test(name) || /url\s*\(/i.test(value)
    if (isReference && !/^\s*(?:#|url\(\s*["']?#)/i.test(value)) element.removeAttribute(name)
  }
}

/** Elements whose text is no text of the article; of any other refused element the contents stay. */
const FORBIDDEN_CONTENTS = [
  'annotation',
  'annotation-xml',
  'applet',
  'audio',
  'canvas',
  'embed',
  'iframe',
  'noembed',
  'noframes',
  'noscript',
  'object',
  'option',
  'plaintext',
  'script',
  'select',
  'style',
  'svg',
  'template',
  'textarea',
  'title',
  'video',
  'xmp',
]

/** DOMPurify knows one list of attributes for all elements; ours has one for each. */
function keepOwnAttributes(element: Element): void {
  const own = contentAttributes(element.nodeName.toLowerCase()) ?? []
  for (const { name } of [...element.attributes]) {
    if (!own.includes(name) && !CONTENT_GLOBAL_ATTRIBUTES.includes(name)) element.removeAttribute(name)
  }
  const src = element.getAttribute('src')
  if (src !== null && assetNameOf(src) === null) element.removeAttribute('src')
  for (const side of ['width', 'height'])
    if (element.nodeName.toLowerCase() !== 'mspace' && !/^\d{1,5}$/.test(element.getAttribute(side) ?? '0'))
      element.removeAttribute(side)
  const href = element.getAttribute('href')
  if (href !== null && !isAllowedLink(href)) element.removeAttribute('href')
  const id = element.getAttribute('id')
  if (id !== null && !isContentPlace(id)) element.removeAttribute('id')
}

function isAllowedLink(href: string): boolean {
  if (placeOfLink(href) !== null) return true
  return URL.canParse(href) && CONTENT_LINK_SCHEMES.includes(new URL(href).protocol)
}
