/**
 * What may stand in an article's content: every element with the attributes it may carry. Used twice, by DOMPurify at
 * import and by `Element.setHTML` when showing, so that both agree.
 */
export const CONTENT_ELEMENTS: Readonly<Record<string, readonly string[]>> = {
  p: [],
  h2: [],
  h3: [],
  h4: [],
  h5: [],
  h6: [],
  blockquote: [],
  pre: [],
  ul: [],
  ol: ['start', 'reversed'],
  li: ['value'],
  dl: [],
  dt: [],
  dd: [],
  table: [],
  caption: [],
  thead: [],
  tbody: [],
  tfoot: [],
  tr: [],
  th: ['colspan', 'rowspan', 'scope'],
  td: ['colspan', 'rowspan'],
  figure: [],
  figcaption: [],
  hr: [],
  br: [],
  wbr: [],
  a: ['href'],
  abbr: ['title'],
  b: [],
  bdi: [],
  bdo: [],
  cite: [],
  code: [],
  del: ['datetime'],
  dfn: [],
  em: [],
  i: [],
  img: ['src', 'alt', 'width', 'height'],
  ins: ['datetime'],
  kbd: [],
  q: [],
  rp: [],
  rt: [],
  ruby: [],
  s: [],
  samp: [],
  small: [],
  span: [],
  strong: [],
  sub: [],
  sup: [],
  time: ['datetime'],
  u: [],
  var: [],
}

/** Formulas (MathML Core, without what loads, links or scripts), for which the same holds. */
export const CONTENT_MATH_ELEMENTS: Readonly<Record<string, readonly string[]>> = {
  math: ['display'],
  merror: [],
  mfrac: ['linethickness'],
  mi: ['mathvariant'],
  mmultiscripts: [],
  mn: [],
  mo: ['stretchy', 'fence', 'separator', 'largeop', 'movablelimits', 'symmetric', 'form'],
  mover: ['accent'],
  mpadded: [],
  mphantom: [],
  mprescripts: [],
  mroot: [],
  mrow: [],
  ms: [],
  mspace: ['width'],
  msqrt: [],
  mstyle: ['displaystyle', 'scriptlevel'],
  msub: [],
  msubsup: [],
  msup: [],
  mtable: [],
  mtd: ['columnspan', 'rowspan'],
  mtext: [],
  mtr: [],
  munder: ['accentunder'],
  munderover: ['accent', 'accentunder'],
  semantics: [],
}
export const MATH_NAMESPACE = 'http://www.w3.org/1998/Math/MathML'

/** The attributes that an element (lower-case name) may carry beside the global ones; null for one that may not be. */
export function contentAttributes(name: string): readonly string[] | null {
  if (Object.hasOwn(CONTENT_ELEMENTS, name)) return CONTENT_ELEMENTS[name] ?? null
  return Object.hasOwn(CONTENT_MATH_ELEMENTS, name) ? (CONTENT_MATH_ELEMENTS[name] ?? null) : null
}

/**
 * Attributes any of these elements may carry: what a screen reader and the bidirectional algorithm need, and the names
 * of places that links inside the content lead to.
 */
export const CONTENT_GLOBAL_ATTRIBUTES: readonly string[] = ['lang', 'dir', 'id']

const PLACE = /^to-\d{1,6}$/

/** The name of a place inside the content; nothing else may be an `id`, so that no page can take a name of the app's. */
export function contentPlace(number: number): string {
  return `to-${number}`
}

export function isContentPlace(name: string): boolean {
  return PLACE.test(name)
}

/** The place that an address inside the content leads to; null for any other address. */
export function placeOfLink(href: string): string | null {
  return href.startsWith('#') && isContentPlace(href.slice(1)) ? href.slice(1) : null
}

/** Schemes a link may have, as `URL.protocol` gives them; a link with another one is kept as plain text. */
export const CONTENT_LINK_SCHEMES: readonly string[] = ['http:', 'https:', 'mailto:']

/** The elements that make the content's top level; everything else stands inside one of them. */
export const CONTENT_BLOCKS: readonly string[] = [
  'p',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'blockquote',
  'pre',
  'ul',
  'ol',
  'dl',
  'table',
  'figure',
  'hr',
]

/** Images lie beside the content; nothing else is ever loaded for an article. */
export const ASSET_FOLDER = 'assets/'
const ASSET_SOURCE = /^assets\/([0-9a-f]{64}\.(?:png|jpg|gif|webp|avif|svg))$/

/** The file name of an image that the content names; null for any other address. */
export function assetNameOf(src: string): string | null {
  return ASSET_SOURCE.exec(src)?.[1] ?? null
}
