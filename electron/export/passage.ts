import type { Blockquote, BlockContent, Nodes, PhrasingContent, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import type { PassageContext } from '#shared/export-options.ts'
import { type ContentTree, plainTextOf } from './content-tree.ts'
import { literalParagraphs, serialise, wellFormed } from './markdown.ts'

/** A stretch of the article text, UTF-16 code units, `end` exclusive. */
export interface Span {
  start: number
  end: number
}

/**
 * The blocks of a passage: its paragraphs, lists and emphasis. Headings become strong paragraphs and cells paragraphs.
 * Reads back as exactly `text.slice(start, end)` with one line end between blocks; where mark-up would change a
 * character, the passage goes without mark-up.
 */
export function passageBlocks(tree: ContentTree, span: Span): BlockContent[] {
  const { start, end } = trimmed(tree.text, span)
  const blocks = tree.children.flatMap((node) => sliceBlock(node, start, end))
  const exact = tree.text.slice(start, end)
  if (!blocks.some(hasMarkup)) return blocks.length === 0 ? literalParagraphs(exact) : blocks
  return readsAs(blocks, exact) ? blocks : literalParagraphs(exact)
}

/** Without white space at its ends; an empty span stays where it is. */
export function trimmed(text: string, { start, end }: Span): Span {
  const passage = text.slice(start, end)
  const from = start + (passage.length - passage.trimStart().length)
  return from >= end ? { start, end } : { start: from, end: start + passage.trimEnd().length }
}

/** The span widened to the sentences or the blocks it touches. */
export function contextOf(tree: ContentTree, span: Span, context: PassageContext, language: string | null): Span {
  if (context === 'none') return span
  const touched = tree.blocks.filter((block) => block.start < span.end && block.end > span.start)
  const start = Math.min(span.start, touched[0]?.start ?? span.start)
  const end = Math.max(span.end, touched.at(-1)?.end ?? span.end)
  if (context === 'paragraph') return { start, end }
  const sentences = [...segmenter(language).segment(tree.text.slice(start, end))]
  const ends = sentences.map(({ index, segment }) => ({ from: start + index, to: start + index + segment.length }))
  const first = ends.findLast(({ from }) => from <= span.start)
  const last = ends.find(({ to }) => to >= span.end)
  return { start: first?.from ?? start, end: last?.to ?? end }
}

const segmenters = new Map<string, Intl.Segmenter>()

function segmenter(language: string | null): Intl.Segmenter {
  const tag = language !== null && /^[a-z]{2,3}\b/i.test(language) ? language.slice(0, 3).replace('-', '') : 'und'
  const known = segmenters.get(tag) ?? new Intl.Segmenter(tag, { granularity: 'sentence' })
  segmenters.set(tag, known)
  return known
}

function sliceBlock(node: RootContent, start: number, end: number): BlockContent[] {
  switch (node.type) {
    case 'heading': {
      const children = slicePhrasing(node.children, start, end)
      return children.length === 0 ? [] : [{ type: 'paragraph', children: [{ type: 'strong', children }] }]
    }
    case 'paragraph': {
      const children = slicePhrasing(node.children, start, end)
      return children.length === 0 ? [] : [{ type: 'paragraph', children }]
    }
    case 'code': {
      const value = sliceValue(node.value, node.data?.start, start, end)
      return value === null ? [] : [{ type: 'code', value: wellFormed(value.value) }]
    }
    case 'table':
      return node.children
        .flatMap((row) => row.children)
        .map((cell) => slicePhrasing(cell.children, start, end))
        .flatMap((children) => (children.length === 0 ? [] : [{ type: 'paragraph', children }]))
    case 'blockquote': {
      const children = node.children.flatMap((child) => sliceBlock(child, start, end))
      return children.filter((child) => child.type !== 'thematicBreak')
    }
    case 'list':
      return sliceList(node, start, end)
    default:
      return []
  }
}

function sliceList(node: Extract<RootContent, { type: 'list' }>, start: number, end: number): BlockContent[] {
  const items = node.children.map((item) => item.children.flatMap((child) => sliceBlock(child, start, end)))
  const first = items.findIndex((blocks) => blocks.length > 0)
  if (first < 0) return []
  const children = items
    .filter((blocks) => blocks.length > 0)
    .map((blocks) => ({ type: 'listItem' as const, spread: false, children: blocks }))
  return [{ ...node, start: node.ordered === true ? (node.start ?? 1) + first : null, children }]
}

function slicePhrasing(nodes: readonly PhrasingContent[], start: number, end: number): PhrasingContent[] {
  const sliced: PhrasingContent[] = []
  for (const node of nodes) {
    // Most are texts before or behind the passage.
    if (node.type !== 'text') sliced.push(...sliceInline(node, start, end))
    else {
      const part = sliceValue(node.value, node.data?.start, start, end)
      if (part !== null) sliced.push({ type: 'text', value: wellFormed(part.value), data: { start: part.start } })
    }
  }
  return sliced
}

function sliceInline(node: PhrasingContent, start: number, end: number): PhrasingContent[] {
  if (node.type === 'inlineCode') {
    const part = sliceValue(node.value, node.data?.start, start, end)
    return part === null ? [] : [{ ...node, value: wellFormed(part.value), data: { start: part.start } }]
  }
  if (node.type === 'break') {
    const at = node.data?.start ?? -1
    return at > start && at < end - 1 ? [node] : []
  }
  if (!('children' in node)) return []
  const children = slicePhrasing(node.children, start, end)
  // The children are of the same kinds as before: only texts became shorter.
  return children.length === 0 ? [] : [{ ...node, children } as PhrasingContent]
}

function sliceValue(value: string, at: number | undefined, start: number, end: number) {
  if (at === undefined) return null
  const from = Math.max(start, at)
  const to = Math.min(end, at + value.length)
  return from < to ? { value: value.slice(from - at, to - at), start: from } : null
}

function hasMarkup(node: Nodes): boolean {
  if (node.type === 'paragraph') return node.children.some((child) => child.type !== 'text')
  return true
}

function readsAs(blocks: BlockContent[], exact: string): boolean {
  const quote: Blockquote = { type: 'blockquote', children: blocks }
  return plainTextOf(fromMarkdown(serialise([quote])).children) === wellFormed(exact)
}
