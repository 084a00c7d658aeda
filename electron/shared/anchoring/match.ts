import type { TextQuoteSelector } from '../annotation.ts'
import type { AnchorIndex } from './prepare.ts'
import { foldWhiteSpace, skeletonOffset } from './prepare.ts'

/** A place where the quote stands, white space apart. */
export interface Candidate {
  /** UTF-16 code units of the text; `end` is exclusive. */
  start: number
  end: number
  /** The text there equals the quote, white space included. */
  verbatim: boolean
  /** Share (0 to 1) of the stored context that stands unbroken around it; 0 where none is stored. */
  context: number
  score: number
}

/** Hits looked at on each side of the expected place, so that a quote like "a" cannot cost a second. */
const HITS_EACH_WAY = 2000
/** Context decides; verbatim text and nearness only part what context leaves equal. */
const CONTEXT_WEIGHT = 0.8
const VERBATIM_BONUS = 0.1
const IN_PLACE_BONUS = 0.2
const NEARNESS_WEIGHT = 0.05

/** All places where the quote stands, best first. `expected` is the old start, null where it is unknown. */
export function findCandidates(index: AnchorIndex, quote: TextQuoteSelector, expected: number | null): Candidate[] {
  const needle = foldWhiteSpace(quote.exact)
  if (needle === '') return []
  const { skeleton } = index
  const prefix = foldWhiteSpace(quote.prefix)
  const suffix = foldWhiteSpace(quote.suffix)
  return hitsAround(skeleton.folded, needle, skeletonOffset(skeleton, expected ?? 0))
    .map((hit): Candidate => {
      const span = spanOf(index, quote.exact, hit, needle.length)
      const context = contextAround(skeleton.folded, hit, hit + needle.length, prefix, suffix)
      return { ...span, context, score: scoreOf(span, context, expected, index.text.length) }
    })
    .sort((a, b) => b.score - a.score || a.start - b.start)
}

function hitsAround(folded: string, needle: string, at: number): number[] {
  const hits: number[] = []
  let hit = folded.indexOf(needle, at)
  for (let n = 0; hit !== -1 && n < HITS_EACH_WAY; n++, hit = folded.indexOf(needle, hit + 1)) hits.push(hit)
  hit = at > 0 ? folded.lastIndexOf(needle, at - 1) : -1
  for (let n = 0; hit !== -1 && n < HITS_EACH_WAY; n++) {
    hits.push(hit)
    hit = hit > 0 ? folded.lastIndexOf(needle, hit - 1) : -1
  }
  return hits
}

function spanOf(index: AnchorIndex, exact: string, hit: number, length: number): Omit<Candidate, 'context' | 'score'> {
  const { offsets } = index.skeleton
  const first = offsets[hit] ?? 0
  const leadingSpace = exact.length - exact.trimStart().length
  const start = first - leadingSpace
  if (start >= 0 && index.text.startsWith(exact, start)) return { start, end: start + exact.length, verbatim: true }
  return { start: first, end: (offsets[hit + length - 1] ?? first) + 1, verbatim: false }
}

function contextAround(folded: string, start: number, end: number, prefix: string, suffix: string): number {
  const stored = prefix.length + suffix.length
  if (stored === 0) return 0
  let before = 0
  while (
    before < prefix.length &&
    before < start &&
    folded[start - 1 - before] === prefix[prefix.length - 1 - before]
  ) {
    before++
  }
  let after = 0
  while (after < suffix.length && folded[end + after] === suffix[after]) after++
  return (before + after) / stored
}

function scoreOf(
  span: { start: number; verbatim: boolean },
  context: number,
  expected: number | null,
  textLength: number,
): number {
  const score = context * CONTEXT_WEIGHT + (span.verbatim ? VERBATIM_BONUS : 0)
  if (expected === null) return score
  if (span.start === expected) return score + IN_PLACE_BONUS
  return score + NEARNESS_WEIGHT * (1 - Math.min(1, Math.abs(span.start - expected) / textLength))
}
