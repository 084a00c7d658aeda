import type { RemovalKind } from '#shared/article.ts'
import { findComments } from './comments.ts'
import { isDateLine } from './dates.ts'
import type { Block } from './format-reader.ts'
import type { LineRule, SectionRule } from './line-rule.ts'
import { rulesOf } from './line-rules.ts'
import { markSurroundings } from './surroundings.ts'
import { comparisonKey, countWords, endsSentence, isProse } from './wording.ts'
import { isArticleProse, UNTOUCHED_TAGS, wordsIn, zonesOf } from './zones.ts'

export interface Cleaning {
  /** '' while it is not known yet. */
  title: string
  /** BCP 47 primary tag of the article. */
  language: string | null
  /** `sure` leaves out only what cannot be anything else: for documents people wrote for themselves. */
  rules: 'all' | 'sure'
  /** A web page has more around its article than text somebody copied. */
  source: 'page' | 'text'
}

/** Below this many words of text the guard has nothing to say. */
const GUARD_WORDS = 80
/** So much of the text at most may go by rules that are not sure. */
const GUARD_SHARE = 0.5
/** So many blocks after the first paragraph may still be the article's head. */
const BELOW_STANDFIRST = 3
/** So many of the last blocks may be what an outlet says below its article. */
const LAST_BLOCKS = 5
/** Characters beyond which no rule is tried: the longest a rule allows are shorter. */
const MAX_LINE = 1500
const REPEATED_WORDS = 10
const MAX_REPEATED = 4

/**
 * Marks the blocks that are no part of the article (`removed`), never changing order or text; blocks already marked
 * stay so. A cleaning that would take more than half of a text keeps everything but the sure kinds.
 */
export function cleanBlocks<B extends Block>(blocks: readonly B[], cleaning: Cleaning): B[] {
  const { lines, sections } = rulesOf(cleaning.language)
  const sure = markLines(blocks, lines, (rule) => rule.sure && rule.place === undefined)
  if (cleaning.rules === 'sure') return sure
  const anywhere = markLines(sure, lines, (rule) => rule.place === undefined)
  const thorough = dropLastHeading(
    markSurroundings(markPlaced(markComments(markSections(anywhere, sections), cleaning), lines), cleaning),
  )
  return markRepeatedTitle(
    markRepeatedText(takesTooMuch(blocks, thorough, cleaning.language) ? sure : thorough, cleaning),
    cleaning.title,
  )
}

/** The first rule that knows this line, whatever its place. */
export function ruleFor(text: string, language: string | null = null): LineRule | null {
  return rulesOf(language).lines.find((rule) => matches(rule, text)) ?? null
}

/** The rule for a line that opens a section of what is no part of the article, such as "Terpopuler". */
export function sectionFor(text: string, language: string | null = null): SectionRule | null {
  return sectionAmong(rulesOf(language).sections, text)
}

function sectionAmong(sections: readonly SectionRule[], text: string): SectionRule | null {
  return text.length > MAX_LINE || countWords(text) > 8
    ? null
    : (sections.find((rule) => rule.pattern.test(text)) ?? null)
}

function matches(rule: LineRule, text: string): boolean {
  // Counted first: most lines are longer than most rules allow, and trying a pattern costs more.
  return text.length <= MAX_LINE && countWords(text) <= rule.maxWords && rule.pattern.test(text)
}

function markLines<B extends Block>(
  blocks: readonly B[],
  rules: readonly LineRule[],
  applies: (rule: LineRule, index: number) => boolean,
): B[] {
  return blocks.map((block, index) => {
    if (block.removed !== null || UNTOUCHED_TAGS.has(block.tag)) return block
    const rule = rules.find((candidate) => applies(candidate, index) && matches(candidate, block.text))
    return rule === undefined ? block : { ...block, removed: rule.kind }
  })
}

function markPlaced<B extends Block>(blocks: readonly B[], rules: readonly LineRule[]): B[] {
  const { firstProse, lastProse } = zonesOf(blocks)
  const dated = blocks.map((block, index) =>
    index <= firstProse + BELOW_STANDFIRST && block.removed === null && isDateLine(block.text)
      ? { ...block, removed: 'credit' as const }
      : block,
  )
  const end = lastKept(blocks, LAST_BLOCKS)
  return markLines(dated, rules, (rule, index) => {
    // Bylines and dates also stand below a standfirst.
    const head = index < firstProse || (index <= firstProse + BELOW_STANDFIRST && !isProse(blocks[index]?.text ?? ''))
    const tail = index > lastProse
    if (rule.place === 'end') return tail || (index >= end && index > firstProse)
    if (rule.place === 'lead') return index <= firstProse && lastProse > firstProse
    return (
      (rule.place === 'head' && head) || (rule.place === 'tail' && tail) || (rule.place === 'edge' && (head || tail))
    )
  })
}

/** Index of the last block but `count` that is still there. */
function lastKept(blocks: readonly Block[], count: number): number {
  const kept = blocks.flatMap((block, index) => (block.removed === null && block.text !== '' ? [index] : []))
  return kept.at(-count) ?? 0
}

function markSections<B extends Block>(blocks: readonly B[], sections: readonly SectionRule[]): B[] {
  const marked = [...blocks]
  const { firstProse } = zonesOf(blocks)
  let open: SectionRule | null = null
  for (const [index, block] of marked.entries()) {
    const rule = UNTOUCHED_TAGS.has(block.tag) ? null : sectionAmong(sections, block.text)
    const opens = rule !== null && opensSection(rule, marked, index)
    if (opens) open = rule.toEnd && !restIsArticle(marked, index) ? rule : { ...rule, toEnd: false }
    else if (open !== null && !open.toEnd && isArticleProse(block)) open = null
    // Above the text only the heading itself goes: the title may come next.
    const goes = open !== null && (opens || index > firstProse)
    if (open !== null && goes && block.removed === null) marked[index] = { ...block, removed: open.kind }
  }
  return marked
}

/** A one-word heading such as "Informasi" right before running text may be the article's own. */
function opensSection(rule: SectionRule, blocks: readonly Block[], index: number): boolean {
  const block = blocks[index]
  if (block === undefined) return false
  if (rule.kind === 'related' || countWords(block.text) > 1) return true
  const next = blocks.slice(index + 1).find((other) => other.removed === null)
  return next === undefined || !isArticleProse(next)
}

/** Most of the running text comes after `index`: what looks like the comments' heading is not. */
function restIsArticle(blocks: readonly Block[], index: number): boolean {
  return proseWords(blocks.slice(index)) > proseWords(blocks.slice(0, index))
}

function proseWords(blocks: readonly Block[]): number {
  return wordsIn(blocks.filter((block) => block.removed === null && isArticleProse(block)))
}

function markComments<B extends Block>(blocks: readonly B[], cleaning: Cleaning): B[] {
  const start = findComments(
    blocks.map((block) => (block.removed === null ? block.text : '')),
    cleaning.language,
  )
  return start === null ? [...blocks] : markFrom(blocks, start, 'comment')
}

function markFrom<B extends Block>(blocks: readonly B[], start: number, kind: RemovalKind): B[] {
  return blocks.map((block, index) => (index < start || block.removed !== null ? block : { ...block, removed: kind }))
}

/** A heading with nothing left below it. */
function dropLastHeading<B extends Block>(blocks: readonly B[]): B[] {
  const last = blocks.findLastIndex((block) => block.removed === null && block.tag !== 'hr')
  const block = blocks[last]
  if (block === undefined || !/^h\d$/.test(block.tag) || !blocks.slice(0, last).some(isArticleProse)) return [...blocks]
  const marked = blocks.map((other, index) => (index === last ? { ...other, removed: 'other' } : other))
  return dropLastHeading(marked)
}

/**
 * The same long paragraph a second time, as pages give teasers, captions and pull quotes twice. What repeats often is a
 * refrain or a recipe and stays.
 */
function markRepeatedText<B extends Block>(blocks: readonly B[], cleaning: Cleaning): B[] {
  const seen = new Set<string>()
  let previous = ''
  const again = new Set<B>()
  for (const block of blocks.filter(
    (other) => other.removed === null && (other.tag === 'p' || other.tag === 'figure'),
  )) {
    const key = comparisonKey(block.text)
    const words = countWords(key)
    if (words >= 3 && key === previous) again.add(block)
    else if (cleaning.source === 'page' && words >= REPEATED_WORDS && seen.has(key)) again.add(block)
    seen.add(key)
    previous = key
  }
  if (again.size > MAX_REPEATED) return [...blocks]
  return blocks.map((block) => (again.has(block) ? { ...block, removed: 'repeated' } : block))
}

function markRepeatedTitle<B extends Block>(blocks: readonly B[], title: string): B[] {
  const key = comparisonKey(title)
  if (key === '') return [...blocks]
  return blocks.map((block) =>
    block.removed === null && repeats(block, key) ? { ...block, removed: 'repeated' } : block,
  )
}

function repeats(block: Block, titleKey: string): boolean {
  const key = comparisonKey(block.text)
  if (key === titleKey) return true
  // "Title - Site", as browsers put it on top of copied pages.
  return (
    key.startsWith(`${titleKey} `) &&
    /\s[-–—|»]\s[^-–—|»]{2,40}$/.test(block.text) &&
    !endsSentence(block.text) &&
    countWords(key) <= countWords(titleKey) + 5
  )
}

/**
 * Running text is what counts: a page copied whole is mostly headlines and menus, and those may all go. A text without
 * paragraphs, such as a poem, is counted by all its words but those of lines that a rule knows.
 */
function takesTooMuch(before: readonly Block[], after: readonly Block[], language: string | null): boolean {
  const prose = before.map((block) => block.removed === null && isArticleProse(block))
  const counted = (blocks: readonly Block[], counts: readonly boolean[]): number =>
    wordsIn(blocks.filter((block, index) => block.removed === null && counts[index] === true))
  const isLittle = counted(before, prose) < GUARD_WORDS
  const counts = isLittle ? before.map(({ text }) => ruleFor(text, language) === null) : prose
  const total = counted(before, counts)
  const left = counted(after, counts)
  return total < GUARD_WORDS ? left === 0 && total > 0 : left < total * (1 - GUARD_SHARE)
}
