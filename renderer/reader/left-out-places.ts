import type { LeftOutLine, RemovalKind } from '#shared/article.ts'
import type { ArticlePage } from './article-page.ts'
import { LEFT_OUT_ATTRIBUTE } from './text-map.ts'

export interface LeftOutPlace {
  line: LeftOutLine
  element: HTMLElement
}

/**
 * Puts an empty element where each left-out line stood. They are marked, so that the article text knows nothing of
 * them; a line that was put back gets its element right before it.
 */
export function insertLeftOutPlaces(
  page: Pick<ArticlePage, 'blocks' | 'host'>,
  lines: readonly LeftOutLine[],
): LeftOutPlace[] {
  return lines.map((line) => {
    const element = document.createElement('div')
    element.setAttribute(LEFT_OUT_ATTRIBUTE, line.id)
    const next = page.blocks[line.before]
    const last = page.blocks.at(-1)?.parentElement ?? page.host
    if (next === undefined) last.append(element)
    else next.before(element)
    return { line, element }
  })
}

/** The ids of all lines that are part of the content once those of one kind are put back. */
export function restoredWithKind(lines: readonly LeftOutLine[], kind: RemovalKind): string[] {
  return lines.filter((line) => line.restored || line.kind === kind).map((line) => line.id)
}

/** The ids of all lines that are part of the content once `id` is put back or taken out again. */
export function restoredWith(lines: readonly LeftOutLine[], id: string, restored: boolean): string[] {
  return lines.filter((line) => (line.id === id ? restored : line.restored)).map((line) => line.id)
}
