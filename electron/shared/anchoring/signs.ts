import type { TextPositionSelector, TextQuoteSelector } from '../annotation.ts'
import type { Anchor } from './anchor-state.ts'
import { graphemeEnd, graphemeStart } from './graphemes.ts'

/** Places of a quote without letters that are looked at. */
const MOST_PLACES = 1000
/** Units of unbroken context that single such a place out. */
const ENOUGH_CONTEXT = 8

/** Anchors a quote without letters ("...", a line end): only its context, unit by unit, tells one from another. */
export function anchorSigns(text: string, quote: TextQuoteSelector, position: TextPositionSelector | null): Anchor {
  const { exact } = quote
  let best = -1
  let most = ENOUGH_CONTEXT - 1
  let equal = 0
  let at = text.indexOf(exact)
  for (let n = 0; at !== -1 && n < MOST_PLACES; n++, at = text.indexOf(exact, at + 1)) {
    const units = unbroken(text, quote, at)
    if (units < most || units < ENOUGH_CONTEXT) continue
    equal = units === most ? equal + 1 : 1
    if (units > most || at === position?.start) best = at
    most = units
  }
  if (best === -1) return { state: 'orphan', confidence: 0, why: text.includes(exact) ? 'too-short' : 'not-found' }
  const span = { start: graphemeStart(text, best), end: graphemeEnd(text, best + exact.length) }
  const share = most / Math.max(1, quote.prefix.length + quote.suffix.length)
  if (equal > 1) return { state: 'uncertain', ...span, confidence: share / 2, why: 'several-places', places: [span] }
  if (best === position?.start) return { state: 'exact', ...span, confidence: share, why: 'in-place-context-changed' }
  return { state: 'moved', ...span, confidence: share, why: 'found-elsewhere' }
}

function unbroken(text: string, { exact, prefix, suffix }: TextQuoteSelector, at: number): number {
  let before = 0
  while (before < prefix.length && text[at - 1 - before] === prefix[prefix.length - 1 - before]) before++
  let after = 0
  while (after < suffix.length && text[at + exact.length + after] === suffix[after]) after++
  return before + after
}
