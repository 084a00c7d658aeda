import { lowerBound } from '#shared/lower-bound.ts'
import type { ArticleText, TextRun } from '#shared/article-text.ts'
import { readArticleText } from '#shared/article-text.ts'

/** A stretch of the article text in UTF-16 code units; `end` is exclusive. */
export interface Span {
  start: number
  end: number
}

/** Boundary points of a DOM range; both nodes are text nodes. */
export interface DomSpan {
  startNode: Node
  startOffset: number
  endNode: Node
  endOffset: number
}

/** The part of `Range` and `StaticRange` that is read. */
export interface RangeLike {
  readonly startContainer: Node
  readonly startOffset: number
  readonly endContainer: Node
  readonly endOffset: number
}

/** Marks elements that the reader view itself puts between the article's blocks. */
export const LEFT_OUT_ATTRIBUTE = 'data-left-out'

const ELEMENT_NODE = 1
const TEXT_NODE = 3
// Node.DOCUMENT_POSITION_*; named here because `Node` is no global where only the map is tested.
const PRECEDING = 2
const FOLLOWING = 4
const CONTAINED_BY = 16

/** The way between DOM positions below one root and offsets of the article text. Nodes may move, but not change. */
export class TextMap {
  readonly content: ArticleText<Node>
  private readonly runsOfNode = new Map<Node, { first: number; last: number }>()

  constructor(root: Node) {
    this.content = readArticleText<Node>(root, isMarked)
    for (const [index, { node }] of this.content.runs.entries()) {
      const known = this.runsOfNode.get(node)
      if (known === undefined) this.runsOfNode.set(node, { first: index, last: index })
      else known.last = index
    }
  }

  get text(): string {
    return this.content.text
  }

  /**
   * The offset for a boundary point anywhere in the document. A point in collapsed white space snaps to the text
   * before it; one at an element's edge, in a left-out line or outside the article to the next text after it.
   */
  fromDomPosition(node: Node, offset: number): number {
    const own = this.runsOfNode.get(node)
    if (own !== undefined) return this.offsetInNode(own, offset)
    const next = this.content.runs[this.firstRunAfter(node, offset)]
    return next?.start ?? this.text.length
  }

  /**
   * Boundary points for a span: the start stands at the first unit and the end behind the last one, so that no empty
   * node is included; null where the span holds nothing but separators or lies outside the text.
   */
  toDomRange(start: number, end: number): DomSpan | null {
    const { runs } = this.content
    const first = runs[lowerBound(runs.length, (index) => endOf(runs[index]) > start)]
    const last = runs[lowerBound(runs.length, (index) => (runs[index]?.start ?? 0) >= end) - 1]
    if (first === undefined || last === undefined || first.start > last.start) return null
    const from = Math.max(start, first.start)
    const to = Math.min(end, endOf(last))
    if (from >= to) return null
    return {
      startNode: first.node,
      startOffset: first.nodeStart + from - first.start,
      endNode: last.node,
      endOffset: last.nodeStart + to - last.start,
    }
  }

  /** The span of a range, without white space at its ends; null where it holds no text of the article. */
  rangeToSpan(range: RangeLike): Span | null {
    const start = this.fromDomPosition(range.startContainer, range.startOffset)
    const end = this.fromDomPosition(range.endContainer, range.endOffset)
    return trimSpan(this.text, { start, end })
  }

  /** The stretch of an element's text, whether or not what follows it is in the page yet; null where it has none. */
  spanOf(element: Node): Span | null {
    const first = this.firstRunIn(element)
    const last = this.lastRunIn(element)
    return first === null || last === null ? null : { start: first.start, end: endOf(last) }
  }

  /** Index of the block that holds the offset, or of the last one before it; -1 where there is none. */
  blockAt(offset: number): number {
    const { blocks } = this.content
    return lowerBound(blocks.length, (index) => (blocks[index]?.start ?? 0) > offset) - 1
  }

  private firstRunIn(node: Node): TextRun<Node> | null {
    const own = this.runsOfNode.get(node)
    if (own !== undefined) return this.content.runs[own.first] ?? null
    for (let child = node.firstChild; child !== null; child = child.nextSibling) {
      const run = this.firstRunIn(child)
      if (run !== null) return run
    }
    return null
  }

  private lastRunIn(node: Node): TextRun<Node> | null {
    const own = this.runsOfNode.get(node)
    if (own !== undefined) return this.content.runs[own.last] ?? null
    for (let child = node.lastChild; child !== null; child = child.previousSibling) {
      const run = this.lastRunIn(child)
      if (run !== null) return run
    }
    return null
  }

  private offsetInNode(own: { first: number; last: number }, offset: number): number {
    const { runs } = this.content
    const count = own.last - own.first + 1
    const at = lowerBound(count, (index) => (runs[own.first + index]?.nodeStart ?? 0) > offset) - 1
    const run = runs[own.first + Math.max(0, at)]
    if (run === undefined) return 0
    return run.start + Math.min(run.length, Math.max(0, offset - run.nodeStart))
  }

  private firstRunAfter(node: Node, offset: number): number {
    const { runs } = this.content
    const child = node.nodeType === TEXT_NODE ? null : (node.childNodes[offset] ?? null)
    return lowerBound(runs.length, (index) => {
      const run = runs[index]
      return run !== undefined && isAfter(run.node, node, child)
    })
  }
}

/** Takes white space off both ends; null where nothing is left. */
export function trimSpan(text: string, { start, end }: Span): Span | null {
  const from = Math.max(0, Math.min(start, end))
  const to = Math.min(text.length, Math.max(start, end))
  const inner = text.slice(from, to)
  const leading = inner.length - inner.trimStart().length
  const kept = inner.trim().length
  return kept === 0 ? null : { start: from + leading, end: from + leading + kept }
}

/** An element of the reader view, not of the article. */
export function isLeftOut(node: Node): boolean {
  // Not `instanceof`: which window an element's class belongs to depends on the document it was parsed in.
  return node.nodeType === ELEMENT_NODE && isMarked(node)
}

function isMarked(node: Node & { hasAttribute?: (name: string) => boolean }): boolean {
  return node.hasAttribute?.(LEFT_OUT_ATTRIBUTE) ?? false
}

/** Whether `text` lies behind the boundary point before `child` of `node` (behind all of `node` where it is null). */
function isAfter(text: Node, node: Node, child: Node | null): boolean {
  if (child !== null) return child === text || (child.compareDocumentPosition(text) & PRECEDING) === 0
  const place = node.compareDocumentPosition(text)
  return (place & FOLLOWING) !== 0 && (place & CONTAINED_BY) === 0
}

function endOf(run: TextRun<Node> | undefined): number {
  return run === undefined ? 0 : run.start + run.length
}
