import type { RemovalKind } from '#shared/article.ts'
import { READ_ALSO } from './european-rules.ts'
import type { Block } from './format-reader.ts'
import { comparisonKey, countWords, endsSentence, isTitleCase } from './wording.ts'
import { LINK_DENSE, UNTOUCHED_TAGS, zonesOf } from './zones.ts'

const HEADLINE_LINK_SHARE = 0.85
const MAX_CRUMB_WORDS = 12
const MAX_HEAD_CRUMB_WORDS = 4
const MANY_CRUMBS = 6
const MANY_HEADLINES = 3
const MANY_LINKED = 6
const MANY_LISTS = 5
const DETAIL = /\S@\S+\.\w|\bwww\.|https?:\/\/|\b\d{2,4}-\d{3,4}-?\d*\b|[₩$€£]\s?\d|\d\s?[₩€£]/

/** A heading and the links below it in one block. */
const POINTS_AWAY =
  /^[\W_]*(?:don[’']?t miss|read (?:more|next|also)|also read|related|see also|more (?:on|from)|must read|recommended|(?:baca|simak|lihat|tonton) juga|(?:berita|artikel) (?:terkait|lainnya)|jangan lewatkan)/i

const POINTS_ELSEWHERE = new RegExp(`^[^\\p{L}\\p{N}]*${READ_ALSO}`, 'iu')

/** Lists of links and headlines before and after the running text. */
export function markSurroundings<B extends Block>(
  blocks: readonly B[],
  cleaning: { title: string; source: 'page' | 'text' },
): B[] {
  const { firstProse, lastProse } = zonesOf(blocks)
  const tail = blocks.filter((block, index) => index > lastProse && block.removed === null)
  const surroundings = {
    manyHeadlines: tail.filter(isHeadline).length >= MANY_HEADLINES,
    titleKey: comparisonKey(cleaning.title),
    // Addresses, numbers to call and prices below an article are details that belong to it.
    details: tail.some((block) => DETAIL.test(block.text)),
    // Many linked headlines between paragraphs are what the article is about.
    linkedHeadlines: blocks.filter((block) => block.removed === null && isLinkedHeadline(block)).length,
    // Nor are lists of links after every other paragraph pointers to something else.
    linkedLists: blocks.filter((block, index) => block.removed === null && isHeadlineList(block, blocks[index - 1]))
      .length,
    // So many short lines after its end say that the text was copied with the page around it.
    hasProse: firstProse < blocks.length,
    page: cleaning.source === 'page' || tail.filter(isCrumb).length >= MANY_CRUMBS,
  }
  let list = false
  let pictures = false
  return blocks.map((block, index) => {
    // Photographs right below the last paragraph are the article's; smaller ones are of its author, or lead elsewhere.
    pictures = index === lastProse || (pictures && isPhotograph(block))
    if (pictures && index > lastProse) return block
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

const LEAST_WIDTH = 300

function isPhotograph({ tag, html }: Block): boolean {
  return tag === 'figure' && Number(/<img src="[^>]*\swidth="(\d+)"/.exec(html)?.[1]) >= LEAST_WIDTH
}

type Zone = 'head' | 'body' | 'tail'

interface Place {
  zone: Zone
  before: Block | undefined
  manyHeadlines: boolean
  titleKey: string
  page: boolean
  /** Without running text nothing is above it: a poem, a list. */
  hasProse: boolean
  details: boolean
  linkedHeadlines: number
  linkedLists: number
}

/** What a block is by its links, its looks and its place, null for the article's own. */
function looseKind(
  block: Block,
  { zone, before, manyHeadlines, titleKey, page, hasProse, details, linkedHeadlines, linkedLists }: Place,
): RemovalKind | null {
  if (block.tag === 'figure') return page && zone === 'tail' ? 'other' : null
  if (UNTOUCHED_TAGS.has(block.tag)) return null
  if (page && block.tag !== 'hr' && !/[\p{L}\p{N}]/u.test(block.text)) return 'other'
  if (block.linkShare > LINK_DENSE && (POINTS_AWAY.test(block.text) || POINTS_ELSEWHERE.test(block.text)))
    return 'related'
  if (zone === 'body')
    return (linkedLists <= MANY_LISTS && isHeadlineList(block, before)) ||
      (page && linkedHeadlines <= MANY_LINKED && isLinkedHeadline(block))
      ? 'related'
      : null
  if (block.linkShare > LINK_DENSE) return linkKind(block, zone === 'head')
  if (zone === 'head') return page && hasProse ? headKind(block, titleKey) : null
  if (manyHeadlines && isHeadline(block)) return 'related'
  return page && !details && isCrumb(block) ? 'other' : null
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
