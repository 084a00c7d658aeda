import type { Failure } from '#shared/failure.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { textBlock } from './block-html.ts'
import { cleanBlocks } from './clean-blocks.ts'
import { findCopiedArticle, markPageAround } from './copied-page.ts'
import { decodeText } from './encoding.ts'
import type { Block, Draft, FormatReader } from './format-reader.ts'
import { describeFacts, type FoundFacts, found, NO_FACTS } from './found-facts.ts'
import { splitRelated, splitReporter } from './glued-lines.ts'
import { detectLanguage } from './language.ts'
import { toParagraphs } from './paragraphs.ts'
import { textMetadata } from './text-metadata.ts'
import { structureText } from './text-structure.ts'
import { deriveTitle, findTitle } from './text-title.ts'
import { comparisonKey, countWords, isProse } from './wording.ts'

export const plainText: FormatReader = {
  name: 'txt',
  extensions: ['txt', 'text'],
  read({ bytes, name, encoding }) {
    const decoded = decodeText(bytes, 'none', encoding)
    if (decoded === null) return fail({ code: 'file-not-text', name })
    return ok({ kind: 'text', text: decoded.text, doubt: decoded.doubt })
  },
}

/** Languages of which it was measured what goes of whole pages; on pages of others whole lists of theirs went, too. */
const MEASURED: ReadonlySet<string> = new Set(['id', 'ms'])

/** Plain text, also such as was copied out of a web page with everything around it. */
export function draftOfText(text: string, name: string): Result<Draft, Failure> {
  const paragraphs = toParagraphs(text)
  if (paragraphs.every((paragraph) => countWords(paragraph) === 0)) return fail({ code: 'file-empty', name })
  const language = detectLanguage(paragraphs.filter(isProse).join('\n') || paragraphs.join('\n'))
  const whole = paragraphs.flatMap(blocksOf)
  const article = language !== null && MEASURED.has(language) ? findCopiedArticle(whole) : null
  const raw = article === null ? whole : markPageAround(whole, article)
  const cleaned = cleanBlocks(raw, { title: '', language, rules: 'all', source: 'text' })
  const titled = takeTitle(cleaned)
  const ownLine = titled.start === null ? '' : titled.title
  const first = article === null ? undefined : whole[article.first]?.text
  const blocks = cleanBlocks(markHead(titled, first), { title: ownLine, language, rules: 'all', source: 'text' })
  const said = textMetadata(cleaned, language)
  const facts: FoundFacts = {
    ...NO_FACTS,
    title: found(titled.title, 'text', titled.start === null ? 0.4 : 0.85),
    language: found(language, 'text', 0.9),
    byline: found(said.byline, 'text', 0.8),
    editors: found(said.editors, 'text', 0.8),
    site: found(said.site, 'text', 0.7),
    published: found(said.published, 'text', 0.7),
    url: found(said.url, 'text', 0.8),
  }
  return ok({ blocks: structureText(blocks), assets: [], wanted: [], fetched: {}, ...describeFacts(facts) })
}

function blocksOf(paragraph: string): Block[] {
  const reported = splitReporter(paragraph)
  if (reported !== null) return [textBlock('p', reported.reporter, 'credit'), ...blocksOf(reported.text)]
  return splitRelated(paragraph).map((piece) => textBlock('p', piece.text, piece.related ? 'related' : null))
}

interface Titled {
  title: string
  /** Without the title's own line. */
  blocks: Block[]
  /** Index in `blocks` of what came right after the title line, null where there was none. */
  start: number | null
}

function takeTitle(blocks: readonly Block[]): Titled {
  const index = findTitle(blocks)
  const block = index === null ? undefined : blocks[index]
  const others = blocks.filter((_, other) => other !== index)
  const leavesText = others.some((other) => other.removed === null && other.tag !== 'hr')
  if (index === null || block === undefined || !leavesText) {
    const first = blocks.find((other) => other.removed === null && countWords(other.text) > 0) ?? blocks[0]
    return { title: deriveTitle(first?.text ?? ''), blocks: [...blocks], start: null }
  }
  return { title: block.text.replace(/^(?:judul|title)\s*:\s*/i, ''), blocks: others, start: index }
}

/**
 * What stands above the title is the page's, not the article's.
 * @param first the first paragraph of an article that was copied with its page: between the title and it there is
 *   nothing but the page's either
 */
function markHead({ title, blocks, start }: Titled, first: string | undefined): Block[] {
  const firstProse =
    first === undefined
      ? blocks.findIndex((block) => block.removed === null && isProse(block.text))
      : blocks.findIndex((block) => block.text === first)
  const key = comparisonKey(title)
  return blocks.map((block, index): Block => {
    if (block.removed !== null || index >= firstProse) return block
    if (start !== null && index < start)
      return { ...block, removed: comparisonKey(block.text).startsWith(key) ? 'repeated' : 'menu' }
    return first === undefined ? block : { ...block, removed: 'other' }
  })
}
