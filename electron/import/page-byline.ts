import type { PlacedBlock } from './flatten.ts'
import { type Found, found } from './found-facts.ts'
import { cleanNames } from './html-metadata.ts'
import type { PageLine } from './page-lines.ts'
import { countWords } from './wording.ts'

const WRITER =
  'oleh|by|penulis|pewarta|reporter|wartawan|jurnalis|laporan|rep|author|written by|words by|story by|ditulis oleh|posted by|reported by|laporan wartawan'
const EDITOR = 'editor|redaktur|red|penyunting|edited by'
/** Lines around the text that may name its people. */
const LINES_ABOVE = 25
const LINES_BELOW = 40
const MAX_WORDS = 16
/** What is left of a date behind the name. */
const MONTH_AT_END = /\s+(?:jan|feb|mar|apr|may|mei|jun|jul|aug|agu|sep|oct|okt|nov|dec|des)\p{L}*\.?\s*$/iu
const ONE_NAME =
  /^\p{Lu}[\p{L}.'’-]*(?:\s+(?:\p{Lu}[\p{L}.'’-]*|bin|binti|van|von|de|da|al|el|ul|dan|and|&)){0,7}(?:\s*[,/;&]\s*\p{Lu}[\p{L}.'’ -]+)*$/u

/** Who wrote and who edited the article, by the visible lines near its text. */
export function visiblePeople(
  lines: readonly PageLine[],
  content: readonly PlacedBlock[],
  site: string | null,
): { byline: Found<string[]> | null; editors: Found<string[]> | null } {
  const start = content[0]?.order ?? 0
  const end = content.at(-1)?.order ?? start
  const near = lines.filter((line) => line.order >= start - LINES_ABOVE && line.order <= end + LINES_BELOW)
  return {
    byline: found(peopleAfter(WRITER, near, site), 'visible'),
    editors: found(peopleAfter(EDITOR, near, site), 'visible'),
  }
}

/** "Penulis: Name", or "Penulis" on a line of its own and the name on the next. */
function peopleAfter(roles: string, lines: readonly PageLine[], site: string | null): string[] {
  const labelled = new RegExp(`^[\\s(]*(?:${roles})(?:\\s*[:：|]\\s*|\\s+)(\\S.*)$`, 'iu')
  const label = new RegExp(`^\\s*(?:${roles})\\s*[:：]?\\s*$`, 'iu')
  for (const [index, { text }] of lines.entries()) {
    if (countWords(text) > MAX_WORDS) continue
    const after = label.test(text) ? lines[index + 1]?.text : labelled.exec(text)?.[1]
    const names = after === undefined ? [] : namesIn(after, site)
    if (names.length > 0) return names
  }
  return []
}

function namesIn(text: string, site: string | null): string[] {
  const bare = text
    .replace(/^[\s:：|]+/, '')
    .replace(/\s*(?:[|(–—]|\s-\s|\d{1,2}[/ ]).*$/u, '')
    .replace(MONTH_AT_END, '')
    .replace(/^(?:kontributor|wartawan|reporter)\s+\p{Lu}[\p{L} ]*,\s*/iu, '')
    .trim()
  return ONE_NAME.test(bare) ? cleanNames([bare], site) : []
}
