import type { TextPositionSelector, TextQuoteSelector } from '../annotation.ts'
import { graphemeEnd, graphemeStart } from './graphemes.ts'

/** Units of context kept on each side of a quote; fewer where a grapheme would be cut or the text ends. */
export const CONTEXT_LENGTH = 64

/**
 * Selectors for a range of the article text.
 * @param start first UTF-16 code unit
 * @param end the unit after the last one; a range that is reversed or reaches out of the text is mended, and both ends
 *   move outwards to grapheme boundaries
 */
export function describe(text: string, start: number, end: number): [TextQuoteSelector, TextPositionSelector] {
  const [from, to] = mendedRange(text, start, end)
  const prefixStart = graphemeEnd(text, Math.max(0, from - CONTEXT_LENGTH))
  const suffixEnd = graphemeStart(text, Math.min(text.length, to + CONTEXT_LENGTH))
  return [
    {
      type: 'TextQuoteSelector',
      exact: text.slice(from, to),
      prefix: text.slice(prefixStart, from),
      suffix: text.slice(to, suffixEnd),
    },
    { type: 'TextPositionSelector', start: from, end: to },
  ]
}

function mendedRange(text: string, start: number, end: number): [number, number] {
  const ends = [clampOffset(text, start), clampOffset(text, end)] as const
  const first = Math.min(...ends)
  const last = Math.max(...ends)
  const from = graphemeStart(text, first)
  return [from, first === last ? from : graphemeEnd(text, last)]
}

function clampOffset(text: string, offset: number): number {
  return Number.isNaN(offset) ? 0 : Math.trunc(Math.min(text.length, Math.max(0, offset)))
}
