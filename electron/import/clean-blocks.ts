import type { RemovalKind } from '#shared/article.ts'
import { findComments } from './comments.ts'
import { isDateLine } from './dates.ts'
import type { Block } from './format-reader.ts'
import { LINE_RULES, type LineRule, SECTION_RULES, type SectionRule } from './line-rules.ts'
import { comparisonKey, countWords, endsSentence, isProse, isTitleCase } from './wording.ts'

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
const LINK_DENSE = 0.6
const HEADLINE_LINK_SHARE = 0.85
const MAX_CRUMB_WORDS = 12
/** So many blocks after the first paragraph may still be the article's head. */
const BELOW_STANDFIRST = 3
const MAX_HEAD_CRUMB_WORDS = 4
const REPEATED_WORDS = 10
const MAX_REPEATED = 4
const MANY_CRUMBS = 6
const MANY_HEADLINES = 3
const UNTOUCHED_TAGS = new Set(['figure', 'pre', 'table', 'hr', 'blockquote'])

interface Zones {
  firstProse: number
  lastProse: number
}

/**
 * Marks the blocks that are no part of the article (`removed`), never changing order or text; blocks already marked
 * stay so. A cleaning that would take more than half of a text keeps everything but the sure kinds.
 */
export function cleanBlocks<B extends Block>(blocks: readonly B[], cleaning: Cleaning): B[] {
  const sure = markLines(blocks, (rule) => rule.sure && rule.place === undefined)
  if (cleaning.rules === 'sure') return sure
  const thorough = dropLastHeading(
    markTrailing(markPlaced(markComments(markSections(markAnywhere(sure)), cleaning)), cleaning),
  )
  return markRepeatedTitle(markRepeatedText(takesTooMuch(blocks, thorough) ? sure : thorough, cleaning), cleaning.title)
}

/** The first rule that knows this line, whatever its place. */
export function ruleFor(text: string): LineRule | null {
  return LINE_RULES.find((rule) => matches(rule, text)) ?? null
}

/** The rule for a line that opens a section of what is no part of the article, such as "Terpopuler". */
export function sectionFor(text: string): SectionRule | null {
  return countWords(text) > 8 ? null : (SECTION_RULES.find((rule) => rule.pattern.test(text)) ?? null)
}

function matches(rule: LineRule, text: string): boolean {
  return rule.pattern.test(text) && countWords(text) <= rule.maxWords
}

function markLines<B extends Block>(blocks: readonly B[], applies: (rule: LineRule, index: number) => boolean): B[] {
  return blocks.map((block, index) => {
    if (block.removed !== null || UNTOUCHED_TAGS.has(block.tag)) return block
    const rule = LINE_RULES.find((candidate) => applies(candidate, index) && matches(candidate, block.text))
    return rule === undefined ? block : { ...block, removed: rule.kind }
  })
}

function markAnywhere<B extends Block>(blocks: readonly B[]): B[] {
  return markLines(blocks, (rule) => rule.place === undefined)
}

function markPlaced<B extends Block>(blocks: readonly B[]): B[] {
  const { firstProse, lastProse } = zonesOf(blocks)
  const dated = blocks.map((block, index) =>
    index <= firstProse + BELOW_STANDFIRST && block.removed === null && isDateLine(block.text)
      ? { ...block, removed: 'credit' as const }
      : block,
  )
  return markLines(dated, (rule, index) => {
    // Bylines and dates also stand below a standfirst.
    const head = index < firstProse || (index <= firstProse + BELOW_STANDFIRST && !isProse(blocks[index]?.text ?? ''))
    const tail = index > lastProse
    if (rule.place === 'lead') return index <= firstProse && lastProse > firstProse
    return (
      (rule.place === 'head' && head) || (rule.place === 'tail' && tail) || (rule.place === 'edge' && (head || tail))
    )
  })
}

function zonesOf(blocks: readonly Block[]): Zones {
  const prose = blocks.map((block) => block.removed === null && isArticleProse(block))
  const first = prose.indexOf(true)
  return {
    firstProse: first === -1 ? blocks.length : first,
    lastProse: first === -1 ? blocks.length : prose.lastIndexOf(true),
  }
}

function isArticleProse(block: Block): boolean {
  return block.linkShare < LINK_DENSE && isProse(block.text)
}

function markSections<B extends Block>(blocks: readonly B[]): B[] {
  const marked = [...blocks]
  const { firstProse } = zonesOf(blocks)
  let open: SectionRule | null = null
  for (const [index, block] of marked.entries()) {
    const rule = UNTOUCHED_TAGS.has(block.tag) ? null : sectionFor(block.text)
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

function wordsIn(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + countWords(block.text), 0)
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

/** Lists of links and headlines before and after the running text. */
function markTrailing<B extends Block>(blocks: readonly B[], cleaning: Cleaning): B[] {
  const { firstProse, lastProse } = zonesOf(blocks)
  const tail = blocks.filter((block, index) => index > lastProse && block.removed === null)
  const surroundings = {
    manyHeadlines: tail.filter(isHeadline).length >= MANY_HEADLINES,
    titleKey: comparisonKey(cleaning.title),
    // So many short lines after its end say that the text was copied with the page around it.
    page: cleaning.source === 'page' || tail.filter(isCrumb).length >= MANY_CRUMBS,
  }
  let list = false
  return blocks.map((block, index) => {
    if (block.removed !== null) {
      list = false
      return block
    }
    const zone: Zone = index < firstProse ? 'head' : index > lastProse ? 'tail' : 'body'
    const kind = list && zone === 'tail' ? null : looseKind(block, { zone, before: blocks[index - 1], ...surroundings })
    // "The winners are:" and what follows belong together.
    if (index >= lastProse && block.text.endsWith(':')) list = true
    return kind === null ? block : { ...block, removed: kind }
  })
}

type Zone = 'head' | 'body' | 'tail'

interface Place {
  zone: Zone
  before: Block | undefined
  manyHeadlines: boolean
  titleKey: string
  page: boolean
}

/** What a block is by its links, its looks and its place, null for the article's own. */
function looseKind(block: Block, { zone, before, manyHeadlines, titleKey, page }: Place): RemovalKind | null {
  if (block.tag === 'figure') return page && zone === 'tail' ? 'other' : null
  if (UNTOUCHED_TAGS.has(block.tag)) return null
  if (page && block.tag !== 'hr' && !/[\p{L}\p{N}]/u.test(block.text)) return 'other'
  if (zone === 'body') return isHeadlineList(block, before) || (page && isLinkedHeadline(block)) ? 'related' : null
  if (block.linkShare > LINK_DENSE) return linkKind(block, zone === 'head')
  if (zone === 'head') return page ? headKind(block, titleKey) : null
  if (manyHeadlines && isHeadline(block)) return 'related'
  return page && isCrumb(block) ? 'other' : null
}

/** Above its article a page repeats the title in headings, and names sections, authors and places in short lines. */
function headKind(block: Block, titleKey: string): RemovalKind | null {
  if (/^h\d$/.test(block.tag)) return ` ${titleKey} `.includes(` ${comparisonKey(block.text)} `) ? 'repeated' : null
  const isShort = block.tag === 'p' && countWords(block.text) <= MAX_HEAD_CRUMB_WORDS && !endsSentence(block.text)
  return isShort ? 'other' : null
}

/** A paragraph that is one link with a headline for its text. */
function isLinkedHeadline(block: Block): boolean {
  const count = countWords(block.text)
  return (
    block.tag === 'p' &&
    block.linkShare >= 0.95 &&
    count >= 5 &&
    count <= 25 &&
    isTitleCase(block.text) &&
    !endsSentence(block.text)
  )
}

/** After its article a page has buttons, counters and form labels. */
function isCrumb(block: Block): boolean {
  return (
    block.tag === 'p' &&
    countWords(block.text) <= MAX_CRUMB_WORDS &&
    !endsSentence(block.text) &&
    !block.text.endsWith(':')
  )
}

function isHeadline(block: Block): boolean {
  const count = countWords(block.text)
  return block.tag === 'p' && count >= 4 && count <= 20 && !/[.:;,]["”’)]*$/.test(block.text) && isTitleCase(block.text)
}

function isHeadlineList(block: Block, before: Block | undefined): boolean {
  if (block.tag !== 'ul' || block.linkShare < HEADLINE_LINK_SHARE || before?.text.endsWith(':') === true) return false
  return wordsPerItem(block) >= 4
}

function linkKind(block: Block, inHead: boolean): RemovalKind {
  if (inHead) return 'menu'
  return wordsPerItem(block) >= 4 ? 'related' : 'tags'
}

function wordsPerItem(block: Block): number {
  const items = block.html.match(/<li[\s>]/g)?.length ?? 1
  return countWords(block.text) / items
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
 * paragraphs, such as a poem, is counted by all its words.
 */
function takesTooMuch(before: readonly Block[], after: readonly Block[]): boolean {
  const prose = before.map((block) => block.removed === null && isArticleProse(block))
  const counted = (blocks: readonly Block[], all: boolean): number =>
    wordsIn(blocks.filter((block, index) => block.removed === null && (all || prose[index] === true)))
  const all = counted(before, false) < GUARD_WORDS
  const total = counted(before, all)
  const left = counted(after, all)
  return total < GUARD_WORDS ? left === 0 && total > 0 : left < total * (1 - GUARD_SHARE)
}
