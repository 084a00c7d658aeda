import { type Node, HtmlRenderer, Parser } from 'commonmark'

/** What an independent CommonMark parser finds under one block id of an exported file. */
interface ReadBlock {
  /** The paragraphs of the block quotation, joined by line ends. */
  quote: string
  /** Tags and colour, without the link after them. */
  labels: string
  /** HTML of what follows: the note. */
  note: string
}

interface ReadFile {
  frontMatter: string
  title: string
  /** Per block id (`hl-...`), in the file's order. */
  highlights: Map<string, ReadBlock>
  /** Per block id (`note-...`): HTML. */
  pageNotes: Map<string, string>
}

/** Reads an exported file with commonmark.js, which shares no code with the serialiser. */
export function readBack(markdown: string): ReadFile {
  const end = markdown.indexOf('\n---\n', 3)
  const file: ReadFile = {
    frontMatter: markdown.slice(4, end + 1),
    title: '',
    highlights: new Map(),
    pageNotes: new Map(),
  }
  const body = markdown.slice(end + 5)
  const lines = body.split('\n')
  let pending: Node[] = []
  for (const node of childrenOf(new Parser().parse(body))) {
    const id = blockIdOf(node, lines)
    if (id === null) {
      if (isHeading(node, 1) && file.title === '') file.title = textOf(node)
      else pending.push(node)
      continue
    }
    if (id.startsWith('note-')) file.pageNotes.set(id, pending.map(render).join(''))
    else file.highlights.set(id, readHighlight(pending))
    pending = []
  }
  return file
}

/** HTML of Markdown that stands alone. */
export function renderAlone(markdown: string): string {
  return childrenOf(new Parser().parse(markdown)).map(render).join('')
}

function readHighlight(nodes: Node[]): ReadBlock {
  const at = nodes.findIndex((node) => node.type === 'block_quote')
  const [quote, ...rest] = nodes.slice(at)
  const labels = rest.pop()
  return {
    quote: quote === undefined ? '' : plainText(quote),
    labels: labels === undefined ? '' : textOf(labels).replace(/(?: · )?<link>.*$/s, ''),
    note: rest.map(render).join(''),
  }
}

/** The words of blocks: one line end between blocks and for a break. */
export function plainText(node: Node): string {
  switch (node.type) {
    case 'text':
    case 'code':
      return node.literal ?? ''
    case 'code_block':
      return (node.literal ?? '').replace(/\n$/, '')
    case 'linebreak':
      return '\n'
    case 'softbreak':
      return '<softbreak>'
    case 'paragraph':
    case 'heading':
    case 'emph':
    case 'strong':
    case 'link':
      return childrenOf(node).map(plainText).join('')
    default:
      return childrenOf(node)
        .map(plainText)
        .filter((part) => part !== '')
        .join('\n')
  }
}

/** The id if the paragraph is written as one; an escaped caret makes it text. */
function blockIdOf(node: Node, lines: readonly string[]): string | null {
  if (node.type !== 'paragraph') return null
  const [[first], [last]] = node.sourcepos
  const written = lines.slice(first - 1, last).join('\n')
  return /^\^((?:hl|note)-[A-Za-z0-9-]+)$/.exec(written)?.[1] ?? null
}

function isHeading(node: Node, level: number): boolean {
  return node.type === 'heading' && node.level === level
}

export function childrenOf(node: Node): Node[] {
  const children: Node[] = []
  for (let child = node.firstChild; child !== null; child = child.next) children.push(child)
  return children
}

/** The text a reader sees; mark-up inside it is shown by its kind, so that it cannot pass for text. */
export function textOf(node: Node): string {
  return childrenOf(node)
    .map((child) => (child.type === 'text' ? (child.literal ?? '') : `<${child.type}>${textOf(child)}`))
    .join('')
}

function render(node: Node): string {
  return new HtmlRenderer().render(node)
}
