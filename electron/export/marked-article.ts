import type { BlockContent, Code, InlineCode, Nodes, PhrasingContent, Root, Text } from 'mdast'
import type { HighlightColour } from '#shared/annotation.ts'
import type { FullText } from '#shared/export-options.ts'
import type { ContentTree } from './content-tree.ts'
import { serialise, verbatim, wellFormed } from './markdown.ts'

/** A passage to mark; `id` is its block id, `reference` what is written right after its end (a footnote's mark). */
export interface Mark {
  id: string
  start: number
  end: number
  colour: HighlightColour
  reference: string
}

/** A stretch that carries the same marks; cut so that no mark reaches over the edge of a block or of emphasis. */
interface Stretch {
  start: number
  end: number
  marks: readonly Mark[]
}

/**
 * The whole article as Markdown with its passages marked. `==` cannot overlap, so passages that touch are one stretch of
 * it; `<mark>` names every passage of a stretch. Neither ever spans two blocks.
 */
export function markedArticle(tree: ContentTree, marks: readonly Mark[], style: FullText): string {
  const marker = new Marker(stretches(style === 'equals' ? withoutOverlaps(marks) : marks), marks, style)
  const { children } = marker.mark<Root>({ type: 'root', children: tree.children })
  const left = marker.referencesLeft()
  return serialise(left.length === 0 ? children : [...children, { type: 'paragraph', children: left }])
}

class Marker {
  private readonly cut: readonly Stretch[]
  private readonly style: FullText
  /** References still to be written, by where they belong. */
  private readonly references: { at: number; reference: string }[]

  constructor(cut: readonly Stretch[], marks: readonly Mark[], style: FullText) {
    this.cut = cut
    this.style = style
    this.references = marks
      .filter(({ reference }) => reference !== '')
      .map(({ end, reference }) => ({ at: end, reference }))
      .toSorted((a, b) => a.at - b.at)
  }

  mark<N extends Nodes>(node: N): N {
    if (!('children' in node)) return node
    const children = node.children.flatMap((child: Nodes): Nodes[] => {
      if (child.type === 'text' || child.type === 'inlineCode') return this.text(child, child.data?.start ?? 0)
      return child.type === 'code' ? this.code(child) : [this.mark(child)]
    })
    // Texts are replaced by phrasing, which may stand wherever a text may; so may paragraphs after code.
    return { ...node, children } as unknown as N
  }

  /** Nothing can be marked in code: the references of passages that end in it stand below. */
  private code(node: Code): BlockContent[] {
    const written = { ...node, value: wellFormed(node.value) }
    const references = this.referencesUpTo((node.data?.start ?? 0) + node.value.length)
    return references.length === 0 ? [written] : [written, { type: 'paragraph', children: references }]
  }

  private text({ type, value }: Text | InlineCode, at: number): PhrasingContent[] {
    const pieces: PhrasingContent[] = []
    const end = at + value.length
    let done = at
    const put = (from: number, to: number, marks: readonly Mark[]): void => {
      const part = wellFormed(value.slice(from - at, to - at))
      pieces.push(...(type === 'text' ? this.piece(part, marks) : this.codePiece(part, marks)))
      pieces.push(...this.referencesUpTo(to))
      done = to
    }
    for (const stretch of this.cut) {
      if (stretch.end <= done) continue
      if (stretch.start >= end) break
      if (stretch.start > done) put(done, stretch.start, [])
      put(Math.max(stretch.start, done), Math.min(stretch.end, end), stretch.marks)
    }
    if (done < end) put(done, end, [])
    return pieces
  }

  private piece(value: string, marks: readonly Mark[]): PhrasingContent[] {
    const content = value.trim()
    if (marks.length === 0 || content === '' || this.style === 'none') return [textNode(value)]
    const lead = value.slice(0, value.indexOf(content))
    const tail = value.slice(lead.length + content.length)
    const [open, close] = this.edges(marks)
    return [textNode(lead), verbatim(open), textNode(content), verbatim(close), textNode(tail)].filter(
      (node) => node.type !== 'text' || node.value !== '',
    )
  }

  private codePiece(value: string, marks: readonly Mark[]): PhrasingContent[] {
    const code: PhrasingContent = { type: 'inlineCode', value }
    if (marks.length === 0 || this.style === 'none') return [code]
    const [open, close] = this.edges(marks)
    return [verbatim(open), code, verbatim(close)]
  }

  private edges(marks: readonly Mark[]): [open: string, close: string] {
    return this.style === 'equals' ? ['==', '=='] : [opening(marks), '</mark>']
  }

  /** Those that no text has taken. */
  referencesLeft(): PhrasingContent[] {
    return this.referencesUpTo(Number.MAX_SAFE_INTEGER)
  }

  private referencesUpTo(place: number): PhrasingContent[] {
    const later = this.references.findIndex(({ at }) => at > place)
    const due = this.references.splice(0, later < 0 ? this.references.length : later)
    return due.map(({ reference }) => verbatim(reference))
  }
}

function opening(marks: readonly Mark[]): string {
  const colours = [...new Set(marks.map(({ colour }) => `simak-${colour}`))].join(' ')
  return `<mark class="${colours}" data-simak="${marks.map(({ id }) => id).join(' ')}">`
}

function textNode(value: string): PhrasingContent {
  return { type: 'text', value }
}

/** Cuts overlapping passages at each other's ends. */
function stretches(marks: readonly Mark[]): Stretch[] {
  const edges = [...new Set(marks.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b)
  const byStart = marks.toSorted((a, b) => a.start - b.start)
  const result: Stretch[] = []
  let open: Mark[] = []
  let next = 0
  for (const [i, start] of edges.entries()) {
    const end = edges[i + 1]
    if (end === undefined) break
    open = open.filter((mark) => mark.end > start)
    for (; byStart[next] !== undefined && (byStart[next]?.start ?? 0) <= start; next++) {
      const mark = byStart[next]
      if (mark !== undefined && mark.end > start) open.push(mark)
    }
    if (open.length > 0) result.push({ start, end, marks: [...open] })
  }
  return result
}

/** Heading of the part of the article that a place stands in; '' above the first. A place in a heading is under it. */
export function headingAt(tree: ContentTree, place: number): string {
  const heading = tree.blocks.findLast((block) => /^h[1-6]$/.test(block.name) && block.start <= place)
  return heading === undefined ? '' : tree.text.slice(heading.start, heading.end)
}

/** For `==`, stretches that touch are one; the reader sees no difference between them. */
function withoutOverlaps(marks: readonly Mark[]): Mark[] {
  const result: Mark[] = []
  for (const mark of marks.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = result.at(-1)
    if (last !== undefined && mark.start <= last.end) {
      result[result.length - 1] = { ...last, end: Math.max(last.end, mark.end) }
    } else result.push(mark)
  }
  return result
}
