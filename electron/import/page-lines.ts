import type { RemovalKind } from '#shared/article.ts'
import { escapeHtml } from './block-html.ts'
import { ruleFor, sectionFor } from './clean-blocks.ts'
import type { Block } from './format-reader.ts'
import type { PlacedBlock } from './flatten.ts'
import { CONTAINERS, holdsBlocks, isElement, LEAVES, MARK, moveInto, readableText, SILENT } from './page-elements.ts'
import { collapseSpaces, comparisonKey, countWords } from './wording.ts'

/** One visible line (leaf block) of a page. */
export interface PageLine {
  order: number
  text: string
  element: Element
  /** What the elements around it say of it by name. */
  hint: RemovalKind | null
  /** The list, table or menu it is an item of: such lines are left out together. */
  group: Element | null
}

const GROUPS = new Set(['ul', 'ol', 'dl', 'nav', 'table', 'menu'])

/** Names (class, id, role, element) that outlets give to what is no article. Order decides. */
const HINTS: readonly (readonly [RegExp, RemovalKind])[] = [
  [/comment|disqus|komentar|\brespond\b/i, 'comment'],
  [/\bshare|sharing|social|sosmed|addthis|follow-?us/i, 'share'],
  [
    /related|terkait|baca-?juga|recommend|rekomendasi|read-?(?:also|more)|more-?(?:stor|news|from)|also-?like|lihat-?juga/i,
    'related',
  ],
  [/popul|trending|terkini|terbaru|latest|most-?(?:read|view)|headline-?list|hot-?news/i, 'popular'],
  [/\btags?\b|tag-?list|hashtag|topik/i, 'tags'],
  [/copyright/i, 'copyright'],
  [
    /byline|\bauthor|\bcredits?\b|\breporter|\beditor\b|\bdate\b|publish|timestamp|\bmeta\b|entry-?meta|post-?meta/i,
    'credit',
  ],
  [
    /breadcrumb|\bnav|navbar|navigation|\bmenu|\bheader|\bfooter|sidebar|toolbar|pagination|paging|\blogin\b|\bsearch/i,
    'menu',
  ],
]

/** What style sheets hide from the eye and leave to screen readers: names of buttons, labels of pictures. */
const UNSEEN = /(?:^|\s)(?:sr-only|visually-?hidden|screen-?reader(?:-text|s?-only)?|off-?screen|a11y-hidden)(?:\s|$)/i

/** Takes that out of the page, so that it is no part of any line. */
export function removeUnseen(body: Element): void {
  for (const element of body.querySelectorAll('[class]'))
    if (UNSEEN.test(element.className) && element.querySelector('img, p + p') === null) element.remove()
}

/** Numbers the page's visible lines in document order and marks their elements (attribute MARK). */
export function markPageLines(body: Element): PageLine[] {
  const lines: PageLine[] = []
  walk(body, { hint: null, group: null }, lines)
  return lines
}

interface Surroundings {
  hint: RemovalKind | null
  group: Element | null
}

function walk(parent: Element, around: Surroundings, lines: PageLine[]): void {
  let inline: Node[] = []
  const flush = (): void => {
    if (inline.some((node) => collapseSpaces(node.textContent ?? '') !== '')) addLine(wrap(inline), around, lines)
    inline = []
  }
  for (const node of [...parent.childNodes]) {
    const element = isElement(node) ? node : null
    const name = node.nodeName.toLowerCase()
    if (element === null) {
      if (node.nodeType === 3) inline.push(node)
    } else if (SILENT.has(name) || isHidden(element)) continue
    else if (name === 'br') flush()
    else if (holdsBlocks(element)) {
      flush()
      walk(element, surroundingsOf(element, name, around), lines)
    } else if (LEAVES.has(name)) {
      flush()
      addLine(element, surroundingsOf(element, name, around), lines)
    } else if (CONTAINERS.has(name)) {
      // The extraction replaces such elements; the mark has to be inside.
      flush()
      walk(element, surroundingsOf(element, name, around), lines)
    } else inline.push(node)
  }
  flush()
}

function isHidden(element: Element): boolean {
  const style = element.getAttribute('style') ?? ''
  return (
    element.hasAttribute('hidden') ||
    element.getAttribute('aria-hidden') === 'true' ||
    /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style)
  )
}

function surroundingsOf(element: Element, name: string, around: Surroundings): Surroundings {
  const isArticle = name === 'body' || name === 'main' || name === 'article'
  const hint = isArticle ? null : hintOf(element, name)
  return { hint: hint ?? around.hint, group: around.group ?? (GROUPS.has(name) ? element : null) }
}

/** Pages use the same few names everywhere. */
const hints = new Map<string, RemovalKind | null>()
const MOST_HINTS = 5000

function hintOf(element: Element, name: string): RemovalKind | null {
  let names = name
  for (const attribute of ['class', 'id', 'role']) {
    const value = element.getAttribute(attribute)
    if (value !== null) names += ` ${value}`
  }
  const known = hints.get(names)
  if (known !== undefined) return known
  const hint = HINTS.find(([pattern]) => pattern.test(names))?.[1] ?? null
  if (hints.size >= MOST_HINTS) hints.clear()
  hints.set(names, hint)
  return hint
}

function addLine(element: Element, around: Surroundings, lines: PageLine[]): void {
  const text = collapseSpaces(readableText(element))
  if (!/\p{L}/u.test(text)) return
  element.setAttribute(MARK, String(lines.length))
  lines.push({ order: lines.length, text, element, ...around })
}

/** Text beside blocks gets an element of its own, so that it can be followed; `span` changes nothing for the extraction. */
function wrap(nodes: readonly Node[]): Element {
  const [first] = nodes
  if (first === undefined) throw new Error('No nodes to wrap.')
  const document = first.ownerDocument
  if (document === null) throw new Error('A node without a document.')
  const span = document.createElement('span')
  first.parentNode?.insertBefore(span, first)
  moveInto(span, nodes)
  return span
}

/**
 * Content and what is not in it, in one sequence in document order.
 * @param kept the content's blocks, in order
 */
export function withLeftOut(
  lines: readonly PageLine[],
  kept: readonly PlacedBlock[],
  { title, language }: { title: string; language: string | null },
): Block[] {
  const inContent = new Set(kept.flatMap((block) => block.marks))
  const known = new Set(kept.filter((block) => countWords(block.text) >= 4).map((block) => comparisonKey(block.text)))
  const leftOut = groupLines(lines.filter((line) => !inContent.has(line.order) && !known.has(comparisonKey(line.text))))
  const sequence: Block[] = []
  const state: Reading = { titleKey: comparisonKey(title), titleSeen: false, section: 'menu', language }
  let next = 0
  for (const group of leftOut) {
    const start = next
    while (kept[next] !== undefined && (kept[next]?.order ?? 0) < (group[0]?.order ?? 0)) next += 1
    for (const block of kept.slice(start, next)) sequence.push(block)
    // What stands above the article is mostly the page's menu; below it nothing can be told without a name.
    if (next > start) state.section = 'other'
    sequence.push(...leftOutBlocks(group, state))
  }
  return [...sequence, ...kept.slice(next)]
}

interface Reading {
  titleKey: string
  titleSeen: boolean
  /** What lines are that nothing else says anything about: they go with the last heading that did. */
  section: RemovalKind
  language: string | null
}

function leftOutBlocks(group: readonly PageLine[], state: Reading): Block[] {
  const [first] = group
  if (first === undefined) return []
  const isTitle = group.length === 1 && comparisonKey(first.text) === state.titleKey
  // The page's own title line is shown as the title.
  if (isTitle && !state.titleSeen && /^h\d$/i.test(first.element.nodeName)) {
    state.titleSeen = true
    return []
  }
  const section = group.length === 1 ? sectionFor(first.text, state.language) : null
  if (section !== null) state.section = section.kind
  else if (/^h\d$/i.test(first.element.nodeName)) state.section = 'other'
  return [leftOutBlock(group, isTitle ? 'repeated' : (section?.kind ?? kindOf(group, state.language) ?? state.section))]
}

function groupLines(lines: readonly PageLine[]): PageLine[][] {
  const groups: PageLine[][] = []
  for (const line of lines) {
    const last = groups.at(-1)?.at(-1)
    if (last !== undefined && line.group !== null && last.group === line.group) groups.at(-1)?.push(line)
    else groups.push([line])
  }
  return groups
}

/**
 * Nothing but the text of what stands around an article is worth keeping; a paragraph may be the article's after all
 * and keeps its mark-up.
 */
function leftOutBlock(group: readonly PageLine[], removed: RemovalKind): Block {
  const [first] = group
  if (group.length === 1 && first !== undefined) {
    const inner = innerHtml(first)
    const html = `<p>${inner ?? escapeHtml(first.text)}</p>`
    return { html, tag: 'p', text: first.text, linkShare: 0, removed, plain: inner === null }
  }
  const html = `<ul>${group.map((line) => `<li>${escapeHtml(line.text)}</li>`).join('')}</ul>`
  return { html, tag: 'ul', text: group.map((line) => line.text).join(' · '), linkShare: 0, removed, plain: true }
}

/** Fewer words than this are a menu entry, a button or a headline. */
const FEW_WORDS = 15

/** Null where the text alone stands for the line: a short one, or one that the extraction has moved elsewhere. */
function innerHtml({ element, text }: PageLine): string | null {
  if (countWords(text) < FEW_WORDS) return null
  return collapseSpaces(element.textContent ?? '') === text && !holdsBlocks(element) ? element.innerHTML : null
}

function kindOf(group: readonly PageLine[], language: string | null): RemovalKind | null {
  const [first] = group
  if (first === undefined) return null
  const known = group.length === 1 ? ruleFor(first.text, language)?.kind : undefined
  return known ?? first.hint ?? (first.group?.nodeName.toLowerCase() === 'nav' ? 'menu' : null)
}
