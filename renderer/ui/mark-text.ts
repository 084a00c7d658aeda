import Mark from 'mark.js'

/**
 * Puts `<mark>` around every occurrence of the words in the element's text; case and diacritics are ignored. For small
 * or static text only (lists, snippets, notes): the article itself is painted by reader/highlighter.ts.
 * The element's text nodes are split, so React must not hold them; see MarkedText.
 */
export function markText(element: HTMLElement, words: readonly string[]): void {
  const marker = new Mark(element)
  marker.unmark()
  if (words.length > 0) marker.mark([...words], { separateWordSearch: false, diacritics: true, exclude: ['mark'] })
}

/** Puts `<mark>` around exactly these places of the element's text (UTF-16 offsets, in order, apart from each other). */
export function markRanges(element: HTMLElement, ranges: readonly { start: number; end: number }[]): void {
  const marker = new Mark(element)
  marker.unmark()
  if (ranges.length > 0) marker.markRanges(ranges.map(({ start, end }) => ({ start, length: end - start })))
}
