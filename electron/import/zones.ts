import type { Block } from './format-reader.ts'
import { countWords, isProse } from './wording.ts'

/** From so large a share of linked text on a block is a list of links. */
export const LINK_DENSE = 0.6

/** Blocks whose words say nothing of whether they belong. */
export const UNTOUCHED_TAGS = new Set(['figure', 'pre', 'table', 'hr', 'blockquote'])

/** Indices of the first and the last paragraph of running text; the number of blocks where there is none. */
export interface Zones {
  firstProse: number
  lastProse: number
}

export function zonesOf(blocks: readonly Block[]): Zones {
  const prose = blocks.map((block) => block.removed === null && isArticleProse(block))
  const first = prose.indexOf(true)
  return {
    firstProse: first === -1 ? blocks.length : first,
    lastProse: first === -1 ? blocks.length : prose.lastIndexOf(true),
  }
}

export function isArticleProse(block: Block): boolean {
  return block.linkShare < LINK_DENSE && isProse(block.text)
}

export function wordsIn(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + countWords(block.text), 0)
}
