import { collapseSpaces } from './wording.ts'
import { bytesSource, type ImportSource } from './import-source.ts'

/**
 * What is on the clipboard as something to import: with its mark-up where that says as much as the plain text, which
 * some programs fill with the whole page and others with nothing but a wrapper. Null for an empty clipboard.
 */
export function clipboardSource({ html, text }: { html: string; text: string }): ImportSource | null {
  const bytes = (content: string): Uint8Array => new TextEncoder().encode(content)
  const plain = collapseSpaces(text)
  if (hasStructure(html) && collapseSpaces(html.replace(/<[^>]*>/g, ' ')).length >= plain.length / 2)
    return bytesSource('clipboard.html', bytes(fragmentOf(html)))
  return plain === '' ? null : bytesSource('clipboard.txt', bytes(text))
}

/** Code editors put colours around every word and call that rich text. */
function hasStructure(html: string): boolean {
  return /<(?:p|h[1-6]|ul|ol|table|blockquote|figure|article|em|i|b|strong|a|img)[\s>]/i.test(html)
}

/** Windows puts a header before it, and comments around what was selected. */
function fragmentOf(html: string): string {
  const source = /SourceURL:(https?:\/\/\S+)/i.exec(html)?.[1]
  const fragment =
    /<!--\s*StartFragment\s*-->([\s\S]*)<!--\s*EndFragment\s*-->/i.exec(html)?.[1] ?? html.replace(/^[\s\S]*?(?=<)/, '')
  const address =
    source !== undefined && URL.canParse(source) ? `<link rel="canonical" href="${new URL(source).href}">` : ''
  return `<!doctype html><html><head><meta charset="utf-8">${address}</head><body>${fragment}</body></html>`
}
