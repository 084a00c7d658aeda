import { graphemeEnd, graphemeStart } from '#shared/anchoring/graphemes.ts'
import type { Span } from './text-map.ts'

export type End = 'start' | 'end'

/** The span with one end at `offset` (UTF-16 code units); at least one grapheme of it stays, and none is cut. */
export function draggedSpan(text: string, { start, end }: Span, which: End, offset: number): Span {
  if (which === 'start') return { start: Math.min(graphemeStart(text, offset), graphemeStart(text, end - 1)), end }
  return { start, end: Math.max(graphemeEnd(text, offset), graphemeEnd(text, start + 1)) }
}
