import { hitsBetween } from './find-hits.ts'
import type { Span } from './text-map.ts'

/** UTF-16 code units around what is visible whose hits are painted at once in an article that is painted whole. */
const NEAR = 20_000
/** Hits that one frame paints beyond those. */
const HITS_A_FRAME = 1500

/** What of a `Highlight` is needed. */
interface HitLayer<Range> {
  add(range: Range): unknown
  delete(range: Range): unknown
  clear(): void
}

/**
 * The hits of a search in the article, painted. In a long article only those near the view are, and others as they come
 * near: Chromium looks at every range of a highlight again whenever one changes.
 */
export class FoundHits<Range> {
  private readonly layer: HitLayer<Range>
  private readonly rangeOf: (span: Span) => Range | null
  private hits: readonly Span[] = []
  /** The stretches near the view; null where all of the article is. */
  private near: readonly Span[] | null = []
  /** What is painted of each stretch, by its start. */
  private readonly painted = new Map<number, Range[]>()
  private frame = 0

  constructor(layer: HitLayer<Range>, rangeOf: (span: Span) => Range | null) {
    this.layer = layer
    this.rangeOf = rangeOf
  }

  /**
   * Paints these and no others.
   * @param hits in text order
   * @param visible asked for the offset of what is in view
   */
  show(hits: readonly Span[], visible: () => number): void {
    this.dispose()
    this.layer.clear()
    this.painted.clear()
    this.hits = hits
    if (this.near !== null) this.update(this.near)
    else if (hits.length > 0) this.paintFrom(visible())
  }

  keepNear(near: readonly Span[] | null): void {
    this.near = near
    if (near !== null) this.update(near)
  }

  dispose(): void {
    if (this.frame !== 0) cancelAnimationFrame(this.frame)
    this.frame = 0
  }

  private update(near: readonly Span[]): void {
    const wanted = new Set(near.map(({ start }) => start))
    for (const [start, ranges] of this.painted) {
      if (wanted.has(start)) continue
      for (const range of ranges) this.layer.delete(range)
      this.painted.delete(start)
    }
    for (const { start, end } of near) {
      if (!this.painted.has(start)) this.painted.set(start, this.paint(this.hits.slice(...this.between(start, end))))
    }
  }

  /** What is near first, the rest a part by frame. */
  private paintFrom(offset: number): void {
    const [first, end] = this.between(offset - NEAR, offset + NEAR)
    this.paint(this.hits.slice(first, end))
    const rest = [...this.hits.slice(end), ...this.hits.slice(0, first)]
    const paintMore = (from: number): void => {
      if (from >= rest.length) return
      this.frame = requestAnimationFrame(() => {
        this.paint(rest.slice(from, from + HITS_A_FRAME))
        paintMore(from + HITS_A_FRAME)
      })
    }
    paintMore(0)
  }

  private paint(hits: readonly Span[]): Range[] {
    const ranges = hits.flatMap((hit) => this.rangeOf(hit) ?? [])
    for (const range of ranges) this.layer.add(range)
    return ranges
  }

  private between(start: number, end: number): [first: number, end: number] {
    return hitsBetween(this.hits, start, end)
  }
}
