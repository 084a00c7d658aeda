import type { LeftOutLine, Removal } from '#shared/article.ts'
import { parseHTML } from 'linkedom'

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

/** The content is a sequence of elements, so nothing is lost between them. */
function topLevelElements(html: string): string[] {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`)
  return [...document.body.children].map((element) => element.outerHTML)
}
