import { type Node as MarkdownNode, Parser } from 'commonmark'
import { parse as parseYaml } from 'yaml'

/** One highlight as another program finds it in an exported file. */
export interface ExportedHighlight {
  quote: string
  /** Colour and tags as they are written. */
  labels: string
  /** The text of the note's paragraphs, one after another; '' where there is none. */
  note: string
  id: string
}

/** An exported file, read with a CommonMark parser and a YAML parser that had no part in writing it. */
export interface ExportedFile {
  facts: Record<string, unknown>
  title: string
  links: string[]
  /** What stands between the title and the highlights. */
  articleNote: string
  highlights: ExportedHighlight[]
}

export function readExport(markdown: string): ExportedFile {
  const [, front = '', body = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(markdown) ?? []
  const facts: unknown = parseYaml(front)
  if (typeof facts !== 'object' || facts === null) throw new Error('no front matter')
  const blocks = childrenOf(new Parser().parse(body))
  const title = blocks.find((block) => block.type === 'heading' && block.level === 1)
  const section = blocks.findIndex((block) => block.type === 'heading' && block.level === 2)
  const head = blocks.slice(0, section < 0 ? blocks.length : section).filter((block) => block !== title)
  return {
    facts: { ...facts },
    title: title === undefined ? '' : textOf(title),
    links: head.flatMap(linksOf),
    articleNote: head
      .filter((block) => linksOf(block).length === 0)
      .map(textOf)
      .filter((text) => !text.startsWith('^'))
      .join('\n'),
    highlights: highlightsOf(section < 0 ? [] : blocks.slice(section + 1)),
  }
}

/** Each highlight begins with its quotation and ends with its block id. */
function highlightsOf(blocks: readonly MarkdownNode[]): ExportedHighlight[] {
  const highlights: ExportedHighlight[] = []
  let quote: string | null = null
  let rest: string[] = []
  for (const block of blocks) {
    const text = textOf(block)
    if (quote === null && block.type !== 'block_quote') continue
    if (quote === null) quote = text
    else if (/^\^hl-\S+$/.test(text)) {
      const labels = (rest.pop() ?? '').replace(/(?: · )?Open at the passage$/, '')
      const note = rest
      highlights.push({ quote: quote ?? '', labels, note: note.join('\n'), id: text.slice(1) })
      quote = null
      rest = []
    } else rest.push(text)
  }
  return highlights
}

function childrenOf(node: MarkdownNode): MarkdownNode[] {
  const children: MarkdownNode[] = []
  for (let child = node.firstChild; child !== null; child = child.next) children.push(child)
  return children
}

/** The text of a block; blocks inside it are lines. */
function textOf(node: MarkdownNode): string {
  if (node.type === 'softbreak' || node.type === 'linebreak') return '\n'
  const children = childrenOf(node)
  const hasBlocks = ['block_quote', 'list', 'item'].includes(node.type)
  return children.length === 0 ? (node.literal ?? '') : children.map(textOf).join(hasBlocks ? '\n' : '')
}

function linksOf(node: MarkdownNode): string[] {
  const own = node.type === 'link' ? [node.destination ?? ''] : []
  return [...own, ...childrenOf(node).flatMap(linksOf)]
}
