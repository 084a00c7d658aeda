import type { PlacedBlock } from './flatten.ts'
import { countWords, endsSentence, isProse } from './wording.ts'

/** What outlets express by looks alone, as structure. */

const BOLD_ONLY =
  /^<p([^>]*)>\s*(?:<span[^>]*>\s*)?<(strong|b)\b[^>]*>((?:(?!<\2\b)[\s\S])*)<\/\2>\s*(?:<\/span>\s*)?<\/p>$/i
const MAX_HEADING_WORDS = 14

/** A short bold paragraph right before running text is a heading. */
export function polishBlocks(blocks: readonly PlacedBlock[]): PlacedBlock[] {
  return blocks.map((block, index) => {
    const [, attributes, , inner] = (block.tag === 'p' ? BOLD_ONLY.exec(block.html) : null) ?? []
    const next = blocks[index + 1]
    if (inner === undefined || next === undefined || !isHeadingText(block, next)) return block
    return { ...block, tag: 'h3', html: `<h3${attributes ?? ''}>${inner}</h3>` }
  })
}

function isHeadingText(block: PlacedBlock, next: PlacedBlock): boolean {
  if (block.linkShare > 0 || countWords(block.text) > MAX_HEADING_WORDS || countWords(block.text) === 0) return false
  return (
    (!endsSentence(block.text) || block.text.endsWith('?')) &&
    !/[:;,]$/.test(block.text) &&
    next.tag === 'p' &&
    isProse(next.text)
  )
}
