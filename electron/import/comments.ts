import { isDateLine } from './dates.ts'
import { detectLanguage } from './language.ts'
import { countWords, endsSentence } from './wording.ts'

/** Comments make at most this share of a text's words; more would be an article about something dated. */
const MAX_SHARE = 0.6
const MAX_NAME_WORDS = 5
/** With fewer words before it a stamp is the article's own. */
const HEAD_WORDS = 30
const MAX_STAMP = 110

const CLOCK = /\d{1,2}[:.]\d{2}/
const AGO =
  /^(?:about |sekitar )?(?:\d+|an?|one|se)\s*(?:seconds?|minutes?|mins?|hours?|days?|weeks?|months?|years?|detik|menit|jam|hari|minggu|bulan|tahun)\s+(?:ago|yang lalu|lalu)$/i
/** "3 hours ago" in other languages. */
const AGO_ELSEWHERE =
  /^(?:vor|il y a|hace|há|przed|před|pred|πριν(?: από)?|acum)\s(?:\d+|\p{L}{1,5})\s\p{L}+\.?$|^(?:for |för )?(?:\d+|\p{L}{1,5})\s\p{L}+\.?\s(?:geleden|fa|temu|siden|sedan|sitten|назад|тому|преди|önce|zpět|nazaj|ezelőtt|atrás)$/iu
/** A name and nothing else before it: an article's "The minister said:" brings its own quotation. */
const SAYS =
  /^\S+(?:\s\S+){0,3}\s(?:says|said|wrote|berkata|mengatakan|menulis|sagt|schreibt|dit|dice|ha scritto|schreef|zegt)\s*:$/i
const PRAISE =
  /\b(?:(?:great|nice|wonderful|awesome|excellent|amazing|fantastic|good|useful|helpful|informative|interesting) (?:\w+ )?(?:post|blog|article|web ?site|site|info|information|read|stuff|content|work|job)|thanks? (?:you )?for (?:sharing|the|this|your)|bookmark(?:ed|ing)?|keep (?:it up|up the|writing)|your (?:blog|site|website|web site|post|article|effort)|this (?:blog|web ?site|post)|i(?:'m| am|m) (?:sending|really|impressed)|magnificent|check out my)\b/i

/**
 * Where comments of the page's readers begin that were copied along with the text: a name, a date with a time, then
 * what they wrote; or praise in another language than the article's at its end.
 * @param lines '' for a line that is already left out
 * @returns index of the first comment's first line, null where there are none
 */
export function findComments(lines: readonly string[], language: string | null): number | null {
  const stamped = firstStamp(lines)
  // Where stamps begin early the whole text is of such entries: a live report.
  if (stamped !== null && isTail(lines, stamped))
    return SAYS.test(lines[stamped] ?? '') ? stamped : nameIndex(lines, stamped)
  return findForeignPraise(lines, language)
}

/** Index of the first line below the text's beginning that dates what somebody said. */
function firstStamp(lines: readonly string[]): number | null {
  const isSaying = lines.map((line) => line.length <= MAX_STAMP && SAYS.test(line))
  const manySay = isSaying.filter(Boolean).length > 1
  let before = 0
  for (const [index, line] of lines.entries()) {
    const says = isSaying[index] === true && (manySay || isDated(lines[index + 1] ?? ''))
    if (before > HEAD_WORDS && (says || isStamp(line)) && hasName(lines, index)) return index
    before += index === 0 ? 0 : countWords(lines[index - 1] ?? '')
  }
  return null
}

function isStamp(line: string): boolean {
  return line !== '' && line.length <= MAX_STAMP && (AGO.test(line) || AGO_ELSEWHERE.test(line) || isDated(line))
}

function isDated(line: string): boolean {
  return CLOCK.test(line) && isDateLine(line)
}

function hasName(lines: readonly string[], index: number): boolean {
  if (SAYS.test(lines[index] ?? '')) return true
  const name = lines[nameIndex(lines, index)] ?? ''
  return name !== '' && countWords(name) <= MAX_NAME_WORDS && !endsSentence(name) && !name.endsWith(':')
}

function nameIndex(lines: readonly string[], index: number): number {
  let at = index - 1
  while (at >= 0 && lines[at] === '') at -= 1
  return at
}

function isTail(lines: readonly string[], index: number): boolean {
  const before = wordsIn(lines.slice(0, Math.max(0, index - 1)))
  const after = wordsIn(lines.slice(index + 1))
  return before > HEAD_WORDS && after > 0 && after <= (before + after) * MAX_SHARE
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
