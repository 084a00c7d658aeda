import type { Span } from './text-map.ts'

/** More marks than this help nobody and cost time. */
const MOST_MARKS = 2000

/** Where the words of a search stand in the article text, without regard to case and diacritics. */
export function findWords(text: string, words: readonly string[]): Span[] {
  const wanted = words.map(fold).filter((word) => word !== '')
  if (wanted.length === 0) return []
  const folded = fold(text)
  // Folding that changes the length would shift every offset after it; then only case is ignored, unit by unit.
  const haystack = folded.length === text.length ? folded : foldUnits(text)
  return wanted.flatMap((word) => findAll(haystack, word)).slice(0, MOST_MARKS)
}

function findAll(text: string, word: string): Span[] {
  const spans: Span[] = []
  for (let at = text.indexOf(word); at !== -1 && spans.length < MOST_MARKS; at = text.indexOf(word, at + word.length)) {
    spans.push({ start: at, end: at + word.length })
  }
  return spans
}

function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mark}+/gu, '')
    .toLowerCase()
}

function foldUnits(text: string): string {
  let folded = ''
  for (const character of text) {
    const lower = fold(character)
    folded += lower.length === character.length ? lower : character
  }
  return folded
}
