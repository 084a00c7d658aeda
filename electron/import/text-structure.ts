import { escapeHtml, textBlock } from './block-html.ts'
import type { Block } from './format-reader.ts'
import { isRuleLine } from './paragraphs.ts'
import { countWords, isProse } from './wording.ts'

/**
 * Gives kept paragraphs of plain text their structure: headings, lists, quotes and rules. Blocks that are left out
 * stay paragraphs at their places.
 */
export function structureText(blocks: readonly Block[]): Block[] {
  const structured: Block[] = []
  for (let index = 0; index < blocks.length; ) {
    const run = listRun(blocks, index) ?? quoteRun(blocks, index)
    structured.push(run?.block ?? single(blocks, index))
    index += run?.length ?? 1
  }
  return structured.filter((block) => block.text !== '' || block.tag === 'hr')
}

interface Run {
  block: Block
  length: number
}

const BULLET = /^[-*•·▪►◦‣–]\s+/
const NUMBER = /^(\d{1,3})[.)]\s+/
const QUOTE = /^>\s?/
const MAX_HEADING_WORDS = 14
const MAX_HEADING_CHARACTERS = 100

function listRun(blocks: readonly Block[], start: number): Run | null {
  const length = countWhile(blocks, start, (block) => BULLET.test(block.text))
  if (length >= 2) return { block: listBlock('ul', blocks.slice(start, start + length), BULLET, ''), length }
  const first = Number(NUMBER.exec(blocks[start]?.text ?? '')?.[1] ?? Number.NaN)
  const count = countWhile(blocks, start, (block, offset) => Number(NUMBER.exec(block.text)?.[1]) === first + offset)
  if (count < 2) return null
  return {
    block: listBlock('ol', blocks.slice(start, start + count), NUMBER, first === 1 ? '' : ` start="${first}"`),
    length: count,
  }
}

function quoteRun(blocks: readonly Block[], start: number): Run | null {
  const length = countWhile(blocks, start, (block) => QUOTE.test(block.text))
  if (length === 0) return null
  const texts = blocks.slice(start, start + length).map((block) => block.text.replace(QUOTE, ''))
  const html = `<blockquote>${texts.map((text) => `<p>${escapeHtml(text)}</p>`).join('')}</blockquote>`
  return { block: { html, tag: 'blockquote', text: texts.join(' '), linkShare: 0, removed: null }, length }
}

function listBlock(tag: 'ul' | 'ol', items: readonly Block[], mark: RegExp, attributes: string): Block {
  const texts = items.map((item) => item.text.replace(mark, ''))
  const html = `<${tag}${attributes}>${texts.map((text) => `<li>${escapeHtml(text)}</li>`).join('')}</${tag}>`
  return { html, tag, text: texts.join(' '), linkShare: 0, removed: null }
}

function countWhile(blocks: readonly Block[], start: number, test: (block: Block, offset: number) => boolean): number {
  let length = 0
  for (
    let block = blocks[start];
    block !== undefined && block.removed === null && test(block, length);
    block = blocks[start + length]
  )
    length += 1
  return length
}

function single(blocks: readonly Block[], index: number): Block {
  const block = blocks[index]
  if (block === undefined || block.removed !== null) return block ?? textBlock('p', '')
  if (isRuleLine(block.text)) return { html: '<hr>', tag: 'hr', text: '', linkShare: 0, removed: null }
  return isHeading(blocks, index) ? textBlock('h2', block.text) : block
}

/** A short line without end punctuation that starts like a title, right before running text. */
function isHeading(blocks: readonly Block[], index: number): boolean {
  const text = blocks[index]?.text ?? ''
  const next = blocks.slice(index + 1).find((block) => block.removed === null)
  if (next === undefined || !(isProse(next.text) || BULLET.test(next.text) || NUMBER.test(next.text))) return false
  if (text.length > MAX_HEADING_CHARACTERS || countWords(text) > MAX_HEADING_WORDS || countWords(text) === 0)
    return false
  return /^["“‘(]?[\p{Lu}\d]/u.test(text) && !/[.,;:…!)"”’*]$/.test(text) && !BULLET.test(text)
}
