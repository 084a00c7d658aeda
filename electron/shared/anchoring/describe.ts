import type { PlaceSelector, TextPositionSelector, TextQuoteSelector } from '../annotation.ts'
import { blockAt } from './blocks.ts'
import { fingerprint } from './fingerprint.ts'
import { foldText, skeletonOffset } from './fold.ts'
import { graphemeEnd, graphemeStart } from './graphemes.ts'
import { type AnchorIndex, prepare } from './prepare.ts'

/** Units of context kept on each side of a quote; fewer where a grapheme would be cut or the text ends. */
export const CONTEXT_LENGTH = 64
/** Occurrences of a quote are counted up to here. */
export const MOST_OCCURRENCES = 1000

/**
 * Selectors for a range of the article text.
 * @param start first UTF-16 code unit
 * @param end the unit after the last one; a range that is reversed or reaches out of the text is mended, and both ends
 *   move outwards to grapheme boundaries
 */
export function describe(
  text: string,
  start: number,
  end: number,
): [TextQuoteSelector, TextPositionSelector, PlaceSelector] {
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
    placeOf(prepare(text), from, to),
  ]
}

function placeOf(index: AnchorIndex, from: number, to: number): PlaceSelector {
  const block = blockAt(index.text, from)
  return {
    type: 'SimakPlaceSelector',
    text: index.fingerprint,
    block: block.ordinal,
    blockText: fingerprint(foldText(block.text).folded),
    ...occurrenceOf(index, from, to),
  }
}

/** Which one of all places of the quote it is, by the skeleton; 0 of 0 where the quote has no letters. */
function occurrenceOf(
  { text, skeleton }: AnchorIndex,
  from: number,
  to: number,
): Pick<PlaceSelector, 'occurrence' | 'occurrences'> {
  const needle = foldText(text.slice(from, to)).folded
  const own = skeletonOffset(skeleton, from)
  let occurrence = 0
  let occurrences = 0
  if (needle === '') return { occurrence, occurrences }
  for (let at = skeleton.folded.indexOf(needle); at !== -1; at = skeleton.folded.indexOf(needle, at + 1)) {
    occurrences++
    if (at <= own) occurrence = occurrences
    if (occurrences === MOST_OCCURRENCES) break
  }
  return { occurrence, occurrences }
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
