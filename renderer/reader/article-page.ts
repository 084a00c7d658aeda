import { anchor } from '#shared/anchoring/anchor.ts'
import { describe } from '#shared/anchoring/describe.ts'
import { prepare } from '#shared/anchoring/prepare.ts'
import { type ImageWords, type Insertion, insertContent, parseContent } from './content.ts'
import { Highlighter } from './highlighter.ts'
import type { PlacedPart } from './hit-places.ts'
import { NearBlocks } from './near-blocks.ts'
import { isLeftOut, type Span, TextMap } from './text-map.ts'

/** CSS pixels between the upper edge and the paragraph a reader comes back to. */
const TOP_MARGIN = 32
/** Distance of the points that are asked for the first visible paragraph. */
const PROBE_STEP = 10
/** Frames after which a scroll position counts as settled while sections get their true heights. */
const SETTLING_FRAMES = 8
/** Text of at most so many units has room for few highlights: all may be on the page, wherever the reader looks. */
const SHORT_TEXT = 10_000
/** Units of a paragraph that identify it in another version of the text. */
const LANDMARK_LENGTH = 80

/** A place to come back to: a passage, and how far below the upper edge it stood (CSS pixels). */
export interface Landmark {
  text: string
  span: Span
  top: number
}

/** A unit of the article text and how far below the upper edge its line stood (CSS pixels). */
export interface Edge {
  offset: number
  top: number
}

export interface PageContent {
  html: string
  images: ImageWords
}

/** One article in the page: its nodes, their text, and where on the screen a passage is. */
export class ArticlePage {
  readonly host: HTMLElement
  readonly scroller: HTMLElement
  /** The content's top-level elements in document order, left-out lines not among them. */
  readonly blocks: readonly Element[]
  readonly map: TextMap
  readonly highlighter: Highlighter
  private readonly insertion: Insertion
  private readonly near: NearBlocks
  private readonly spans = new WeakMap<Element, Span | null>()
  private frame = 0

  /** @param sectionClass class of the sections that long content is inserted in */
  constructor(host: HTMLElement, scroller: HTMLElement, { html, images }: PageContent, sectionClass: string) {
    this.host = host
    this.scroller = scroller
    const content = parseContent(html, images)
    this.map = new TextMap(content)
    this.blocks = [...content.children]
    this.highlighter = new Highlighter(this.map)
    this.near = new NearBlocks(this.map, scroller, (near) => this.highlighter.showOnly(near))
    let inSections = false
    const onInserted = (section: Element | null) => {
      inSections ||= section !== null
      if (section === null) this.allInserted(inSections)
      else this.sectionInserted(section)
    }
    this.insertion = insertContent(host, content, { length: html.length, sectionClass, onInserted })
  }

  private sectionInserted(section: Element): void {
    this.near.addSection(section)
    const span = this.map.spanOf(section)
    if (span !== null) this.highlighter.reach(span.end)
  }

  private allInserted(inSections: boolean): void {
    const { length } = this.map.text
    const isShort = !inSections && length <= SHORT_TEXT
    if (!inSections && !isShort) this.near.addBlocks(this.blocks)
    this.highlighter.reach(length, isShort)
  }

  dispose(): void {
    this.insertion.cancel()
    this.near.dispose()
    cancelAnimationFrame(this.frame)
    this.highlighter.dispose()
  }

  rangeOf({ start, end }: Span): Range | null {
    const span = this.map.toDomRange(start, end)
    if (span === null) return null
    const range = document.createRange()
    range.setStart(span.startNode, span.startOffset)
    range.setEnd(span.endNode, span.endOffset)
    return range
  }

  /** The selected passage; null where nothing of the article is selected or the selection began in a card or panel. */
  selectedSpan(): Span | null {
    const selection = getSelection()
    if (selection === null || selection.rangeCount === 0 || selection.isCollapsed) return null
    const { anchorNode } = selection
    const beganHere = this.scroller.contains(anchorNode) || anchorNode?.contains(this.host) === true
    const range = selection.getRangeAt(0)
    return beganHere && range.intersectsNode(this.host) ? this.map.rangeToSpan(range) : null
  }

  select(span: Span): void {
    const range = this.rangeOf(span)
    if (range === null) return
    getSelection()?.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset)
  }

  /** The offset of the unit under a point of the window; null where no text of the article is there. */
  offsetAt(x: number, y: number): number | null {
    const offset = this.caretOffsetAt(x, y)
    if (offset === null) return null
    for (const start of [offset, offset - 1]) {
      const boxes = this.rangeOf({ start, end: start + 1 })?.getClientRects() ?? []
      for (const box of boxes) if (x >= box.left && x <= box.right && y >= box.top && y <= box.bottom) return start
    }
    return null
  }

  /** The offset between units that is nearest to a point of the window; null where no text of the article is there. */
  boundaryAt(x: number, y: number): number | null {
    return this.caretOffsetAt(x, y)
  }

  /** Where a passage begins or ends in the window (CSS pixels); null where it is not laid out. */
  edgeOf({ start, end }: Span, which: 'start' | 'end'): { x: number; top: number; height: number } | null {
    const range = this.rangeOf(which === 'start' ? { start, end: start + 1 } : { start: end - 1, end })
    const boxes = [...(range?.getClientRects() ?? [])].filter(({ height }) => height > 0)
    const box = which === 'start' ? boxes[0] : boxes.at(-1)
    if (range === null || box === undefined) return null
    const { startContainer: node } = range
    const element = node instanceof Element ? node : node.parentElement
    const isLeft = (element === null || getComputedStyle(element).direction === 'ltr') === (which === 'start')
    return { x: isLeft ? box.left : box.right, top: box.top, height: box.height }
  }

  /** The start of the first paragraph of which anything is visible. */
  firstVisible(): number {
    const offset = this.offsetAtEdge()
    return offset === null ? 0 : (this.map.content.blocks[this.map.blockAt(offset)]?.start ?? 0)
  }

  /** What stands at the upper edge; null at the very beginning and where no text is in view. */
  edge(): Edge | null {
    const offset = this.scroller.scrollTop === 0 ? null : this.offsetAtEdge()
    const box = offset === null ? undefined : this.rangeOf({ start: offset, end: offset + 1 })?.getBoundingClientRect()
    if (offset === null || box === undefined) return null
    return { offset, top: box.top - this.scroller.getBoundingClientRect().top }
  }

  /** Brings back what stood at the upper edge, after the type or the width of the page has changed. */
  holdEdge({ offset, top }: Edge): void {
    this.keepAt({ start: offset, end: offset + 1 }, top)
  }

  /** Shows the paragraph at the upper edge, as it was when its offset was kept. */
  restore(offset: number): void {
    const block = this.map.content.blocks[this.map.blockAt(offset)]
    if (block === undefined || block.start === 0) return
    this.insertion.finish()
    this.keepAt(block, TOP_MARGIN)
  }

  /** Inserts what is still missing of a long article. */
  showAll(): void {
    this.insertion.finish()
  }

  /** Paper has all text and all highlights, not only what is near the view. */
  beforePrint(): void {
    this.insertion.finish()
    this.highlighter.showAll()
  }

  afterPrint(): void {
    this.near.tell()
  }

  /** Scrolls only where the passage is not comfortably in view; then it stands a third below the upper edge. */
  reveal(span: Span): void {
    this.insertion.finish()
    const box = this.rangeOf(span)?.getBoundingClientRect()
    const view = this.scroller.getBoundingClientRect()
    if (box === undefined) return
    if (box.top >= view.top + TOP_MARGIN && box.bottom <= view.bottom - TOP_MARGIN) return
    this.keepAt(span, Math.min(view.height / 3, Math.max(TOP_MARGIN, (view.height - box.height) / 2)))
  }

  /** Where everything stands that is in the page: sections of a long article, blocks of a short one, in text order. */
  parts(): PlacedPart[] {
    const origin = this.scroller.getBoundingClientRect().top - this.scroller.scrollTop
    return [...this.host.children].flatMap((part) => {
      const known = this.spans.get(part)
      const span = known === undefined ? this.map.spanOf(part) : known
      if (known === undefined) this.spans.set(part, span)
      if (span === null) return []
      const { top, height } = part.getBoundingClientRect()
      return [{ ...span, top: top - origin, height }]
    })
  }

  /** Where the reader is, in a form that survives another version of the text. */
  landmark(): Landmark {
    const start = this.firstVisible()
    const span = { start, end: Math.min(this.map.text.length, start + LANDMARK_LENGTH) }
    const top = this.rangeOf(span)?.getBoundingClientRect().top ?? 0
    return { text: this.map.text, span, top: top - this.scroller.getBoundingClientRect().top }
  }

  returnTo({ text, span, top }: Landmark): void {
    const found = anchor(prepare(this.map.text), describe(text, span.start, span.end))
    if (found.state === 'orphan') return
    this.insertion.finish()
    this.keepAt(found, top)
  }

  /** Brings the passage to `top` pixels below the upper edge and holds it there while heights above it change. */
  private keepAt(span: Span, top: number): void {
    cancelAnimationFrame(this.frame)
    let frames = 0
    let expected = -1
    const settle = () => {
      const box = this.rangeOf({ start: span.start, end: span.start + 1 })?.getBoundingClientRect()
      const readerScrolled = expected !== -1 && Math.abs(this.scroller.scrollTop - expected) > 1
      if (box === undefined || readerScrolled) return
      this.scroller.scrollTop += box.top - this.scroller.getBoundingClientRect().top - top
      expected = this.scroller.scrollTop
      frames++
      if (frames < SETTLING_FRAMES) this.frame = requestAnimationFrame(settle)
    }
    settle()
  }

  private offsetAtEdge(): number | null {
    const { top, bottom } = this.scroller.getBoundingClientRect()
    const { left, right } = this.host.getBoundingClientRect()
    for (let y = top + TOP_MARGIN + 2; y < bottom; y += PROBE_STEP) {
      const offset = this.caretOffsetAt((left + right) / 2, y)
      if (offset !== null) return offset
    }
    return null
  }

  private caretOffsetAt(x: number, y: number): number | null {
    const caret = document.caretPositionFromPoint(x, y)
    if (caret === null || !this.host.contains(caret.offsetNode)) return null
    const element = caret.offsetNode instanceof Element ? caret.offsetNode : caret.offsetNode.parentElement
    for (let at = element; at !== null && at !== this.host; at = at.parentElement) if (isLeftOut(at)) return null
    return this.map.fromDomPosition(caret.offsetNode, caret.offset)
  }
}
