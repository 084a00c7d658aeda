import type { RemovalKind } from '#shared/article.ts'
import type { Block } from './format-reader.ts'
import { collapseSpaces } from './wording.ts'

/** Text as HTML. */
export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}

/** A block of plain text. */
export function textBlock(tag: string, text: string, removed: RemovalKind | null = null): Block {
  const clean = collapseSpaces(text)
  return { html: `<${tag}>${escapeHtml(clean)}</${tag}>`, tag, text: clean, linkShare: 0, removed }
}
