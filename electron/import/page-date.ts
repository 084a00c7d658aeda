import { findDate } from './dates.ts'
import type { PlacedBlock } from './flatten.ts'
import { type Found, found } from './found-facts.ts'
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
  stated: Found<string> | null,
  lines: readonly PageLine[],
  content: readonly PlacedBlock[],
  language: string | null,
): Found<string> | null {
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
  if (stated === null) return found(shown, 'visible')
  if (shown.slice(0, 10) !== stated.value.slice(0, 10)) return stated
  return { ...stated, value: shown.startsWith(stated.value) ? shown : stated.value, confidence: 0.98 }
}

const DATED_PATH = /\/((?:19|20)\d{2})[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=\D|$)/

/** Many outlets put the day into the address: "/read/2016/02/23/...". */
export function dateOfAddress(url: string | null): Found<string> | null {
  const match = url === null || !URL.canParse(url) ? null : DATED_PATH.exec(new URL(url).pathname)
  return match === null ? null : found(`${match[1]}-${match[2]}-${match[3]}`, 'address')
}
