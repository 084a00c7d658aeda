import type { TextBlock } from '#shared/article-text.ts'
import type { HighlightPaint } from './highlighter.ts'

/** Which highlights stand on each block, by the index of the block. */
export function highlightsByBlock(
  blocks: readonly TextBlock[],
  paints: readonly HighlightPaint[],
): Map<number, HighlightPaint[]> {
  const found = new Map<number, HighlightPaint[]>()
  let first = 0
  for (const paint of paints.toSorted((a, b) => a.start - b.start)) {
    while (first < blocks.length && (blocks[first]?.end ?? 0) <= paint.start) first++
    for (let index = first; index < blocks.length && (blocks[index]?.start ?? 0) < paint.end; index++) {
      const known = found.get(index)
      if (known === undefined) found.set(index, [paint])
      else known.push(paint)
    }
  }
  return found
}
