import { foldText } from './fold.ts'
import { graphemeEnd, graphemeStart } from './graphemes.ts'
import type { AnchorIndex } from './prepare.ts'
import type { Wanted } from './wanted.ts'

/** A stretch of the article text in UTF-16 code units; `end` is exclusive. */
export interface TextSpan {
  start: number
  end: number
}

/** What became of a quote's wording at a place. */
export type Wording = 'verbatim' | 'white-space-changed' | 'typography-changed' | 'wording-changed'

const WHITE_SPACE = /\s/
const NO_LETTERS = /^[\s\p{P}\p{M}\p{C}\p{Sk}]$/u

/**
 * The span of the text for a stretch of the skeleton, at grapheme boundaries. Signs at the quote's ends (a full stop, a
 * quotation mark) have no place in the skeleton: as many of them are taken as the quote has.
 */
export function textSpan(
  index: AnchorIndex,
  wanted: Wanted,
  stretch: { start: number; end: number; first: number; last: number },
): TextSpan {
  const { text, skeleton } = index
  const first = skeleton.offsets[stretch.start] ?? 0
  const last = graphemeEnd(text, (skeleton.offsets[stretch.end - 1] ?? first) + 1)
  const { exact } = wanted.quote
  const own = foldText(exact)
  const lead = own.offsets[0] ?? 0
  const whole = stretch.first === wanted.from && stretch.last === wanted.to
  if (whole && first >= lead && text.startsWith(exact, first - lead)) {
    return { start: graphemeStart(text, first - lead), end: graphemeEnd(text, first - lead + exact.length) }
  }
  const tail = graphemeEnd(exact, (own.offsets.at(-1) ?? 0) + 1)
  const start = stretch.first === wanted.from ? first - signsBefore(text, first, signsIn(exact.slice(0, lead))) : first
  const end = stretch.last === wanted.to ? last + signsAfter(text, last, signsIn(exact.slice(tail))) : last
  return { start: graphemeStart(text, start), end: graphemeEnd(text, end) }
}

export function wordingAt({ text }: AnchorIndex, { quote }: Wanted, { start, end }: TextSpan): Wording {
  const now = text.slice(start, end)
  if (now === quote.exact) return 'verbatim'
  if (withoutSpace(now) === withoutSpace(quote.exact)) return 'white-space-changed'
  return foldText(now).folded === foldText(quote.exact).folded ? 'typography-changed' : 'wording-changed'
}

function withoutSpace(text: string): string {
  return text.replace(/\s+/g, '')
}

function signsIn(edge: string): number {
  return withoutSpace(edge).length
}

/** Units before `at` that hold up to `count` signs, nothing else between. */
function signsBefore(text: string, at: number, count: number): number {
  let taken = 0
  let seen = 0
  for (let back = 1; back <= at && seen < count; back++) {
    const unit = text.charAt(at - back)
    if (!NO_LETTERS.test(unit) || unit === '\n') break
    if (WHITE_SPACE.test(unit)) continue
    seen++
    taken = back
  }
  return taken
}

function signsAfter(text: string, at: number, count: number): number {
  let taken = 0
  let seen = 0
  for (let ahead = 0; at + ahead < text.length && seen < count; ahead++) {
    const unit = text.charAt(at + ahead)
    if (!NO_LETTERS.test(unit) || unit === '\n') break
    if (WHITE_SPACE.test(unit)) continue
    seen++
    taken = ahead + 1
  }
  return taken
}
