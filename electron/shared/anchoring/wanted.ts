import type { PlaceSelector, Selector, TextPositionSelector, TextQuoteSelector } from '../annotation.ts'
import { foldText, skeletonOffset } from './fold.ts'
import { startsWord } from './words.ts'

/** What selectors ask for: a quote with its context as one skeleton. The quote is `pattern.slice(from, to)`. */
export interface Wanted {
  quote: TextQuoteSelector
  pattern: string
  from: number
  to: number
  /** Whether a word begins at a unit of the pattern; its end counts too. */
  startsWord: (at: number) => boolean
  /** Where the quote began in the old text, in UTF-16 units; null where that is unknown. */
  expected: number | null
  /** What else was kept about the place; null for selectors made by others or long ago. */
  place: PlaceSelector | null
}

export function wantedOf(
  quote: TextQuoteSelector,
  position: TextPositionSelector | null,
  place: PlaceSelector | null,
): Wanted {
  const whole = quote.prefix + quote.exact + quote.suffix
  const skeleton = foldText(whole)
  return {
    quote,
    pattern: skeleton.folded,
    from: skeletonOffset(skeleton, quote.prefix.length),
    to: skeletonOffset(skeleton, quote.prefix.length + quote.exact.length),
    startsWord: (at) => startsWord(whole, skeleton, at),
    expected: position?.start ?? null,
    place,
  }
}

/** The first quote that says something. */
export function usableQuote(selectors: readonly Selector[]): TextQuoteSelector | null {
  const quote = selectors.find((selector) => selector.type === 'TextQuoteSelector')
  return quote === undefined || quote.exact === '' ? null : quote
}

/** The first position, where its numbers can be offsets. */
export function usablePosition(selectors: readonly Selector[]): TextPositionSelector | null {
  const position = selectors.find((selector) => selector.type === 'TextPositionSelector')
  if (position === undefined) return null
  const sound = Number.isInteger(position.start) && Number.isInteger(position.end) && position.start >= 0
  return sound ? position : null
}

export function usablePlace(selectors: readonly Selector[]): PlaceSelector | null {
  return selectors.find((selector) => selector.type === 'SimakPlaceSelector') ?? null
}
