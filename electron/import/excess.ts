/** What there is too much of in a file for a person to read; it would take all memory there is. */

/** The longest books have a tenth of these. A worker does not survive for sure what its memory has no room for. */
const MOST_ELEMENTS = 250_000
const MOST_LETTERS = 10_000_000
const START_TAG = /<[a-z]/gi
const DATA_URI = /data:[a-z]+\/[^"')\s]*/gi

export function excessOfMarkup(html: string): 'elements' | 'letters' | null {
  return hasTooManyElements(html) ? 'elements' : excessOfText(html)
}

export function excessOfText(text: string): 'letters' | null {
  if (text.length <= MOST_LETTERS) return null
  let letters = text.length
  // Pictures inside the page are no text of it.
  for (const [picture] of text.matchAll(DATA_URI)) letters -= picture.length
  return letters > MOST_LETTERS ? 'letters' : null
}

function hasTooManyElements(html: string): boolean {
  let count = 0
  START_TAG.lastIndex = 0
  // An element takes three characters at least.
  while (html.length > MOST_ELEMENTS * 3 && count <= MOST_ELEMENTS && START_TAG.test(html)) count += 1
  return count > MOST_ELEMENTS
}
