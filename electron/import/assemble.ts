import { CONTENT_BLOCKS } from '#shared/content-allow-list.ts'
import type { ImportedArticle, Removal } from '#shared/article.ts'
import { readArticleText } from '#shared/article-text.ts'
import type { Block, Draft } from './format-reader.ts'
import { isElement, moveInto } from './page-elements.ts'
import type { Sanitise } from './sanitise.ts'
import { collapseSpaces } from './wording.ts'

/** Name and version of what makes articles; goes up whenever the same bytes would give another result. */
export const IMPORTER = 'simak-import/1'

/** Long left-out lines are cut for the list; `html` keeps them whole. */
const MAX_REMOVAL_TEXT = 2000

/** Sanitises a draft and freezes it as an article; null where nothing readable is left. */
export function assembleArticle(draft: Draft, original: Uint8Array, sanitise: Sanitise): ImportedArticle | null {
  const blocks = withoutIdleRules(draft.blocks)
  const kept = blocks.filter((block) => block.removed === null)
  const { body, counts } = sanitiseBlocks(kept, sanitise)
  const text = readArticleText<Node>(body).text
  if (text === '') return null
  return {
    original,
    extension: draft.extension,
    content: body.innerHTML,
    facts: {
      importer: IMPORTER,
      metadata: draft.metadata,
      removals: removalsOf(blocks, counts, sanitise),
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

interface SanitisedBlocks {
  body: Element
  /** How many top-level elements each block became: 0 where sanitising left nothing of it. */
  counts: number[]
}

/**
 * All blocks in one go, which is much faster than one by one; where hostile or broken mark-up made the number of
 * top-level elements another one, each by itself, so that the places of left-out lines stay right.
 */
function sanitiseBlocks(blocks: readonly Block[], sanitise: Sanitise): SanitisedBlocks {
  const body = sanitise(blocks.map((block) => block.html).join(''))
  if (body.children.length === blocks.length && body.childNodes.length === blocks.length && isTidy(body)) {
    return { body, counts: blocks.map(() => 1) }
  }
  const parts = blocks.map((block) => {
    const part = sanitise(block.html)
    tidy(part)
    return part
  })
  const counts = parts.map((part) => part.children.length)
  const whole = sanitise('')
  for (const part of parts) moveInto(whole, part.childNodes)
  return { body: whole, counts }
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
  return element.nodeName.toLowerCase() === 'hr' || collapseSpaces(element.textContent ?? '') !== ''
}

function removalsOf(blocks: readonly Block[], counts: readonly number[], sanitise: Sanitise): Removal[] {
  const removals: Removal[] = []
  let keptBlocks = 0
  let before = 0
  for (const block of blocks) {
    if (block.removed === null) {
      before += counts[keptBlocks] ?? 0
      keptBlocks += 1
    } else {
      const html = sanitiseOne(block, sanitise)
      if (html !== null) {
        const text = block.text.slice(0, MAX_REMOVAL_TEXT)
        removals.push({ id: `r${removals.length + 1}`, kind: block.removed, text, html, before })
      }
    }
  }
  return removals
}

/** Exactly one element, or null where nothing is left. */
function sanitiseOne(block: Block, sanitise: Sanitise): string | null {
  const body = sanitise(block.html)
  tidy(body)
  const first = body.firstElementChild
  if (first === null) return null
  if (body.children.length === 1) return first.outerHTML
  const quote = body.ownerDocument.createElement('blockquote')
  moveInto(quote, body.childNodes)
  return quote.outerHTML
}

function countReadWords(text: string, language: string | null): number {
  let words = 0
  for (const segment of new Intl.Segmenter(language ?? undefined, { granularity: 'word' }).segment(text))
    if (segment.isWordLike === true) words += 1
  return words
}
