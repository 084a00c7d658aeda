import type { Selector } from '../annotation.ts'
import type { Anchor } from './anchor-state.ts'
import type { TextSpan } from './span.ts'
import { usablePosition, usableQuote } from './wanted.ts'

/**
 * What the changes between an old and a new text say of a passage: where it is, unchanged; or `gone`: whatever is found
 * for it stood in the old text too, as something else.
 */
export type Followed = TextSpan | 'gone'

/** What the changes say is as sure as a neighbour, and less than quote and context. */
const FOLLOWED_CONFIDENCE = 0.9

/**
 * Settles doubts by what is known of the changes of the text.
 * @param hints null where the changes say nothing, because the passage has changed itself
 */
export function settleByFollowing(
  text: string,
  anchors: readonly Anchor[],
  lists: readonly (readonly Selector[])[],
  hints: readonly (Followed | null)[],
): Anchor[] {
  return anchors.map((anchor, at) => {
    const hint = hints[at] ?? null
    if (hint === null || anchor.why === 'in-place') return anchor
    if (hint === 'gone') return lost(anchor)
    const selectors = lists[at] ?? []
    if (isSure(anchor) && overlap(anchor, hint)) return anchor
    if (usableQuote(selectors)?.exact !== text.slice(hint.start, hint.end)) return anchor
    const isInPlace = usablePosition(selectors)?.start === hint.start
    return { state: isInPlace ? 'exact' : 'moved', ...hint, confidence: FOLLOWED_CONFIDENCE, why: 'followed' }
  })
}

function lost(anchor: Anchor): Anchor {
  if (anchor.state === 'orphan') return anchor
  const { start, end } = anchor
  return { state: 'orphan', confidence: 0, why: 'not-found', guess: { start, end } }
}

function isSure(anchor: Anchor): anchor is Extract<Anchor, { state: 'exact' | 'moved' }> {
  return anchor.state === 'exact' || anchor.state === 'moved'
}

export function overlap(a: TextSpan, b: TextSpan): boolean {
  return a.start < b.end && b.start < a.end
}
