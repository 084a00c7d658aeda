import { isDateLine } from './dates.ts'
import type { Block } from './format-reader.ts'
import { comparisonKey, countWords, isProse, sharedWords, wordsOf } from './wording.ts'

const MAX_DERIVED_CHARACTERS = 100
/** No title comes from further on in a paragraph. */
const MAX_SENTENCE = 1000
const MIN_DERIVED_CHARACTERS = 45
const MAX_TITLE_WORDS = 40
const USUAL_TITLE_WORDS = 14
/** A title says what the text is about: so many of its longer words occur in it. */
const ABOUT_SHARE = 0.4
/** The title may say less of it than a line below it, but not much less: that is a menu. */
const ABOUT_AS_MUCH = 0.35

/** "KABAR KEI - ", "Nusantaratv.com - ", "JAKARTA, KOMPAS.com – ", "Mataram, NTB (ANTARA News) - " */
export const DATELINE =
  /^([\p{Lu}\d][\p{L}\d./&'’-]*(?:(?:,\s?|\s)[\p{Lu}\d][\p{L}\d./&'’-]*){0,5}?,?(?:\s?\([^)]{2,30}\))?)\s*(?:--|[-–—])\s+(?=["“‘]?[\p{Lu}\d])/u
const OUTLET_DOMAIN = /\.(?:com|co|id|net|tv|org)\b/i

/** A line that can only be a paragraph's beginning: its dateline is in capitals or names an outlet. */
function hasSureDateline(text: string): boolean {
  const dateline = DATELINE.exec(text)?.[1]
  return dateline !== undefined && (OUTLET_DOMAIN.test(dateline) || dateline === dateline.toUpperCase())
}

/** Index of the block that is the title, null where the text has none. Only blocks that are not removed count. */
export function findTitle(blocks: readonly Block[]): number | null {
  const candidates = headCandidates(blocks)
  if (candidates.length === 0) return null
  const bodyWords = new Set(
    blocks.flatMap((block) => (block.removed === null && isProse(block.text) ? wordsOf(block.text.toLowerCase()) : [])),
  )
  const textOf = (index: number): string => blocks[index]?.text ?? ''
  const repeated = candidates.find((index) => countWords(textOf(index)) >= 4 && occursAgain(blocks, index))
  const about = firstAbout(candidates, textOf, bodyWords)
  const long = candidates.find((index) => countWords(textOf(index)) >= 4)
  const best = about ?? repeated ?? long ?? candidates[0] ?? null
  return best === null ? null : (candidates.find((index) => isBare(textOf(index), textOf(best))) ?? best)
}

/** The first line that says what the text is about, measured against the line that says most of it. */
function firstAbout(
  candidates: readonly number[],
  textOf: (index: number) => string,
  bodyWords: ReadonlySet<string>,
): number | undefined {
  const scores = candidates.map((index) => {
    const share = sharedWords(textOf(index), bodyWords)
    return share < ABOUT_SHARE || countWords(textOf(index)) < 3
      ? 0
      : share * share * Math.min(countWords(textOf(index)), USUAL_TITLE_WORDS)
  })
  const most = scores.reduce((a, b) => Math.max(a, b), 0)
  return most === 0 ? undefined : candidates[scores.findIndex((score) => score >= most * ABOUT_AS_MUCH)]
}

function headCandidates(blocks: readonly Block[]): number[] {
  const firstProse = blocks.findIndex((block) => block.removed === null && isProse(block.text))
  const end = firstProse === -1 ? 1 : firstProse
  const open = blocks.flatMap((block, index) => (block.removed === null ? [index] : []))
  const head = firstProse === -1 ? open.slice(0, 1) : open.filter((index) => index < end)
  return head.filter((index) => isTitleLike(blocks[index]))
}

function isTitleLike(block: Block | undefined): boolean {
  if (block === undefined || block.tag === 'hr') return false
  const count = countWords(block.text)
  return (
    count >= 1 &&
    count <= MAX_TITLE_WORDS &&
    !hasSureDateline(block.text) &&
    !isDateLine(block.text) &&
    !/\|.*\|/.test(block.text) &&
    !/[:;,]$/.test(block.text)
  )
}

/** The same title without the outlet's name, which browsers put behind it. */
function isBare(text: string, title: string): boolean {
  return countWords(text) >= 3 && comparisonKey(title).startsWith(`${comparisonKey(text)} `)
}

function occursAgain(blocks: readonly Block[], index: number): boolean {
  const key = comparisonKey(blocks[index]?.text ?? '')
  return blocks.some((block, other) => other !== index && comparisonKey(block.text) === key)
}

/**
 * A title for a text that has none: its first sentence without the dateline, cut at a clause or a word where it is
 * long. '' for a text without words.
 */
export function deriveTitle(text: string): string {
  const start = text.slice(0, MAX_SENTENCE).replace(DATELINE, '').trim()
  const sentence = /^.{15,}?[.!?](?=["”’)]*(?:\s+["“‘(]?\p{Lu}|$))/u.exec(start)?.[0] ?? start
  const bare = sentence.replace(/[.]+$/, '')
  if (bare.length <= MAX_DERIVED_CHARACTERS) return bare
  const window = bare.slice(0, MAX_DERIVED_CHARACTERS)
  const clause = window.search(/[,;:](?=[^,;:]*$)/)
  const cut = clause >= MIN_DERIVED_CHARACTERS ? clause : window.lastIndexOf(' ')
  const kept = bare.slice(0, cut > 0 ? cut : MAX_DERIVED_CHARACTERS - 1)
  return `${kept.replace(/[\s,;:–—-]+$/, '')}…`
}
