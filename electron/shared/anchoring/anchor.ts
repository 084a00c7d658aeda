import type { Selector, TextPositionSelector, TextQuoteSelector } from '../annotation.ts'
import { graphemeEnd, graphemeStart } from './graphemes.ts'
import { type Candidate, findCandidates } from './match.ts'
import { type AnchorIndex, foldWhiteSpace } from './prepare.ts'

/** Why an anchor is what it is; words for it belong to the interface. */
export type AnchorReason =
  | 'in-place'
  | 'in-place-context-changed'
  | 'context-intact-elsewhere'
  | 'found-elsewhere'
  | 'white-space-changed'
  | 'several-places'
  | 'weak-context'
  | 'position-only'
  | 'too-short'
  | 'not-found'
  | 'nothing-to-find'

/**
 * What an annotation's selectors come to on a text now. Computed on opening, never stored.
 * - `exact`: at its old position, or the one place whose quote and context are intact
 * - `moved`: found elsewhere or with changed white space
 * - `uncertain`: a weak or ambiguous match, shown as such
 * - `orphan`: not found; listed, kept and exportable
 *
 * `start` and `end` (exclusive) are UTF-16 code units of the article text, at grapheme boundaries; `confidence` is 0 to 1.
 */
export type Anchor =
  | { state: 'exact' | 'moved' | 'uncertain'; start: number; end: number; confidence: number; why: AnchorReason }
  | { state: 'orphan'; confidence: 0; why: AnchorReason }

/** Quotes below this many units (white space apart) say nothing without context. */
const SHORT_QUOTE = 12
const SHORT_QUOTE_CONTEXT = 0.25
/** Below this length a quote needs some context to be believed. */
const MEDIUM_QUOTE = 24
const MEDIUM_QUOTE_CONTEXT = 0.1
/** A runner-up whose score is nearer than this makes the match uncertain. */
const CLEAR_LEAD = 0.08
const CONFIDENCE_HALF_LENGTH = 24
const UNCERTAIN_CONFIDENCE = 0.4

/** Finds where the selectors of one annotation point in the prepared text. Never throws, never leaves the text. */
export function anchor(index: AnchorIndex, selectors: readonly Selector[]): Anchor {
  const quote = usableQuote(selectors)
  const position = usablePosition(selectors)
  if (quote === null) return anchorByPosition(index.text, position)
  if (position !== null && isIntactAt(index.text, quote, position.start)) {
    return span(index.text, 'exact', position.start, position.start + quote.exact.length, 1, 'in-place')
  }
  return decide(index.text, quote, position, findCandidates(index, quote, position?.start ?? null))
}

/** `anchor` for many annotations of one text, in their order. */
export function anchorAll(index: AnchorIndex, lists: readonly (readonly Selector[])[]): Anchor[] {
  return lists.map((selectors) => anchor(index, selectors))
}

function decide(
  text: string,
  quote: TextQuoteSelector,
  position: TextPositionSelector | null,
  candidates: readonly Candidate[],
): Anchor {
  const [best, next] = candidates
  if (best === undefined) return orphan('not-found')
  const length = foldWhiteSpace(quote.exact).length
  const inPlace = best.verbatim && best.start === position?.start
  if (length < SHORT_QUOTE && best.context < SHORT_QUOTE_CONTEXT && !inPlace) return orphan('too-short')
  const confidence = confidenceOf(length, best.context)
  const doubtful = (why: AnchorReason) =>
    span(text, 'uncertain', best.start, best.end, confidence * UNCERTAIN_CONFIDENCE, why)
  if (next !== undefined && best.score - next.score < CLEAR_LEAD) return doubtful('several-places')
  if (length < SHORT_QUOTE && best.context < SHORT_QUOTE_CONTEXT) return doubtful('weak-context')
  if (length < MEDIUM_QUOTE && best.context < MEDIUM_QUOTE_CONTEXT && !inPlace) return doubtful('weak-context')
  if (!best.verbatim) return span(text, 'moved', best.start, best.end, confidence, 'white-space-changed')
  if (inPlace) return span(text, 'exact', best.start, best.end, confidence, 'in-place-context-changed')
  if (best.context === 1) return span(text, 'exact', best.start, best.end, confidence, 'context-intact-elsewhere')
  return span(text, 'moved', best.start, best.end, confidence, 'found-elsewhere')
}

/** Long quotes are believed by themselves, short ones as far as their context is intact. */
function confidenceOf(length: number, context: number): number {
  return 1 - (1 - context) * (CONFIDENCE_HALF_LENGTH / (CONFIDENCE_HALF_LENGTH + length))
}

function isIntactAt(text: string, quote: TextQuoteSelector, start: number): boolean {
  const { exact, prefix, suffix } = quote
  return start >= prefix.length && text.startsWith(prefix + exact + suffix, start - prefix.length)
}

function anchorByPosition(text: string, position: TextPositionSelector | null): Anchor {
  if (position === null || position.end > text.length || position.start >= position.end)
    return orphan('nothing-to-find')
  return span(text, 'uncertain', position.start, position.end, UNCERTAIN_CONFIDENCE / 2, 'position-only')
}

function span(
  text: string,
  state: 'exact' | 'moved' | 'uncertain',
  start: number,
  end: number,
  confidence: number,
  why: AnchorReason,
): Anchor {
  return { state, start: graphemeStart(text, start), end: graphemeEnd(text, end), confidence, why }
}

function orphan(why: AnchorReason): Anchor {
  return { state: 'orphan', confidence: 0, why }
}

function usableQuote(selectors: readonly Selector[]): TextQuoteSelector | null {
  const quote = selectors.find((selector) => selector.type === 'TextQuoteSelector')
  return quote === undefined || quote.exact === '' ? null : quote
}

function usablePosition(selectors: readonly Selector[]): TextPositionSelector | null {
  const position = selectors.find((selector) => selector.type === 'TextPositionSelector')
  if (position === undefined) return null
  const sound = Number.isInteger(position.start) && Number.isInteger(position.end) && position.start >= 0
  return sound ? position : null
}
