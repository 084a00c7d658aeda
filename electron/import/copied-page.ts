import { isDateLine } from './dates.ts'
import type { Block } from './format-reader.ts'
import { ruleFor, sectionFor } from './clean-blocks.ts'
import { DATELINE } from './text-title.ts'
import { countWords, endsSentence } from './wording.ts'
import { isArticleProse } from './zones.ts'

/** A page copied whole has more short lines than a poem or a recipe has, and some that the rules know. */
const MANY_SHORT = 25
const SHORT_SHARE = 0.5
const MANY_KNOWN = 5
const KINDS_KNOWN = 2
const SHORT_WORDS = 14
/** Lines between two paragraphs of one article at most: a list, pointers to others, a picture's caption. */
const GAP = 6
const TEASER_WORDS = 24
const LEAST_WORDS = 25
/** From the first to the last group of paragraphs with so much of the weight of the heaviest it may all be the article. */
const ALMOST = 0.2
/** With less than this share of the running text it may be something else: then nothing is said. */
const ARTICLE_SHARE = 0.55
/** Between a title and its text there is no more than this: date, author, counters, pointers. */
const TITLE_ABOVE = 18

/** Lists and steps of recipes and instructions begin with one of these. */
const LIST_HEADING =
  /^(?:bahan(?:-bahan| utama| pelengkap| saus| isi)?|bumbu(?: halus)?|cara (?:membuat|memasak|pembuatan|penyajian)(?: .{1,40})?|langkah(?:-langkah)?|ingredients?|instructions?|directions?|method|steps)\s*:?$/i
/** Between a text and its list there may be so many of them: print, save, jump to the recipe. */
const BUTTONS = 3

/** A long line without one is a menu. */
const SENTENCE = /[.!?…]["'”’»)\]]*(?:\s|$)/

/** Indices of the article's first and last paragraph in a text that was copied with the page around it. */
export interface CopiedArticle {
  first: number
  last: number
}

/**
 * The article in a page copied whole: the paragraphs that stand together and are most of the running text. Null for a
 * text that is no such page, or whose article cannot be told.
 */
export function findCopiedArticle(blocks: readonly Block[]): CopiedArticle | null {
  if (!isCopiedPage(blocks)) return null
  const groups = groupsOfProse(blocks).map((group) => ({ ...group, weight: weightOf(group) }))
  const most = groups.reduce((weight, group) => Math.max(weight, group.weight), 0)
  const own = groups.filter(({ weight }) => weight >= most * ALMOST)
  const [start, end] = [own[0], own.at(-1)]
  if (start === undefined || end === undefined || own.every(({ words }) => words < LEAST_WORDS)) return null
  let [first, last] = [start.first, end.last]
  const words = (all: readonly Group[]): number => all.reduce((sum, group) => sum + group.words, 0)
  const inside = groups.filter((group) => group.first >= first && group.last <= last)
  if (words(inside) < words(groups) * ARTICLE_SHARE) return null
  while (isSentence(blocks[first - 1])) first -= 1
  while (isSentence(blocks[last + 1])) last += 1
  return { first, last }
}

/** Marks all lines but the article's and those above it that the title may be among. */
export function markPageAround<B extends Block>(blocks: readonly B[], { first, last }: CopiedArticle): B[] {
  const end = endOfLists(blocks, last)
  let isListed = false
  return blocks.map((block, index) => {
    // What a heading such as "Terpopuler" announces ends with the next menu or date.
    if (sectionFor(block.text) !== null) isListed = true
    else if (ruleFor(block.text)?.kind === 'menu' || isDateLine(block.text)) isListed = false
    const isAbove = index < first && index >= first - TITLE_ABOVE && !isListed
    const isOwn = isAbove || (index >= first && index < end) || isLongParagraph(block)
    if (block.removed !== null || isOwn) return block
    return { ...block, removed: index < first || countWords(block.text) < 4 ? 'menu' : 'related' }
  })
}

/**
 * Ingredients or results below the last paragraph are the article's, up to the first line that is known to be no part,
 * such as a button, unless a recipe's next list begins right behind it.
 */
function endOfLists(blocks: readonly Block[], last: number): number {
  const known = blocks.findIndex(
    ({ text }, index) => index > last && (ruleFor(text) !== null || sectionFor(text) !== null),
  )
  if (known === -1) return blocks.length
  const heading = blocks.findIndex(({ text }, index) => index > last && LIST_HEADING.test(text))
  return heading === -1 || heading > known + BUTTONS ? known : endOfLists(blocks, Math.max(heading, known))
}

function isCopiedPage(blocks: readonly Block[]): boolean {
  const short = blocks.filter((block) => countWords(block.text) <= SHORT_WORDS && !endsSentence(block.text)).length
  if (short < MANY_SHORT || short < blocks.length * SHORT_SHARE) return false
  const known = blocks.flatMap(({ text }) => ruleFor(text)?.kind ?? sectionFor(text)?.kind ?? [])
  const foreign = known.filter((kind) => kind !== 'credit')
  return foreign.length >= MANY_KNOWN && new Set(foreign).size >= KINDS_KNOWN
}

/** Longer than a teaser: it is for the rules to say what it is. */
function isLongParagraph(block: Block): boolean {
  return countWords(block.text) > TEASER_WORDS && endsSentence(block.text)
}

interface Group extends CopiedArticle {
  words: number
  paragraphs: number
}

/** An article's paragraphs follow one another; between teasers or comments there are names and dates. */
function weightOf({ first, last, words, paragraphs }: Group): number {
  return words * (paragraphs / (last - first + 1)) ** 2
}

function groupsOfProse(blocks: readonly Block[]): Group[] {
  const groups: Group[] = []
  for (const [index, block] of blocks.entries()) {
    if (block.removed !== null || !isArticleProse(block) || !SENTENCE.test(block.text)) continue
    const words = countWords(block.text)
    const open = groups.at(-1)
    if (open !== undefined && index - open.last <= GAP) {
      Object.assign(open, { last: index, words: open.words + words, paragraphs: open.paragraphs + 1 })
    } else groups.push({ first: index, last: index, words, paragraphs: 1 })
  }
  return groups
}

/** Too short for a paragraph, but a sentence, or the dateline on a line of its own. */
function isSentence(block: Block | undefined): boolean {
  if (block === undefined || block.removed !== null) return false
  return (endsSentence(block.text) && countWords(block.text) >= 4) || DATELINE.test(`${block.text} A`)
}
