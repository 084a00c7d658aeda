const NOT_IN_A_TAG = /[^\p{L}\p{M}\p{N}\p{Extended_Pictographic}\p{Join_Control}_/-]+/gu
const UNDERSCORES_NOT_INSIDE_A_WORD = /(?<![\p{L}\p{N}_])_+|_+(?![\p{L}\p{N}_])/gu

/**
 * A tag as it can follow `#` in Markdown text: spaces and punctuation become hyphens, and no underscore is left where it
 * could start emphasis. '' where nothing is left. The tag as the reader wrote it is in the front matter.
 */
export function safeTag(tag: string): string {
  return tag
    .toWellFormed()
    .normalize('NFC')
    .replace(NOT_IN_A_TAG, '-')
    .replace(UNDERSCORES_NOT_INSIDE_A_WORD, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^[-/]+|[-/]+$/g, '')
}
