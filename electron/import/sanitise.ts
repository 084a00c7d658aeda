import { CONTENT_ELEMENTS, CONTENT_GLOBAL_ATTRIBUTES, CONTENT_LINK_SCHEMES } from '#shared/content-allow-list.ts'
import type { WindowLike } from 'dompurify'

/** Makes HTML safe: answers the body of a document of its own, in which only the allow-list survives. */
export type Sanitise = (html: string) => Element

let loading: Promise<Sanitise> | null = null

/**
 * The sanitiser: DOMPurify on jsdom, because on linkedom it passes everything through. Loading takes about a second,
 * so it happens at the first call and once per thread.
 */
export function loadSanitiser(): Promise<Sanitise> {
  loading ??= createSanitiser()
  return loading
}

async function createSanitiser(): Promise<Sanitise> {
  const [{ JSDOM }, { default: createDOMPurify }] = await Promise.all([import('jsdom'), import('dompurify')])
  const { window } = new JSDOM('<!doctype html>')
  const purifier = createDOMPurify(window as unknown as WindowLike)
  purifier.addHook('afterSanitizeAttributes', (node) => keepOwnAttributes(node))
  const attributes = [...new Set([...CONTENT_GLOBAL_ATTRIBUTES, ...Object.values(CONTENT_ELEMENTS).flat()])]
  return (html) => {
    const body: unknown = purifier.sanitize(html, {
      ALLOWED_TAGS: Object.keys(CONTENT_ELEMENTS),
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
}

/** Elements whose text is no text of the article; of any other refused element the contents stay. */
const FORBIDDEN_CONTENTS = [
  'applet',
  'audio',
  'canvas',
  'embed',
  'iframe',
  'math',
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
  const own = CONTENT_ELEMENTS[element.nodeName.toLowerCase()] ?? []
  for (const { name } of [...element.attributes]) {
    if (!own.includes(name) && !CONTENT_GLOBAL_ATTRIBUTES.includes(name)) element.removeAttribute(name)
  }
  const href = element.getAttribute('href')
  if (href !== null && !isAllowedLink(href)) element.removeAttribute('href')
}

function isAllowedLink(href: string): boolean {
  return URL.canParse(href) && CONTENT_LINK_SCHEMES.includes(new URL(href).protocol)
}
