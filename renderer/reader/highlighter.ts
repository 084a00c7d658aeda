import { graphemeEnd } from '#shared/anchoring/graphemes.ts'
import {
  HIGHLIGHT_COLOURS,
  HIGHLIGHT_STYLES,
  type HighlightColour,
  type HighlightStyle,
  noteOf,
} from '#shared/annotation.ts'
import { isPainted, type PaintedAnnotation, type PlacedAnnotation } from '../annotations/document-order.ts'
import { FoundHits } from './found-hits.ts'
import { type Interval, IntervalIndex } from './interval-index.ts'
import type { Span, TextMap } from './text-map.ts'

/** One highlight as it is to be painted. */
export interface HighlightPaint extends Interval {
  colour: HighlightColour
  style: HighlightStyle
  state: 'exact' | 'moved' | 'uncertain'
  hasNote: boolean
}

/** Painted over the colours, in this order; the names are those of `::highlight()` in ui/highlights.css. */
const LAYERS = ['moved', 'uncertain', 'search', 'active', 'found', 'current', 'flash'] as const
type Layer = (typeof LAYERS)[number]

/** How long a shown passage stands out, in ms. */
const FLASH_FOR = 1100

/** What is on the page for one highlight. */
interface Painted {
  paint: HighlightPaint
  parts: { highlight: Highlight; range: StaticRange }[]
}

/**
 * Paints highlights with the CSS Custom Highlight API: one `Highlight` per colour, style and layer with static ranges,
 * because one per annotation and live ranges are slow with a thousand. The DOM of the article stays as it is.
 */
export class Highlighter {
  private readonly map: TextMap
  private readonly colours: ReadonlyMap<string, Highlight>
  private readonly layers: Record<Layer, Highlight>
  private readonly onPage = new Map<string, Painted>()
  private placed: readonly PlacedAnnotation[] = []
  /** Static ranges must be given when their nodes are in the page: what ends behind this offset waits. */
  private reached = 0
  /** Something near the view waits for its nodes. */
  private waits = false
  private near: readonly Span[] | null = []
  private index: IntervalIndex | null = null
  private readonly found: FoundHits<StaticRange>
  private flashTimer: ReturnType<typeof setTimeout> | undefined

  constructor(map: TextMap) {
    this.map = map
    this.colours = new Map(
      HIGHLIGHT_COLOURS.flatMap((colour) => HIGHLIGHT_STYLES.map((style) => [nameOf(colour, style), new Highlight()])),
    )
    this.layers = {
      moved: new Highlight(),
      uncertain: new Highlight(),
      search: new Highlight(),
      active: new Highlight(),
      found: new Highlight(),
      current: new Highlight(),
      flash: new Highlight(),
    }
    this.found = new FoundHits(this.layers.found, (span) => this.rangeOf(span))
    for (const [name, highlight] of this.colours) CSS.highlights.set(name, highlight)
    for (const [at, layer] of LAYERS.entries()) {
      this.layers[layer].priority = at + 1
      CSS.highlights.set(`simak-${layer}`, this.layers[layer])
    }
  }

  /**
   * The text up to this offset is in the page now.
   * @param isAll it is short: all of its highlights may be on the page, wherever the reader looks
   */
  reach(offset: number, isAll = false): void {
    this.reached = offset
    if (isAll) {
      this.near = null
      this.found.keepNear(null)
    }
    if (isAll || this.waits) this.update()
  }

  /** Leaves only highlights on the page that touch these stretches, given in the order of the text. */
  showOnly(near: readonly Span[]): void {
    this.near = joined(near)
    this.update()
    this.found.keepNear(near)
  }

  /** All highlights on the page, wherever the reader looks: for paper. */
  showAll(): void {
    this.near = null
    this.update()
  }

  /** Paints exactly these; only what differs from what is painted is touched. */
  paint(placed: readonly PlacedAnnotation[]): void {
    this.placed = placed
    this.index = null
    this.update()
  }

  private update(): void {
    const wanted = new Map<string, HighlightPaint>()
    this.waits = false
    for (const one of this.placed) {
      // Of thousands only the place is looked at: this runs between a key and its frame.
      if (!isPainted(one) || !this.isNear(one.anchor)) continue
      if (one.anchor.end <= this.reached) wanted.set(one.annotation.id, paintOf(one))
      else this.waits = true
    }
    for (const [id, old] of this.onPage) {
      const paint = wanted.get(id)
      if (paint !== undefined && samePaint(old.paint, paint)) wanted.delete(id)
      else this.takeOff(id, old)
    }
    for (const paint of wanted.values()) this.putOn(paint)
  }

  private isNear({ start, end }: Span): boolean {
    return this.near === null || this.near.some((span) => span.start < end && start < span.end)
  }

  private putOn(paint: HighlightPaint): void {
    const parts: Painted['parts'] = []
    const add = (highlight: Highlight | undefined, span: Span) => {
      const range = this.rangeOf(span)
      if (range === null || highlight === undefined) return
      highlight.add(range)
      parts.push({ highlight, range })
    }
    add(this.colours.get(nameOf(paint.colour, paint.style)), paint)
    if (paint.state === 'uncertain') add(this.layers.uncertain, paint)
    // A small mark: the first letter, whatever it is made of.
    const end = Math.min(paint.end, graphemeEnd(this.map.text, paint.start + 1))
    if (paint.state === 'moved') add(this.layers.moved, { start: paint.start, end })
    this.onPage.set(paint.id, { paint, parts })
  }

  private takeOff(id: string, { parts }: Painted): void {
    for (const { highlight, range } of parts) highlight.delete(range)
    this.onPage.delete(id)
  }

  /** Everything that has a place in the text, on the page or not. */
  get painted(): readonly HighlightPaint[] {
    return this.placed.filter(isPainted).map(paintOf)
  }

  /** Marks the highlight the reader is at. */
  activate(span: Span | null): void {
    this.fill('active', span === null ? [] : [span])
  }

  /** Marks the words of a search. */
  markSearch(spans: readonly Span[]): void {
    this.fill('search', spans)
  }

  /** Marks the hits of a search in the article; see FoundHits. */
  markFound(spans: readonly Span[], visible: () => number): void {
    this.found.show(spans, visible)
  }

  /** Marks the hit the reader is at. */
  markCurrent(span: Span | null): void {
    this.fill('current', span === null ? [] : [span])
  }

  /** Lets a passage stand out for a moment. */
  flash(span: Span): void {
    clearTimeout(this.flashTimer)
    this.fill('flash', [span])
    this.flashTimer = setTimeout(() => this.layers.flash.clear(), FLASH_FOR)
  }

  /** Ids of the highlights that hold the unit at `offset`, the shortest first. */
  at(offset: number): string[] {
    this.index ??= new IntervalIndex(this.painted)
    return this.index.at(offset)
  }

  /** Takes everything off the page, unless another article's highlighter has taken over. */
  dispose(): void {
    clearTimeout(this.flashTimer)
    this.found.dispose()
    for (const [name, highlight] of this.colours) unregister(name, highlight)
    for (const layer of LAYERS) unregister(`simak-${layer}`, this.layers[layer])
  }

  private fill(layer: Layer, spans: readonly Span[]): void {
    this.layers[layer].clear()
    for (const span of spans) {
      const range = this.rangeOf(span)
      if (range !== null) this.layers[layer].add(range)
    }
  }

  private rangeOf({ start, end }: Span): StaticRange | null {
    const span = this.map.toDomRange(start, end)
    if (span === null) return null
    const { startNode: startContainer, startOffset, endNode: endContainer, endOffset } = span
    return new StaticRange({ startContainer, startOffset, endContainer, endOffset })
  }
}

/** Between blocks that follow each other there are at most so many units. */
const BLOCK_GAP = 2

/** Stretches that follow each other as one: each highlight of the article is compared with all of them. */
function joined(spans: readonly Span[]): Span[] {
  const whole: Span[] = []
  for (const span of spans) {
    const last = whole.at(-1)
    if (last === undefined || span.start - last.end > BLOCK_GAP) whole.push({ ...span })
    else last.end = Math.max(last.end, span.end)
  }
  return whole
}

function paintOf({ annotation, anchor }: PaintedAnnotation): HighlightPaint {
  const { id, colour, style = 'wash' } = annotation
  const { start, end, state } = anchor
  return { id, start, end, colour, style, state, hasNote: noteOf(annotation) !== '' }
}

function unregister(name: string, highlight: Highlight): void {
  if (CSS.highlights.get(name) === highlight) CSS.highlights.delete(name)
}

function nameOf(colour: HighlightColour, style: HighlightStyle): string {
  return style === 'wash' ? `simak-${colour}` : `simak-${colour}-line`
}

function samePaint(a: HighlightPaint, b: HighlightPaint): boolean {
  return a.start === b.start && a.end === b.end && a.colour === b.colour && a.style === b.style && a.state === b.state
}
