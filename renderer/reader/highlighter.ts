import { HIGHLIGHT_COLOURS, type HighlightColour } from '#shared/annotation.ts'
import { type Interval, IntervalIndex } from './interval-index.ts'
import type { Span, TextMap } from './text-map.ts'

/** One highlight as it is to be painted. */
export interface HighlightPaint extends Interval {
  colour: HighlightColour
  uncertain: boolean
}

/** Painted over the colours, in this order; the names are those of `::highlight()` in highlights.css. */
const LAYERS = ['uncertain', 'search', 'active', 'found', 'current', 'flash'] as const
type Layer = (typeof LAYERS)[number]

/** How long a shown passage stands out, in ms. */
const FLASH_FOR = 1100

/**
 * Paints highlights with the CSS Custom Highlight API: one `Highlight` per colour and layer with static ranges, because
 * one per annotation and live ranges are slow with a thousand. The DOM of the article stays as it is.
 */
export class Highlighter {
  private readonly map: TextMap
  private readonly colours: Record<HighlightColour, Highlight>
  private readonly layers: Record<Layer, Highlight>
  private paints: readonly HighlightPaint[] = []
  private index = new IntervalIndex([])
  private flashTimer: ReturnType<typeof setTimeout> | undefined

  constructor(map: TextMap) {
    this.map = map
    this.colours = {
      yellow: new Highlight(),
      green: new Highlight(),
      blue: new Highlight(),
      pink: new Highlight(),
      purple: new Highlight(),
    }
    this.layers = {
      uncertain: new Highlight(),
      search: new Highlight(),
      active: new Highlight(),
      found: new Highlight(),
      current: new Highlight(),
      flash: new Highlight(),
    }
    for (const colour of HIGHLIGHT_COLOURS) CSS.highlights.set(`simak-${colour}`, this.colours[colour])
    for (const [at, layer] of LAYERS.entries()) {
      this.layers[layer].priority = at + 1
      CSS.highlights.set(`simak-${layer}`, this.layers[layer])
    }
  }

  /** Paints exactly these; nothing happens where they are what is painted already, unless `again` asks for it. */
  paint(paints: readonly HighlightPaint[], again = false): void {
    if (!again && samePaints(paints, this.paints)) return
    this.paints = paints
    this.index = new IntervalIndex(paints)
    for (const colour of HIGHLIGHT_COLOURS) this.colours[colour].clear()
    this.layers.uncertain.clear()
    for (const paint of paints) {
      const range = this.rangeOf(paint)
      if (range === null) continue
      this.colours[paint.colour].add(range)
      if (paint.uncertain) this.layers.uncertain.add(range)
    }
  }

  get painted(): readonly HighlightPaint[] {
    return this.paints
  }

  /** Marks the highlight the reader is at. */
  activate(span: Span | null): void {
    this.fill('active', span === null ? [] : [span])
  }

  /** Marks the words of a search. */
  markSearch(spans: readonly Span[]): void {
    this.fill('search', spans)
  }

  /** Marks the first hits of a search in the article; `addFound` marks more of them. */
  markFound(spans: readonly Span[]): void {
    this.fill('found', spans)
  }

  addFound(spans: readonly Span[]): void {
    for (const span of spans) {
      const range = this.rangeOf(span)
      if (range !== null) this.layers.found.add(range)
    }
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
    return this.index.at(offset)
  }

  /** Takes everything off the page, unless another article's highlighter has taken over. */
  dispose(): void {
    clearTimeout(this.flashTimer)
    for (const colour of HIGHLIGHT_COLOURS) unregister(`simak-${colour}`, this.colours[colour])
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

function unregister(name: string, highlight: Highlight): void {
  if (CSS.highlights.get(name) === highlight) CSS.highlights.delete(name)
}

function samePaints(a: readonly HighlightPaint[], b: readonly HighlightPaint[]): boolean {
  return a.length === b.length && a.every((paint, index) => samePaint(paint, b[index]))
}

function samePaint(a: HighlightPaint, b: HighlightPaint | undefined): boolean {
  return (
    b !== undefined &&
    a.id === b.id &&
    a.start === b.start &&
    a.end === b.end &&
    a.colour === b.colour &&
    a.uncertain === b.uncertain
  )
}
