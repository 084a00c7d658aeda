import { foldText, type Skeleton } from '#shared/anchoring/fold.ts'
import { graphemeEnd, graphemeStart } from '#shared/anchoring/graphemes.ts'
import type { Span } from './text-map.ts'

/** More places than this are not counted. */
const MOST_PLACES = 5000

/**
 * Where a phrase stands, whatever its case, accents, punctuation and line breaks; places do not overlap.
 * @param skeleton that of `text`
 */
export function findPhrase(text: string, skeleton: Skeleton, phrase: string): Span[] {
  const needle = foldText(phrase).folded
  const spans: Span[] = []
  if (needle === '') return spans
  const { folded, offsets } = skeleton
  for (let at = folded.indexOf(needle); at !== -1; at = folded.indexOf(needle, at + needle.length)) {
    const start = offsets[at] ?? 0
    const last = offsets[at + needle.length - 1] ?? start
    spans.push({ start: graphemeStart(text, start), end: graphemeEnd(text, last + 1) })
    if (spans.length === MOST_PLACES) break
  }
  return spans
}
