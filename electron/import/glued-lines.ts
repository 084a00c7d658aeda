import { countWords, wordsOf } from './wording.ts'

/** A piece of a line; `related` pieces point to other articles and are no part of this one. */
export interface Piece {
  text: string
  related: boolean
}

/** "Laporan Wartawan Kabar.com, Sari Wulandari KABAR.COM, JAKARTA - ...": who wrote it, glued to the dateline. */
const REPORTED_BY =
  /^Laporan (?:Wartawan|Reporter|Kontributor|Jurnalis)\s[^,]{3,40},\s(?:\p{Lu}[\p{L}.'’-]*\s+){1,4}?(?=\p{Lu}[\p{Lu}\d]+\.(?:COM|ID|CO\.ID|NET)\b)/u

/** Takes the line that names the writer off the text it was glued to; null where there is none. */
export function splitReporter(line: string): { reporter: string; text: string } | null {
  const reporter = REPORTED_BY.exec(line)?.[0]
  return reporter === undefined ? null : { reporter: reporter.trim(), text: line.slice(reporter.length) }
}

const LONG_LINE = 300
const MAX_HEADLINE_WORDS = 25

/** "(baca: Headline)", "[Baca juga: Headline]", "(BacaHeadline)" anywhere in a line: what is said, and the headline. */
const BRACKETED =
  /\s*[([]\s*((?:baca|simak|lihat|tonton|read|see)(?:\s+(?:juga|pula|also|berita))?\s*:|(?:baca|simak|lihat|tonton)(?:\s+(?:juga|pula))?(?=\s*["“‘]?[A-Z0-9]))\s*([^()[\]]{5,160})[)\]]/gi
/** "the boss (baca: Presiden)" and "(see: Table 2)" explain a word. */
const LEAST_HEADLINE_WORDS = 4
/** The same without brackets, behind the end of a sentence. */
const UNBRACKETED =
  /(?<=[.!?…]["”’)]?\s*|\s{2})(?:baca|simak|lihat|tonton)\s+(?:juga|pula)\s*:\s*|(?<=[.!?…]["”’)]?\s*)(?:read also|also read)\s*:\s*/i
/** A video box at the end of the text, of which copying leaves the channel and a headline. */
const VIDEO_BOX = /(?<=[.!?…]["”’)]{0,2}\s+)Kompas TV\s+[\p{Lu}\d"“][^.!?]{10,140}$/u
/** A lost paragraph break: a sentence's end right before a capital, or a capital inside a word. */
const SENTENCE_GLUE = /(?<=\p{Ll}{3}[.!?]["”’]?)(?=["“‘]?\p{Lu}\p{Ll}{2,}\s)(?!(?:Com|Net|Org|Co|Id|Tv)\b)/gu
const WORD_GLUE = /(?<=\p{Ll}{2})(?=\p{Lu}\p{Ll}+[ ,])/u

/** Cuts pointers to other articles out of a line, where it is sure how far they go. */
export function splitRelated(line: string): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const match of line.matchAll(BRACKETED)) {
    if (!pointsAway(match[1] ?? '', match[2] ?? '')) continue
    if (match.index === 0 && match[0].length === line.length) return [{ text: line, related: true }]
    pieces.push({ text: line.slice(from, match.index), related: false }, { text: match[0], related: true })
    from = match.index + match[0].length
  }
  pieces.push({ text: line.slice(from), related: false })
  return pieces
    .flatMap((piece) => (piece.related ? [piece] : splitUnbracketed(piece.text)))
    .filter((piece) => piece.text.trim() !== '')
}

/** Without "juga" only a headline is a pointer: several words, the first and more with a capital. */
function pointsAway(said: string, headline: string): boolean {
  if (/(?:juga|pula|also|berita)\s*:$/i.test(said)) return true
  const words = wordsOf(headline)
  const capitals = words.filter((word) => /^[\p{Lu}\d]/u.test(word)).length
  return (
    words.length >= LEAST_HEADLINE_WORDS &&
    /^["“‘]?[\p{Lu}\d]/u.test(headline) &&
    capitals / words.length >= (said.endsWith(':') ? 0.4 : 0.6)
  )
}

function splitUnbracketed(text: string): Piece[] {
  const box = VIDEO_BOX.exec(text)
  if (box !== null) return [...splitUnbracketed(text.slice(0, box.index)), { text: box[0], related: true }]
  const match = UNBRACKETED.exec(text)
  if (match === null) return [{ text, related: false }]
  const headline = text.slice(match.index + match[0].length)
  const length = headlineLength(headline)
  if (length === null) return [{ text, related: false }]
  const end = match.index + match[0].length + length
  return [
    { text: text.slice(0, match.index), related: false },
    { text: text.slice(match.index, end), related: true },
    ...splitUnbracketed(text.slice(end)),
  ]
}

/** How far the headline reaches: to the line's end, several spaces or a lost break; null where that is unclear. */
function headlineLength(text: string): number | null {
  const glue = /\s{3,}/.exec(text)?.index ?? WORD_GLUE.exec(text)?.index ?? text.length
  const headline = text.slice(0, glue)
  const isOneSentence = !/[.!?]["”’]?\s+\p{Lu}/u.test(headline)
  return isOneSentence && countWords(headline) <= MAX_HEADLINE_WORDS ? glue : null
}

/**
 * Breaks a very long line again where copying lost the breaks between paragraphs. Only such lines: in short ones
 * several spaces or a missing space are more often a slip than a lost break.
 */
export function splitLongLine(line: string): string[] {
  if (line.length < LONG_LINE) return [line]
  const parts = line.split(/ {3,}|\u00a0{3,}/)
  return parts
    .flatMap((part) => (countGlue(part) >= 2 || parts.length > 1 ? part.split(SENTENCE_GLUE) : [part]))
    .map((part) => part.trim())
}

function countGlue(text: string): number {
  return text.match(SENTENCE_GLUE)?.length ?? 0
}
