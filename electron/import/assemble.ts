import { CONTENT_BLOCKS } from '#shared/content-allow-list.ts'
import type { ImportedArticle, Removal } from '#shared/article.ts'
import { readArticleText } from '#shared/article-text.ts'
import type { Block, Draft } from './format-reader.ts'
import { isElement, moveInto } from './page-elements.ts'
import type { Sanitise } from './sanitise.ts'
import { collapseSpaces } from './wording.ts'

/** Name and version of what makes articles; goes up whenever the same bytes would give another result. */
export const IMPORTER = 'simak-import/5'

/** Long left-out lines are cut for the list; `html` keeps them whole. */
const MAX_REMOVAL_TEXT = 2000

/** Sanitises a draft and freezes it as an article; null where nothing readable is left. */
export function assembleArticle(
  draft: Draft,
  { bytes: original, extension }: { bytes: Uint8Array; extension: string },
  sanitise: Sanitise,
): ImportedArticle | null {
  const blocks = withoutIdleRules(draft.blocks)
  const elements = sanitiseBlocks(
    blocks.filter((block) => block.removed === null || block.plain !== true),
    sanitise,
  )
  const { removals, kept } = divide(blocks, elements)
  const [some] = kept
  if (some === undefined) return null
  const body = some.ownerDocument.createElement('body')
  moveInto(body, kept)
  const text = readArticleText<Node>(body).text
  if (text === '') return null
  const content = body.innerHTML
  const named = [content, ...removals.map((removal) => removal.html)].join('')
  const assets = draft.assets.filter((asset) => named.includes(asset.name))
  return {
    original,
    extension,
    content,
    ...(assets.length === 0 ? {} : { assets }),
    ...(draft.wanted.length === 0 ? {} : { wanted: draft.wanted }),
    ...(Object.keys(draft.fetched).length === 0 ? {} : { fetched: draft.fetched }),
    facts: {
      importer: IMPORTER,
      metadata: draft.metadata,
      more: draft.more,
      evidence: draft.evidence,
      removals,
      words: countReadWords(text, draft.metadata.language),
    },
  }
}

/** A rule divides two pieces of text; elsewhere it is what remains of something that was left out. */
function withoutIdleRules(blocks: readonly Block[]): Block[] {
  const kept = blocks.filter((block) => block.removed === null)
  const idle = new Set(
    kept.filter((block, index) => {
      const next = kept[index + 1]
      return block.tag === 'hr' && (index === 0 || next === undefined || next.tag === 'hr')
    }),
  )
  return idle.size === 0 ? [...blocks] : withoutIdleRules(blocks.filter((block) => !idle.has(block)))
}

/**
 * Sanitises all blocks in one go, which is much faster than one by one; where hostile or broken mark-up made the number
 * of top-level elements another one, in halves, so that each block's own elements are known.
 * @returns for each block the elements it became: none where sanitising left nothing of it
 */
function sanitiseBlocks(blocks: readonly Block[], sanitise: Sanitise): Element[][] {
  if (blocks.length === 0) return []
  const body = sanitise(blocks.map((block) => block.html).join(''))
  const children = [...body.children]
  if (children.length === blocks.length && body.childNodes.length === blocks.length && isTidy(body))
    return children.map((child) => [child])
  if (blocks.length === 1) {
    tidy(body)
    return [[...body.children]]
  }
  const middle = blocks.length >> 1
  return [...sanitiseBlocks(blocks.slice(0, middle), sanitise), ...sanitiseBlocks(blocks.slice(middle), sanitise)]
}

function isTidy(body: Element): boolean {
  return [...body.children].every((element) => isBlock(element) && isReadable(element))
}

/** Makes the top level a sequence of block elements with text in them. */
function tidy(body: Element): void {
  let paragraph: Element | null = null
  for (const node of [...body.childNodes]) {
    if (isElement(node) && isBlock(node)) {
      paragraph = null
      if (!isReadable(node)) node.remove()
    } else {
      paragraph ??= body.insertBefore(body.ownerDocument.createElement('p'), node)
      paragraph.append(node)
    }
  }
  for (const element of [...body.children]) if (!isReadable(element)) element.remove()
}

function isBlock(element: Element): boolean {
  return CONTENT_BLOCKS.includes(element.nodeName.toLowerCase())
}

function isReadable(element: Element): boolean {
  return (
    element.nodeName.toLowerCase() === 'hr' ||
    collapseSpaces(element.textContent ?? '') !== '' ||
    element.querySelector('img') !== null
  )
}

/** @param elements what the blocks became that went through the sanitiser, in their order */
function divide(
  blocks: readonly Block[],
  elements: readonly Element[][],
): { removals: Removal[]; kept: readonly Element[] } {
  const removals: Removal[] = []
  const kept: Element[] = []
  let next = 0
  for (const { removed, plain, text, html } of blocks) {
    const isPlain = removed !== null && plain === true
    const own = isPlain ? [] : (elements[next] ?? [])
    if (!isPlain) next += 1
    if (removed === null) kept.push(...own)
    else {
      const safe = isPlain ? html : asOneElement(own)
      if (safe !== null)
        removals.push({
          id: `r${removals.length + 1}`,
          kind: removed,
          text: text.slice(0, MAX_REMOVAL_TEXT),
          html: safe,
          before: kept.length,
        })
    }
  }
  return { removals, kept }
}

/** Null where nothing is left. */
function asOneElement([first, ...others]: readonly Element[]): string | null {
  if (first === undefined) return null
  if (others.length === 0) return first.outerHTML
  const quote = first.ownerDocument.createElement('blockquote')
  moveInto(quote, [first, ...others])
  return quote.outerHTML
}

function countReadWords(text: string, language: string | null): number {
  let words = 0
  for (const segment of new Intl.Segmenter(language ?? undefined, { granularity: 'word' }).segment(text))
    if (segment.isWordLike === true) words += 1
  return words
}
