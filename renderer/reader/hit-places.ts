import type { Span } from './text-map.ts'

/** A part of the article in the page: its stretch of the text, and where it stands (CSS pixels of the scrolled area). */
export interface PlacedPart extends Span {
  top: number
  height: number
}

/**
 * How far down the spans stand, each by its share of the text in the part it begins in; a span that begins in no part
 * stands at the end of the part before it.
 * @param parts in text order
 * @param spans in text order
 */
export function placesOf(parts: readonly PlacedPart[], spans: readonly Span[]): number[] {
  let at = 0
  return spans.map(({ start }) => {
    while (at + 1 < parts.length && (parts[at + 1]?.start ?? 0) <= start) at++
    const part = parts[at]
    if (part === undefined) return 0
    const share = (start - part.start) / Math.max(1, part.end - part.start)
    return part.top + Math.max(0, Math.min(1, share)) * part.height
  })
}
