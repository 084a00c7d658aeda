import type { PlacedBlock } from './flatten.ts'
import { type Found, firstFound, found } from './found-facts.ts'
import { cleanNames } from './html-metadata.ts'
import type { PageLine } from './page-lines.ts'
import { countWords } from './wording.ts'

const WRITER = [
  'oleh|by|penulis|pewarta|reporter|wartawan|jurnalis|laporan|rep|author|written by|words by|story by|ditulis oleh|posted by|reported by|laporan wartawan',
  'autor(?:in|en|ka|a|es|e)?|verfasst von|geschrieben von|ein beitrag von|veröffentlicht von|text(?: von)?|auteure?s?|écrit par|publié par|rédigé par|propos recueillis par',
  'escrito por|publicado por|texto|scritto da|pubblicato da|testo di|a cura di|geschreven door|tekst|napisał[a]?|napsala?|skrevet a[vf]|skriven av|journalist',
  'teksti|kirjoittaja|írta|szerző|γράφει(?: [οη])?|συντάκτης|автор|текст|yazan|yazar|piše',
].join('|')
/** Words that also stand in front of places and things. */
const PREPOSITION = 'von|par|por|di|door|af|av|przez|από'
const EDITOR = 'editor|redaktur|red|penyunting|edited by'
/** Lines around the text that may name its people. */
const LINES_ABOVE = 25
const LINES_BELOW = 40
const MAX_WORDS = 16
/** A byline below the standfirst. */
const LINES_BESIDE = 4
/** What is left of a date behind the name. */
const MONTH_AT_END =
  /\s+(?:jan|feb|mar|apr|may|mei|jun|jul|aug|agu|sep|oct|okt|nov|dec|des|dez|déc|août|mär|févr)\p{L}*\.?\s+\d{1,2}\b.*$/iu
const ONE_NAME =
  /^\p{Lu}[\p{L}.'’-]*(?:\s+(?:\p{Lu}[\p{L}.'’-]*|bin|binti|van|von|der|den|zu|zum|de|del|della|di|du|des|la|le|da|dos|al|el|ul|af|av|dan|and|und|et|y|e|i|en|og|och|ja|și|και|и|ve|&)){0,7}(?:\s*[,/;&]\s*\p{Lu}[\p{L}.'’ -]+)*$/u

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
    byline: firstFound(
      found(peopleAfter(WRITER, near, site), 'visible'),
      found(fullNamesAfter(PREPOSITION, near, start, site), 'visible', 0.75),
    ),
    editors: found(peopleAfter(EDITOR, near, site), 'visible'),
  }
}

/** "Penulis: Name", or "Penulis" on a line of its own and the name on the next. */
function peopleAfter(roles: string, lines: readonly PageLine[], site: string | null): string[] {
  const labelled = new RegExp(`^[\\s(]*(?:${roles})(?:\\s*[:：|]\\s*|\\s+)(\\S.*)$`, 'iu')
  const label = new RegExp(`^\\s*(?:${roles})\\s*[:：]?\\s*$`, 'iu')
  for (const [index, { text }] of lines.entries()) {
    if (countWords(text) > MAX_WORDS) continue
    // "Penulis Name | Editor Name"
    for (const piece of label.test(text) ? [text] : [text, ...text.split(/\s*[|•·]\s*/).slice(1)]) {
      const after = label.test(piece) ? lines[index + 1]?.text : labelled.exec(piece)?.[1]
      const names = after === undefined ? [] : namesIn(after, site)
      if (names.length > 0) return names
    }
  }
  return []
}

/** "Von Max Muster", above the text or right at its beginning: two words at least, all with a capital. */
function fullNamesAfter(words: string, lines: readonly PageLine[], start: number, site: string | null): string[] {
  const labelled = new RegExp(`^(?:${words})\\s+(\\S.*)$`, 'iu')
  for (const { text } of lines.filter(({ order }) => order <= start + LINES_BESIDE)) {
    const after = countWords(text) > MAX_WORDS ? undefined : labelled.exec(text)?.[1]
    const names = after === undefined ? [] : namesIn(after, site)
    if (names.length > 0 && names.every((name) => name.includes(' '))) return names
  }
  return []
}

function namesIn(text: string, site: string | null): string[] {
  const bare = text
    .replace(/^[\s:：|]+/, '')
    .replace(MONTH_AT_END, '')
    .replace(/\s*(?:[|(–—]|\s-\s|\d{1,2}[/ ]).*$/u, '')
    .replace(/^(?:kontributor|wartawan|reporter)\s+\p{Lu}[\p{L} ]*,\s*/iu, '')
    .trim()
  return ONE_NAME.test(bare) ? cleanNames([bare], site) : []
}
