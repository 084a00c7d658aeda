import type { BlockContent, ListItem, Nodes, Paragraph, PhrasingContent, RootContent, Table, TableRow } from 'mdast'
import { assetNameOf } from '#shared/content-allow-list.ts'
import { readArticleText, type TextBlock, type TextRun } from '#shared/article-text.ts'
import { type ContentNode, contentNodes } from './content-nodes.ts'

declare module 'mdast' {
  /** Where in the article text a node's value begins (UTF-16 code units). */
  interface TextData {
    start?: number
  }
  interface CodeData {
    start?: number
  }
  interface InlineCodeData {
    start?: number
  }
  interface BreakData {
    start?: number
  }
}

/** An article's content as Markdown blocks whose texts know their place in the article text. */
export interface ContentTree {
  text: string
  blocks: TextBlock[]
  children: RootContent[]
}

const LISTS = new Set(['ul', 'ol'])
const CONTAINERS = new Set(
  'article aside body caption dd details div dl dt figcaption figure footer header main section summary'.split(' '),
)
const OTHER_BLOCKS = new Set('p h1 h2 h3 h4 h5 h6 blockquote pre table hr li tr td th thead tbody tfoot'.split(' '))
const ELEMENT = 1

/** Reads content HTML. What Markdown has no form for keeps its text. */
export function contentTree(html: string): ContentTree {
  const body = contentNodes(html)
  const { text, runs, blocks } = readArticleText(body)
  const children = new TreeBuilder(text, runs).blocksOf(body)
  // Text in places where it must not be (a list's own, say) has no form: then the plain blocks are all there is.
  return { text, blocks, children: plainTextOf(children) === text ? children : plainBlocks(text, blocks) }
}

/** The text of blocks: one line end between blocks and for a break. */
export function plainTextOf(nodes: readonly Nodes[]): string {
  return nodes
    .map(plainTextOfOne)
    .filter((part) => part !== '')
    .join('\n')
}

function plainTextOfOne(node: Nodes): string {
  switch (node.type) {
    case 'text':
    case 'code':
    case 'inlineCode':
      return node.value
    case 'break':
      return '\n'
    case 'paragraph':
    case 'heading':
    case 'emphasis':
    case 'strong':
    case 'link':
    case 'tableCell':
      return node.children.map(plainTextOfOne).join('')
    default:
      return 'children' in node ? plainTextOf(node.children) : ''
  }
}

function plainBlocks(text: string, blocks: readonly TextBlock[]): BlockContent[] {
  return blocks.map(({ start, end, name }): BlockContent => {
    const value = text.slice(start, end)
    if (name === 'pre') return { type: 'code', value, data: { start } }
    const children = linesOf(value, start)
    return /^h[1-6]$/.test(name)
      ? { type: 'heading', depth: depthOf(Number(name.slice(1))), children }
      : { type: 'paragraph', children }
  })
}

function linesOf(value: string, start: number): PhrasingContent[] {
  let at = start
  return value.split('\n').flatMap((line, i): PhrasingContent[] => {
    const text: PhrasingContent = { type: 'text', value: line, data: { start: at } }
    at += line.length + 1
    return i === 0 ? [text] : [{ type: 'break', data: { start: at - line.length - 2 } }, text]
  })
}

class TreeBuilder {
  private readonly text: string
  private readonly runs = new Map<ContentNode, TextRun<ContentNode>[]>()

  constructor(text: string, runs: readonly TextRun<ContentNode>[]) {
    this.text = text
    for (const run of runs) {
      const known = this.runs.get(run.node)
      if (known === undefined) this.runs.set(run.node, [run])
      else known.push(run)
    }
  }

  blocksOf(parent: ContentNode): BlockContent[] {
    const blocks: BlockContent[] = []
    let inline: ContentNode[] = []
    const flush = (): void => {
      const paragraph = this.paragraph(inline)
      if (paragraph !== null) blocks.push(paragraph)
      blocks.push(...inline.flatMap(imagesIn))
      inline = []
    }
    for (const child of childrenOf(parent)) {
      const name = nameOf(child)
      if (!isBlock(name)) {
        inline.push(child)
        continue
      }
      flush()
      blocks.push(...this.block(child, name))
    }
    flush()
    return blocks
  }

  private block(node: ContentNode, name: string): BlockContent[] {
    if (LISTS.has(name)) return this.list(node, name === 'ol')
    switch (name) {
      case 'hr':
        return [{ type: 'thematicBreak' }]
      case 'pre':
        return this.code(node)
      case 'table':
        return this.table(node)
      case 'blockquote': {
        const children = this.blocksOf(node)
        return children.length === 0 ? [] : [{ type: 'blockquote', children }]
      }
      default:
        return /^h[1-6]$/.test(name) ? [...this.heading(node, name), ...imagesIn(node)] : this.blocksOf(node)
    }
  }

  private heading(node: ContentNode, name: string): BlockContent[] {
    const children = this.phrasing(childrenOf(node))
    if (children.length === 0) return []
    return [{ type: 'heading', depth: depthOf(Number(name.slice(1))), children }]
  }

  private list(node: ContentNode, ordered: boolean): BlockContent[] {
    const children = childrenOf(node).flatMap((item): ListItem[] => {
      const blocks = this.blocksOf(item)
      return blocks.length === 0 ? [] : [{ type: 'listItem', spread: false, children: blocks }]
    })
    if (children.length === 0) return []
    const first = Number(attributeOf(node, 'start') ?? 1)
    const start = Number.isInteger(first) && first >= 0 && first < 1_000_000_000 ? first : 1
    return [{ type: 'list', ordered, spread: false, children, ...(ordered ? { start } : {}) }]
  }

  /** A code block is one stretch of the text. */
  private code(node: ContentNode): BlockContent[] {
    const runs = textNodesOf(node).flatMap((text) => this.runs.get(text) ?? [])
    const first = runs[0]
    const last = runs.at(-1)
    if (first === undefined || last === undefined) return []
    const value = this.text.slice(first.start, last.start + last.length)
    return [{ type: 'code', value, data: { start: first.start } }]
  }

  /** A table of plain rows stays one; any other becomes the paragraphs of its cells. */
  private table(node: ContentNode): BlockContent[] {
    const captions = descendants(node, 'caption').flatMap((caption) => this.blocksOf(caption))
    const rows = descendants(node, 'tr').map((row) => childrenOf(row).filter((cell) => /^t[dh]$/.test(nameOf(cell))))
    const width = rows[0]?.length ?? 0
    const isPlain = width > 0 && rows.every((row) => row.length === width && row.every(isPlainCell))
    if (!isPlain) return [...captions, ...rows.flat().flatMap((cell) => this.blocksOf(cell))]
    const children = rows.map(
      (row): TableRow => ({
        type: 'tableRow',
        children: row.map((cell) => ({ type: 'tableCell', children: this.phrasing(childrenOf(cell)) })),
      }),
    )
    const table: Table = { type: 'table', children }
    return [...captions, table]
  }

  private paragraph(nodes: readonly ContentNode[]): Paragraph | null {
    const children = this.phrasing(nodes)
    return children.length === 0 ? null : { type: 'paragraph', children }
  }

  private phrasing(nodes: readonly ContentNode[]): PhrasingContent[] {
    const place = { end: -1 }
    return joined(nodes.flatMap((node) => this.inline(node, place, 'none')))
  }

  private inline(
    node: ContentNode,
    place: { end: number },
    inside: 'none' | 'emphasis' | 'strong' | 'both',
  ): PhrasingContent[] {
    if (node.nodeType !== ELEMENT) return this.textRuns(node, place)
    const name = nameOf(node)
    const within = (next: typeof inside) => joined(childrenOf(node).flatMap((child) => this.inline(child, place, next)))
    if ((name === 'em' || name === 'i') && inside !== 'emphasis' && inside !== 'both') {
      const children = within(inside === 'strong' ? 'both' : 'emphasis')
      return isBlank(children) ? children : [{ type: 'emphasis', children }]
    }
    if ((name === 'strong' || name === 'b') && inside !== 'strong' && inside !== 'both') {
      const children = within(inside === 'emphasis' ? 'both' : 'strong')
      return isBlank(children) ? children : [{ type: 'strong', children }]
    }
    if (name === 'a') return linked(node, within(inside))
    return name === 'code' ? asCode(within(inside)) : within(inside)
  }

  /** A line end in the text between two runs of one paragraph is a break. */
  private textRuns(node: ContentNode, place: { end: number }): PhrasingContent[] {
    return (this.runs.get(node) ?? []).flatMap((run): PhrasingContent[] => {
      const broken = place.end >= 0 && run.start === place.end + 1 && this.text[place.end] === '\n'
      const value = this.text.slice(run.start, run.start + run.length)
      const text: PhrasingContent = { type: 'text', value, data: { start: run.start } }
      const at = place.end
      place.end = run.start + run.length
      return broken ? [{ type: 'break', data: { start: at } }, text] : [text]
    })
  }
}

/** Adjacent nodes of one kind would run into each other when written: `**a****b**`. */
function joined(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const result: PhrasingContent[] = []
  for (const node of nodes) {
    const last = result.at(-1)
    if (last?.type === 'text' && node.type === 'text' && touches(last.data?.start, last.value, node.data?.start)) {
      result[result.length - 1] = { ...last, value: last.value + node.value }
    } else if (last?.type === 'emphasis' && node.type === 'emphasis') {
      result[result.length - 1] = { ...last, children: joined([...last.children, ...node.children]) }
    } else if (last?.type === 'strong' && node.type === 'strong') {
      result[result.length - 1] = { ...last, children: joined([...last.children, ...node.children]) }
    } else if (last?.type === 'inlineCode' && node.type === 'inlineCode') {
      result[result.length - 1] = { ...last, value: last.value + node.value }
    } else result.push(node)
  }
  return result
}

/** Code in a line is plain text: with a link or a break in it there is no form for it. */
function asCode(nodes: PhrasingContent[]): PhrasingContent[] {
  const [only] = nodes
  if (nodes.length !== 1 || only?.type !== 'text' || only.value.trim() === '') return nodes
  return [{ type: 'inlineCode', value: only.value, data: { ...only.data } }]
}

/** Emphasis of white space alone is nothing, and Markdown cannot say it. */
function isBlank(nodes: readonly PhrasingContent[]): boolean {
  return nodes.every((node) => node.type === 'break' || (node.type === 'text' && node.value.trim() === ''))
}

function touches(start: number | undefined, value: string, next: number | undefined): boolean {
  return start !== undefined && start + value.length === next
}

function linked(node: ContentNode, children: PhrasingContent[]): PhrasingContent[] {
  const url = attributeOf(node, 'href') ?? ''
  if (isBlank(children) || !/^(?:https?|mailto):/i.test(url)) return children
  return [{ type: 'link', url: url.toWellFormed(), children }]
}

/** Images stand as paragraphs of their own, after the one they stand in: so no quotation is broken by them. */
function imagesIn(node: ContentNode): Paragraph[] {
  if (nameOf(node) !== 'img') return childrenOf(node).flatMap(imagesIn)
  const src = attributeOf(node, 'src') ?? ''
  if (assetNameOf(src) === null) return []
  const alt = (attributeOf(node, 'alt') ?? '').replace(/\s+/g, ' ').trim()
  return [{ type: 'paragraph', children: [{ type: 'image', url: src, alt: alt.toWellFormed() }] }]
}

function isPlainCell(cell: ContentNode): boolean {
  if (attributeOf(cell, 'colspan') !== null || attributeOf(cell, 'rowspan') !== null) return false
  const inside = [...childrenOf(cell)]
  for (const node of inside) {
    if (isBlock(nameOf(node)) || nameOf(node) === 'br') return false
    inside.push(...childrenOf(node))
  }
  return true
}

function depthOf(level: number): 2 | 3 | 4 | 5 | 6 {
  if (level <= 2) return 2
  if (level === 3) return 3
  if (level === 4) return 4
  return level === 5 ? 5 : 6
}

function isBlock(name: string): boolean {
  return LISTS.has(name) || CONTAINERS.has(name) || OTHER_BLOCKS.has(name)
}

function nameOf(node: ContentNode): string {
  return node.nodeType === ELEMENT ? node.nodeName : ''
}

function attributeOf({ attributes }: ContentNode, name: string): string | null {
  const value = attributes !== null && Object.hasOwn(attributes, name) ? attributes[name] : undefined
  return value === undefined || value === '' ? null : value
}

function childrenOf(node: ContentNode): ContentNode[] {
  const children: ContentNode[] = []
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child)
  return children
}

function descendants(node: ContentNode, name: string): ContentNode[] {
  return childrenOf(node).flatMap((child) => (nameOf(child) === name ? [child] : descendants(child, name)))
}

function textNodesOf(node: ContentNode): ContentNode[] {
  return childrenOf(node).flatMap((child) => (child.nodeType === ELEMENT ? textNodesOf(child) : [child]))
}
