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
