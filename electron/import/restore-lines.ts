import type { LeftOutLine, Removal } from '#shared/article.ts'

/**
 * Puts left-out lines back at their places. Deterministic: the same base and the same set give the same bytes, in
 * whatever order the reader chose the lines.
 * @param restored ids of the removals to put back; unknown ones are ignored
 * @returns the composed content, and every removal with `before` counting in it
 */
export function composeContent(
  baseHtml: string,
  removals: Removal[],
  restored: readonly string[],
): { html: string; leftOut: LeftOutLine[] } {
  const chosen = new Set(restored)
  const blocks = topLevelElements(baseHtml)
  const html: string[] = []
  const leftOut: LeftOutLine[] = []
  let next = 0
  let restoredSoFar = 0
  for (const removal of removals) {
    const place = Math.min(Math.max(removal.before, next), blocks.length)
    for (const block of blocks.slice(next, place)) html.push(block)
    next = place
    const isRestored = chosen.has(removal.id)
    leftOut.push({ ...removal, before: place + restoredSoFar, restored: isRestored })
    if (isRestored) {
      html.push(removal.html)
      restoredSoFar += 1
    }
  }
  return { html: [...html, ...blocks.slice(next)].join(''), leftOut }
}

const TAG = /<(\/?)([a-z][a-z0-9]*)(?:\s+[a-z][a-z-]*="[^"]*")*\s*>/g
const WITHOUT_END = new Set(['br', 'hr', 'img', 'wbr'])

/**
 * The content's top-level elements as they are written. Cut out of the text and not parsed and written again, because
 * the content's hash is over its bytes; the sanitiser's output is well-formed, so counting tags is enough.
 */
export function topLevelElements(html: string): string[] {
  const elements: string[] = []
  let depth = 0
  let start = 0
  for (const match of html.matchAll(TAG)) {
    const [tag, slash, name] = match
    if (slash === '/') depth -= 1
    else if (!WITHOUT_END.has(name ?? '')) depth += 1
    if (depth > 0) continue
    const end = match.index + tag.length
    elements.push(html.slice(start, end))
    start = end
  }
  return elements
}
