/**
 * The article text: the one string that selectors count in, made from the content by one rule in both processes.
 *
 * The rule: text nodes in document order; HTML white space (space, tab, LF, CR, FF) collapses to one space, except in
 * `pre`; spaces at the edges of a block or beside a break fall away; one `\n` between blocks and for any number of
 * `br`; elements without readable text (SKIPPED_ELEMENTS) count nothing. Offsets are UTF-16 code units.
 */

/** The part of the DOM's `Node` that the rule reads; jsdom, linkedom and browsers all satisfy it. */
export interface TextTreeNode<N> {
  readonly nodeType: number
  readonly nodeName: string
  readonly nodeValue: string | null
  readonly firstChild: N | null
  readonly nextSibling: N | null
}

/** `length` units of the text from `start` are the units of `node` from `nodeStart`, one to one. */
export interface TextRun<N> {
  node: N
  nodeStart: number
  start: number
  length: number
}

/** A block's stretch of the text; `name` is the lower-case name of its nearest block element. */
export interface TextBlock {
  start: number
  end: number
  name: string
}

export interface ArticleText<N> {
  text: string
  /** In text order; separators between blocks belong to no run. */
  runs: TextRun<N>[]
  blocks: TextBlock[]
}

const BLOCK_ELEMENTS = new Set(
  (
    'address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer ' +
    'form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul'
  ).split(' '),
)
const SKIPPED_ELEMENTS = new Set(
  'head script style template noscript iframe object audio video canvas svg rp'.split(' '),
)
/** Made-up names are endless. */
const MOST_KINDS = 500
const ELEMENT_NODE = 1
const TEXT_NODE = 3
const SPACE_OR_WORD = /[ \t\n\r\f]+|[^ \t\n\r\f]+/g
const COLLAPSING = /[\t\n\r\f]| {2}/
const SPACE = /^[ \t\n\r\f]/

interface Frame<N> {
  next: N | null
  isBlock: boolean
  block: string
  preformatted: boolean
}

/** What an element's name says of its text. */
interface ElementKind {
  name: string
  isBlock: boolean
  isSkipped: boolean
}

/** By the names as trees give them, in either case: tens of thousands of elements have a few dozen of them. */
const kinds = new Map<string, ElementKind>()

function kindOf(nodeName: string): ElementKind {
  const known = kinds.get(nodeName)
  if (known !== undefined) return known
  const name = nodeName.toLowerCase()
  const kind = { name, isBlock: BLOCK_ELEMENTS.has(name), isSkipped: SKIPPED_ELEMENTS.has(name) }
  if (kinds.size < MOST_KINDS) kinds.set(nodeName, kind)
  return kind
}

class TextBuilder<N> {
  private readonly parts: string[] = []
  private readonly runs: TextRun<N>[] = []
  private readonly blocks: TextBlock[] = []
  private length = 0
  private lastRun: TextRun<N> | null = null
  private lastBlock: TextBlock | null = null
  private blockBreak = true
  private lineBreak = false
  private space: { node: N; offset: number } | null = null

  breakBlock(): void {
    this.blockBreak = true
    this.space = null
  }

  breakLine(): void {
    this.lineBreak = true
    this.space = null
  }

  holdSpace(node: N, offset: number): void {
    this.space ??= { node, offset }
  }

  write(node: N, nodeStart: number, value: string, blockName: string): void {
    this.writeSeparator(blockName)
    this.writeRun(node, nodeStart, value)
  }

  finish(): ArticleText<N> {
    this.endBlock()
    return { text: this.parts.join(''), runs: this.runs, blocks: this.blocks }
  }

  private writeSeparator(blockName: string): void {
    const { space } = this
    if (this.blockBreak) {
      this.endBlock()
      if (this.length > 0) this.append('\n')
      this.lastBlock = { start: this.length, end: this.length, name: blockName }
      this.blocks.push(this.lastBlock)
    } else if (this.lineBreak) this.append('\n')
    else if (space !== null) this.writeRun(space.node, space.offset, ' ')
    this.blockBreak = false
    this.lineBreak = false
    this.space = null
  }

  private endBlock(): void {
    if (this.lastBlock !== null) this.lastBlock.end = this.length
  }

  private writeRun(node: N, nodeStart: number, value: string): void {
    const last = this.lastRun
    const continues =
      last !== null &&
      last.node === node &&
      last.start + last.length === this.length &&
      last.nodeStart + last.length === nodeStart
    if (continues) last.length += value.length
    else {
      this.lastRun = { node, nodeStart, start: this.length, length: value.length }
      this.runs.push(this.lastRun)
    }
    this.append(value)
  }

  private append(value: string): void {
    this.parts.push(value)
    this.length += value.length
  }
}

/**
 * Reads the article text below `root`.
 * @param skip further elements that are not part of the article, such as what the reader view itself inserts
 */
export function readArticleText<N extends TextTreeNode<N>>(
  root: N,
  skip: (node: N) => boolean = () => false,
): ArticleText<N> {
  const builder = new TextBuilder<N>()
  const stack: Frame<N>[] = [{ next: root.firstChild, isBlock: false, block: 'body', preformatted: false }]
  for (let frame = stack[0]; frame !== undefined; frame = stack[stack.length - 1]) {
    const node = frame.next
    if (node === null) {
      stack.pop()
      if (frame.isBlock) builder.breakBlock()
      continue
    }
    frame.next = node.nextSibling
    const { nodeType } = node
    if (nodeType === TEXT_NODE) readText(builder, node, frame)
    else if (nodeType === ELEMENT_NODE && !skip(node)) enterElement(builder, node, frame, stack)
  }
  return builder.finish()
}

function enterElement<N extends TextTreeNode<N>>(
  builder: TextBuilder<N>,
  node: N,
  parent: Frame<N>,
  stack: Frame<N>[],
): void {
  const { name, isBlock, isSkipped } = kindOf(node.nodeName)
  if (isSkipped) return
  if (name === 'br') return builder.breakLine()
  if (isBlock) builder.breakBlock()
  stack.push({
    next: node.firstChild,
    isBlock,
    block: isBlock ? name : parent.block,
    preformatted: parent.preformatted || name === 'pre',
  })
}

function readText<N extends TextTreeNode<N>>(builder: TextBuilder<N>, node: N, frame: Frame<N>): void {
  const value = node.nodeValue ?? ''
  if (frame.preformatted) {
    if (value !== '') builder.write(node, 0, value, frame.block)
    return
  }
  // Most text has nothing to collapse, and is one piece then.
  if (!COLLAPSING.test(value)) return readPlain(builder, node, value, frame.block)
  for (const match of value.matchAll(SPACE_OR_WORD)) {
    if (SPACE.test(match[0])) builder.holdSpace(node, match.index)
    else builder.write(node, match.index, match[0], frame.block)
  }
}

function readPlain<N>(builder: TextBuilder<N>, node: N, value: string, block: string): void {
  const start = value.startsWith(' ') ? 1 : 0
  const end = value.length > start && value.endsWith(' ') ? value.length - 1 : value.length
  if (start === 1) builder.holdSpace(node, 0)
  if (end > start) builder.write(node, start, value.slice(start, end), block)
  if (end < value.length) builder.holdSpace(node, end)
}
