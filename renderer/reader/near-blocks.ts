import type { Span, TextMap } from './text-map.ts'

/** How far beyond the view (in its heights) a block counts as near. */
const NEAR = '100% 0px'
/** How far beyond it the blocks of a section are looked at. */
const SOON = '150% 0px'

/**
 * Which blocks of an article are near the view: only their highlights need to be painted. In every frame in which
 * anything of the window changes, Chromium looks at each registered range again and paints it: about 50 microseconds
 * for each, so with a hundred there is no time left for anything else.
 */
export class NearBlocks {
  private readonly sections: IntersectionObserver
  private readonly blocks: IntersectionObserver
  private readonly spans = new WeakMap<Element, Span | null>()
  private readonly near = new Set<Element>()
  private readonly map: TextMap
  private readonly onChange: (near: readonly Span[]) => void
  private isWatching = false

  /** @param onChange told the near stretches, in the order of the text */
  constructor(map: TextMap, scroller: Element, onChange: (near: readonly Span[]) => void) {
    this.map = map
    this.onChange = onChange
    this.sections = new IntersectionObserver((entries) => this.lookInto(entries), { root: scroller, rootMargin: SOON })
    this.blocks = new IntersectionObserver((entries) => this.keep(entries), { root: scroller, rootMargin: NEAR })
  }

  /** Watches the blocks of a section whenever it comes near; call once it is in the page. */
  addSection(section: Element): void {
    this.isWatching = true
    this.sections.observe(section)
  }

  /** Watches these blocks all the time. */
  addBlocks(blocks: Iterable<Element>): void {
    this.isWatching = true
    for (const block of blocks) this.blocks.observe(block)
  }

  /** Tells the near stretches once more; of an article that is not watched there are none. */
  tell(): void {
    if (!this.isWatching) return
    const spans = [...this.near].map((block) => this.spanOf(block)).filter((span) => span !== null)
    this.onChange(spans.toSorted((a, b) => a.start - b.start))
  }

  dispose(): void {
    this.sections.disconnect()
    this.blocks.disconnect()
  }

  private lookInto(entries: readonly IntersectionObserverEntry[]): void {
    const before = this.near.size
    for (const { target, isIntersecting } of entries) {
      for (const block of target.children) {
        if (isIntersecting) this.blocks.observe(block)
        else this.forget(block)
      }
    }
    if (this.near.size < before) this.tell()
  }

  private forget(block: Element): void {
    this.blocks.unobserve(block)
    this.near.delete(block)
  }

  private keep(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) this.near.add(target)
      else this.near.delete(target)
    }
    this.tell()
  }

  private spanOf(block: Element): Span | null {
    const known = this.spans.get(block)
    if (known !== undefined) return known
    const span = this.map.spanOf(block)
    this.spans.set(block, span)
    return span
  }
}
