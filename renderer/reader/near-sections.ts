import type { Span, TextMap } from './text-map.ts'

/** How far beyond the view (in its heights) sections count as near. */
const MARGIN = '150% 0px'

/**
 * Which stretches of a long article are near the view: only their highlights need to be painted. Chromium looks at
 * every registered range again whenever one changes, and with ten thousand that takes longer than a frame.
 */
export class NearSections {
  private readonly observer: IntersectionObserver
  private readonly spans = new Map<Element, Span>()
  private readonly near = new Set<Element>()
  private readonly map: TextMap
  private readonly onChange: (near: readonly Span[]) => void

  /** @param onChange told the near stretches, in no order */
  constructor(map: TextMap, scroller: Element, onChange: (near: readonly Span[]) => void) {
    this.map = map
    this.onChange = onChange
    const observe = (entries: readonly IntersectionObserverEntry[]) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) this.near.add(target)
        else this.near.delete(target)
      }
      this.tell()
    }
    this.observer = new IntersectionObserver(observe, { root: scroller, rootMargin: MARGIN })
  }

  /** Takes a section into account; call once it is in the page. Answers its stretch of the text. */
  add(section: Element): Span | null {
    const span = this.map.spanOf(section)
    if (span !== null) {
      this.spans.set(section, span)
      this.observer.observe(section)
    }
    return span
  }

  /** Tells the near stretches once more; an article without sections has none. */
  tell(): void {
    if (this.spans.size > 0) this.onChange([...this.near].map((near) => this.spans.get(near) ?? { start: 0, end: 0 }))
  }

  dispose(): void {
    this.observer.disconnect()
  }
}
