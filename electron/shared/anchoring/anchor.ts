import type { Selector, TextPositionSelector, TextQuoteSelector } from '../annotation.ts'
import type { Anchor, AnchorReason } from './anchor-state.ts'
import { findCandidates } from './candidates.ts'
import { type Followed, settleByFollowing } from './follow.ts'
import { findLong, isLong } from './long.ts'
import { graphemeEnd, graphemeStart } from './graphemes.ts'
import { judge, type Verdict } from './judge.ts'
import { type Ordered, settleByOrder } from './order.ts'
import type { AnchorIndex } from './prepare.ts'
import { anchorSigns } from './signs.ts'
import { type TextSpan, textSpan, type Wording, wordingAt } from './span.ts'
import { usablePlace, usablePosition, usableQuote, type Wanted, wantedOf } from './wanted.ts'

/** Confidence in a position without a quote. */
const POSITION_CONFIDENCE = 0.2
const MOST_PLACES = 6

/** Finds where the selectors of one annotation point in the prepared text. Never throws, never leaves the text. */
export function anchor(index: AnchorIndex, selectors: readonly Selector[]): Anchor {
  return located(index, selectors).anchor
}

/**
 * `anchor` for many annotations of one text, in their order. Where one could stand in several places, those whose place
 * is sure decide: what was between two of them before is between them now.
 * @param hints what is known of passages by the changes of the text (follow.ts)
 */
export function anchorAll(
  index: AnchorIndex,
  lists: readonly (readonly Selector[])[],
  hints: readonly (Followed | null)[] = [],
): Anchor[] {
  const found = lists.map((selectors) => located(index, selectors))
  const alone = found.map((one) => one.anchor)
  const anchors = hints.length === 0 ? alone : settleByFollowing(index.text, alone, lists, hints)
  const asked = anchors.map((anchor, at): Ordered => {
    const rivals = anchor === alone[at] ? found[at]?.rivals : undefined
    return { anchor, rivals: rivals ?? noRivals, old: usablePosition(lists[at] ?? [])?.start ?? null }
  })
  return settleByOrder(asked, index.text.length)
}

function noRivals(): readonly TextSpan[] {
  return []
}

/** An anchor with all places that a doubtful one could mean; they are worked out when asked for. */
interface Located {
  anchor: Anchor
  rivals: () => readonly TextSpan[]
}

function located(index: AnchorIndex, selectors: readonly Selector[]): Located {
  const quote = usableQuote(selectors)
  const position = usablePosition(selectors)
  if (quote === null) return { anchor: anchorByPosition(index.text, position), rivals: noRivals }
  if (position !== null && isIntactAt(index.text, quote, position.start)) {
    return { anchor: exactly(index.text, position.start, quote.exact.length, 'in-place', 1), rivals: noRivals }
  }
  const wanted = wantedOf(quote, position, usablePlace(selectors))
  if (wanted.from === wanted.to) return { anchor: anchorSigns(index.text, quote, position), rivals: noRivals }
  const found = isLong(wanted) ? findLong(index, wanted) : findCandidates(index, wanted)
  const verdict = judge(wanted, found, nearnessIn(index, wanted))
  const rivals = () => (verdict.kind === 'doubt' ? verdict.rivals.map((one) => textSpan(index, wanted, one)) : [])
  return { anchor: anchorOf(index, wanted, verdict), rivals }
}

function anchorOf(index: AnchorIndex, wanted: Wanted, verdict: Verdict): Anchor {
  switch (verdict.kind) {
    case 'refused': {
      const orphan: Anchor = { state: 'orphan', confidence: 0, why: verdict.why }
      return verdict.best === null ? orphan : { ...orphan, guess: textSpan(index, wanted, verdict.best) }
    }
    case 'doubt': {
      const places = verdict.rivals.slice(0, MOST_PLACES).map((rival) => textSpan(index, wanted, rival))
      const { best, confidence, why } = verdict
      return { state: 'uncertain', ...textSpan(index, wanted, best), confidence, why, places }
    }
    case 'found':
      return found(index, wanted, verdict)
  }
}

function found(index: AnchorIndex, wanted: Wanted, { best, confidence, settled }: Verdict & { kind: 'found' }): Anchor {
  const span = textSpan(index, wanted, best)
  const wording = wordingAt(index, wanted, span)
  if (wording === 'verbatim' && span.start === wanted.expected) {
    return { state: 'exact', ...span, confidence, why: 'in-place-context-changed' }
  }
  if (wording === 'verbatim' && !settled && isContextIntact(index.text, wanted.quote, span)) {
    return { state: 'exact', ...span, confidence, why: 'context-intact-elsewhere' }
  }
  return { state: 'moved', ...span, confidence, why: reasonFor(wording, settled) }
}

function reasonFor(wording: Wording, settled: boolean): AnchorReason {
  if (wording === 'verbatim') return settled ? 'same-occurrence' : 'found-elsewhere'
  return wording
}

function anchorByPosition(text: string, position: TextPositionSelector | null): Anchor {
  if (position === null || position.end > text.length || position.start >= position.end) {
    return { state: 'orphan', confidence: 0, why: 'nothing-to-find' }
  }
  const span = { start: graphemeStart(text, position.start), end: graphemeEnd(text, position.end) }
  return { state: 'uncertain', ...span, confidence: POSITION_CONFIDENCE, why: 'position-only', places: [span] }
}

function exactly(text: string, start: number, length: number, why: AnchorReason, confidence: number): Anchor {
  return { state: 'exact', start: graphemeStart(text, start), end: graphemeEnd(text, start + length), confidence, why }
}

function isIntactAt(text: string, { exact, prefix, suffix }: TextQuoteSelector, start: number): boolean {
  return start >= prefix.length && text.startsWith(prefix + exact + suffix, start - prefix.length)
}

function isContextIntact(text: string, quote: TextQuoteSelector, { start }: TextSpan): boolean {
  return quote.prefix + quote.suffix !== '' && isIntactAt(text, quote, start)
}

function nearnessIn({ text, skeleton }: AnchorIndex, { expected }: Wanted): (start: number) => number {
  if (expected === null) return () => 0
  return (start) => 1 - Math.min(1, Math.abs((skeleton.offsets[start] ?? 0) - expected) / text.length)
}
