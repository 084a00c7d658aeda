import { findDate } from './dates.ts'
import type { PlacedBlock } from './flatten.ts'
import type { PageLine } from './page-lines.ts'
import { countWords } from './wording.ts'

/** So many lines above the text, and so many of its first ones, may show the date. */
const LINES_ABOVE = 25
const MAX_WORDS = 14

/**
 * When the page says it was published: what its metadata says, or the visible date nearest above the text. Where both
 * name the same day, the one that also knows the hour.
 */
export function visibleDate(
  stated: string | null,
  lines: readonly PageLine[],
  content: readonly PlacedBlock[],
  language: string | null,
): string | null {
  const start = content.find((block) => countWords(block.text) > MAX_WORDS)?.order ?? 0
  const near = lines.filter(
    (line) => line.order < start && line.order >= start - LINES_ABOVE && countWords(line.text) <= MAX_WORDS,
  )
  const options = { dayFirst: language === 'en' ? null : true }
  const shown = near
    .toReversed()
    .map((line) => findDate(line.text, options))
    .find((date) => date !== null)
  if (shown === undefined) return stated
  if (stated === null) return shown
  return shown.startsWith(stated) ? shown : stated
}
