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

/** Attributes any of these elements may carry: what a screen reader and the bidirectional algorithm need. */
export const CONTENT_GLOBAL_ATTRIBUTES: readonly string[] = ['lang', 'dir']

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
