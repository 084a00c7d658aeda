/** The parts of content as the sanitiser writes it: well nested, every attribute in double quotes. */
export type ContentPart =
  | { kind: 'open'; name: string; attributes: Record<string, string>; isVoid: boolean }
  | { kind: 'close' }
  | { kind: 'text'; text: string }

const INLINE = new Set('a b br code em i img mark small span strong sub sup u s del ins'.split(' '))
const BLOCKS = new Set(
  'article blockquote div figcaption figure h1 h2 h3 h4 h5 h6 hr ol p pre section table ul'.split(' '),
)
const VOID = new Set(['br', 'hr', 'img'])
const SECTIONS = new Set(['thead', 'tbody', 'tfoot'])
const CELLS = new Set(['td', 'th'])

const TAG = /<(?:\/([a-z][a-z0-9]*)|([a-z][a-z0-9]*)((?: [a-z][a-z-]*="[^"<>]*")*))>/y
const ATTRIBUTE = / ([a-z-]+)="([^"]*)"/g
const REFERENCE = /(&(?:amp|lt|gt|quot|nbsp);)/
const NAMED: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&nbsp;': '\u00a0',
}

/**
 * The parts of plain content, as a parser of HTML has them, in a fraction of its time; null for content in which a parser
 * would have to mend, or to know, more than is known here.
 */
export function plainParts(html: string): ContentPart[] | null {
  const parts: ContentPart[] = []
  const open: string[] = []
  for (let at = 0; at < html.length; ) {
    const next = html.indexOf('<', at)
    const end = next < 0 ? html.length : next
    if (end > at && !addText(parts, html.slice(at, end))) return null
    if (next < 0) break
    TAG.lastIndex = next
    const tag = TAG.exec(html)
    if (tag === null || !addTag(parts, open, tag)) return null
    at = TAG.lastIndex
  }
  return open.length === 0 ? parts : null
}

function addTag(
  parts: ContentPart[],
  open: string[],
  [, closed, name = '', attributes = '']: RegExpExecArray,
): boolean {
  if (closed !== undefined) {
    parts.push({ kind: 'close' })
    return open.pop() === closed
  }
  if (!mayStandIn(open.at(-1), name)) return false
  const isVoid = VOID.has(name)
  const known = attributesIn(attributes)
  if (known === null) return false
  parts.push({ kind: 'open', name, attributes: known, isVoid })
  if (!isVoid) open.push(name)
  return true
}

/** Whether a parser leaves the element around open; the others are few in content, or not there. */
function mayStandIn(around: string | undefined, name: string): boolean {
  switch (around) {
    case 'p':
      return INLINE.has(name)
    case 'tr':
      return CELLS.has(name)
    case 'thead':
    case 'tbody':
    case 'tfoot':
      return name === 'tr'
    case 'table':
      return SECTIONS.has(name)
    case 'ul':
    case 'ol':
      return name === 'li'
    default:
      return INLINE.has(name) || BLOCKS.has(name)
  }
}

/** A parser tells texts and references apart, and so does this. */
function addText(parts: ContentPart[], text: string): boolean {
  if (!text.includes('&')) {
    parts.push({ kind: 'text', text })
    return true
  }
  for (const [i, piece] of text.split(REFERENCE).entries()) {
    if (i % 2 === 1) parts.push({ kind: 'text', text: NAMED[piece] ?? piece })
    else if (piece.includes('&')) return false
    else if (piece !== '') parts.push({ kind: 'text', text: piece })
  }
  return true
}

/** The first of two attributes of one name counts. */
function attributesIn(written: string): Record<string, string> | null {
  const attributes: Record<string, string> = {}
  if (written === '') return attributes
  for (const [, name = '', value = ''] of written.matchAll(ATTRIBUTE)) {
    const pieces = value.split(REFERENCE).map((piece, i) => (i % 2 === 1 ? (NAMED[piece] ?? piece) : piece))
    if (pieces.some((piece, i) => i % 2 === 0 && piece.includes('&'))) return null
    if (!Object.hasOwn(attributes, name)) attributes[name] = pieces.join('')
  }
  return attributes
}
