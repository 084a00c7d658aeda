/** What can be told of a line from its letters alone. */

const SENTENCE_END = /[.!?…。！？؟۔।][*"'”’»)\]」』]*$/u
/** "(Name/OUTLET)", "(kpl/sry)", "*** (ant)": how outlets sign the last paragraph. */
const SIGNATURE = /\s*[*]{0,3}\s*[([][^()[\]]{2,60}[)\]][*.\s]*$/

/** So long a line is prose whatever it ends with. */
const LONG_LINE_WORDS = 35
/** Where counting words is not worth the time. */
const LONG_LINE_CHARACTERS = 1000

const SPACELESS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u
const SPACELESS_ALL = new RegExp(SPACELESS, 'gu')
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu

export function wordsOf(text: string): string[] {
  return text.match(WORD) ?? []
}

/** The rules ask the same few lines again and again. */
const counts = new Map<string, number>()
const MOST_COUNTS = 5000

export function countWords(text: string): number {
  const known = counts.get(text)
  if (known !== undefined) return known
  WORD.lastIndex = 0
  let count = 0
  while (WORD.test(text)) count += 1
  // Chinese, Japanese and Thai put no spaces between words, which are two letters long on the average.
  if (SPACELESS.test(text)) count += Math.ceil((text.match(SPACELESS_ALL)?.length ?? 0) / 2)
  if (counts.size >= MOST_COUNTS) counts.clear()
  if (text.length <= LONG_LINE_CHARACTERS) counts.set(text, count)
  return count
}

/** White space of every kind as single spaces, none at the ends, invisible characters gone. */
export function collapseSpaces(text: string): string {
  return text
    .replace(/[\u200b\u200c\u2060\ufeff\u00ad]/g, '')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim()
}

export function endsSentence(text: string): boolean {
  return SENTENCE_END.test(text.trimEnd()) || SENTENCE_END.test(text.replace(SIGNATURE, ''))
}

/** A paragraph of running text, as opposed to a title, a heading, a menu entry or a caption. */
export function isProse(text: string): boolean {
  if (text.length >= LONG_LINE_CHARACTERS) return true
  const count = countWords(text)
  if (count >= LONG_LINE_WORDS) return true
  if (count < 8 || !endsSentence(text)) return false
  return /[.…。！？][*"'”’»)\]」』]*$/u.test(text.replace(SIGNATURE, '').trimEnd()) || count > 25
}

/** Two lines that differ only in case, punctuation and spaces have the same key. */
export function comparisonKey(text: string): string {
  if (text.length > LONG_LINE_CHARACTERS) return `${comparisonKey(text.slice(0, LONG_LINE_CHARACTERS))} ${text.length}`
  return wordsOf(text.normalize('NFKC').toLowerCase()).join(' ').replace(/['’-]/g, '')
}

/** Share (0 to 1) of the longer words of `text` that occur in `words` (lower case). */
export function sharedWords(text: string, words: ReadonlySet<string>): number {
  const own = wordsOf(text.toLowerCase()).filter((word) => word.length > 3)
  return own.length === 0 ? 0 : own.filter((word) => words.has(word)).length / own.length
}

/** Most longer words start with a capital: a headline or a list of names. */
export function isTitleCase(text: string): boolean {
  const own = wordsOf(text).filter((word) => word.length > 3)
  return own.length > 0 && own.filter((word) => /^[\p{Lu}\p{N}]/u.test(word)).length / own.length >= 0.7
}
