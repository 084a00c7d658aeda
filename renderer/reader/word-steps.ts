const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' })
/** Units looked at on each side; no word is longer. */
const WINDOW = 400

/** The end of the first word that ends behind `offset`, or the end of the text. */
export function nextWordEnd(text: string, offset: number): number {
  const from = Math.max(0, offset - WINDOW)
  for (const { index, segment, isWordLike } of segmenter.segment(text.slice(from, offset + WINDOW))) {
    const end = from + index + segment.length
    if (isWordLike === true && end > offset) return end
  }
  return text.length
}

/** The end of the last word that ends before `offset`, or 0. */
export function previousWordEnd(text: string, offset: number): number {
  return last(text, offset, (start, length) => start + length)
}

/** The start of the last word that begins before `offset`, or 0. */
export function previousWordStart(text: string, offset: number): number {
  return last(text, offset, (start) => start)
}

/** The start of the first word that begins behind `offset`, or the end of the text. */
export function nextWordStart(text: string, offset: number): number {
  const from = Math.max(0, offset - WINDOW)
  for (const { index, isWordLike } of segmenter.segment(text.slice(from, offset + WINDOW))) {
    if (isWordLike === true && from + index > offset) return from + index
  }
  return text.length
}

function last(text: string, offset: number, edge: (start: number, length: number) => number): number {
  const from = Math.max(0, offset - WINDOW)
  let found = 0
  for (const { index, segment, isWordLike } of segmenter.segment(text.slice(from, offset + WINDOW))) {
    const at = edge(from + index, segment.length)
    if (isWordLike === true && at < offset) found = at
  }
  return found
}
