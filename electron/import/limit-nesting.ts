/** Elements that never hold others, and so do not count. */
const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '))
/** Fewer characters than this cannot nest deep enough to matter. */
const SHORT = 100_000
/** Far deeper than any page, and shallow enough for a parser that takes longer with every level. */
const MAX_NESTING = 2000

/**
 * Takes the tags of elements nested deeper than any page means out of the source; their text stays. Broken pages leave
 * elements open, which counts as nesting here as it does in a browser's first guess.
 */
export function limitNesting(html: string): string {
  if (html.length < SHORT) return html
  let depth = 0
  let dropped = 0
  let cut = false
  const limited = html.replace(
    /<(\/?)([a-z][a-z0-9-]*)(?:\s[^<>]*)?>/gi,
    (tag: string, slash: string, name: string) => {
      if (VOID.has(name.toLowerCase()) || tag.endsWith('/>')) return tag
      if (slash === '') {
        if (depth < MAX_NESTING) depth += 1
        else {
          dropped += 1
          cut = true
          return ''
        }
      } else if (dropped > 0) {
        dropped -= 1
        return ''
      } else depth = Math.max(0, depth - 1)
      return tag
    },
  )
  return cut ? limited : html
}
