import { findDate, isDateLine } from './dates.ts'
import { detectLanguage } from './language.ts'
import { countWords, endsSentence } from './wording.ts'

/** Comments make at most this share of a text's words; more would be an article about something dated. */
const MAX_SHARE = 0.6
const MAX_NAME_WORDS = 5

const CLOCK = /\d{1,2}[:.]\d{2}/
const AGO =
  /^(?:about |sekitar )?(?:\d+|an?|one|se)\s*(?:seconds?|minutes?|mins?|hours?|days?|weeks?|months?|years?|detik|menit|jam|hari|minggu|bulan|tahun)\s+(?:ago|yang lalu|lalu)$/i
const SAYS = /^.{1,60}\b(?:says|said|wrote|berkata|mengatakan|menulis)\s*:$/i
const PRAISE =
  /\b(?:(?:great|nice|wonderful|awesome|excellent|amazing|fantastic|good|useful|helpful|informative|interesting) (?:\w+ )?(?:post|blog|article|web ?site|site|info|information|read|stuff|content|work|job)|thanks? (?:you )?for (?:sharing|the|this|your)|bookmark(?:ed|ing)?|keep (?:it up|up the|writing)|your (?:blog|site|website|web site|post|article|effort)|this (?:blog|web ?site|post)|i(?:'m| am|m) (?:sending|really|impressed)|magnificent|check out my)\b/i

/**
 * Where comments of the page's readers begin that were copied along with the text: a name, a date with a time, then
 * what they wrote; or praise in another language than the article's at its end.
 * @param lines '' for a line that is already left out
 * @returns index of the first comment's first line, null where there are none
 */
export function findComments(lines: readonly string[], language: string | null): number | null {
  const stamped = lines.findIndex((line, index) => isStamp(line) && hasName(lines, index) && isTail(lines, index))
  if (stamped !== -1) return SAYS.test(lines[stamped] ?? '') ? stamped : nameIndex(lines, stamped)
  return findForeignPraise(lines, language)
}

function isStamp(line: string): boolean {
  if (line === '') return false
  if (AGO.test(line) || SAYS.test(line)) return true
  return CLOCK.test(line) && isDateLine(line) && findDate(line, { dayFirst: true }) !== null
}

function hasName(lines: readonly string[], index: number): boolean {
  if (SAYS.test(lines[index] ?? '')) return true
  const name = lines[nameIndex(lines, index)] ?? ''
  return name !== '' && countWords(name) <= MAX_NAME_WORDS && !endsSentence(name) && !name.endsWith(':')
}

function nameIndex(lines: readonly string[], index: number): number {
  return lines.findLastIndex((line, other) => other < index && line !== '')
}

function isTail(lines: readonly string[], index: number): boolean {
  const before = wordsIn(lines.slice(0, Math.max(0, index - 1)))
  const after = wordsIn(lines.slice(index + 1))
  return before > 30 && after > 0 && after <= (before + after) * MAX_SHARE
}

function findForeignPraise(lines: readonly string[], language: string | null): number | null {
  if (language === null) return null
  let start: number | null = null
  for (let index = lines.length - 1; index > 0; index -= 1) {
    const line = lines[index] ?? ''
    if (line === '') continue
    if (!(PRAISE.test(line) && countWords(line) >= 5 && isForeign(line, language))) break
    start = index
  }
  if (start === null || !isTail(lines, start)) return null
  const name = nameIndex(lines, start)
  const isName = countWords(lines[name] ?? '') <= 2 && !endsSentence(lines[name] ?? '') && name > 0
  return isName ? name : start
}

function isForeign(line: string, language: string): boolean {
  const own = detectLanguage(line)
  return own !== null && own !== language
}

function wordsIn(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + countWords(line), 0)
}
