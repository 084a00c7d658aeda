import { lowerBound } from '#shared/lower-bound.ts'

/** How a key moves the caret: a granularity of `Selection.modify`, a paragraph, a page of the view, or an end of the article. */
export type CaretMove =
  | { kind: 'modify'; direction: 'left' | 'right' | 'forward' | 'backward'; granularity: Granularity }
  | { kind: 'paragraph'; direction: 1 | -1 }
  | { kind: 'page'; direction: 1 | -1 }
  | { kind: 'edge'; edge: 'start' | 'end' }
type Granularity = 'character' | 'word' | 'line' | 'lineboundary' | 'sentence'

export interface CaretKey {
  readonly key: string
  readonly ctrlKey: boolean
  readonly altKey: boolean
  readonly metaKey: boolean
}

/** The move of a key press, Shift aside; null for keys that do not move the caret. */
export function caretMove({ key, ctrlKey, altKey, metaKey }: CaretKey): CaretMove | null {
  const byWord = ctrlKey || altKey
  if (metaKey) return null
  switch (key) {
    case 'ArrowLeft':
      return { kind: 'modify', direction: 'left', granularity: byWord ? 'word' : 'character' }
    case 'ArrowRight':
      return { kind: 'modify', direction: 'right', granularity: byWord ? 'word' : 'character' }
    case 'ArrowUp':
      return ctrlKey ? { kind: 'paragraph', direction: -1 } : vertically('backward', altKey)
    case 'ArrowDown':
      return ctrlKey ? { kind: 'paragraph', direction: 1 } : vertically('forward', altKey)
    case 'Home':
      return ctrlKey
        ? { kind: 'edge', edge: 'start' }
        : { kind: 'modify', direction: 'backward', granularity: 'lineboundary' }
    case 'End':
      return ctrlKey
        ? { kind: 'edge', edge: 'end' }
        : { kind: 'modify', direction: 'forward', granularity: 'lineboundary' }
    case 'PageUp':
      return { kind: 'page', direction: -1 }
    case 'PageDown':
      return { kind: 'page', direction: 1 }
    default:
      return null
  }
}

function vertically(direction: 'forward' | 'backward', altKey: boolean): CaretMove {
  return { kind: 'modify', direction, granularity: altKey ? 'sentence' : 'line' }
}

/**
 * Where a paragraph begins: the next one, or the end of the text behind the last; backwards the caret's own, or the one
 * before where it is at its start. (`Selection.modify` keeps the place in the line and so ends amid a paragraph.)
 * @param blocks the paragraphs, cells and items of the text, in its order
 */
export function paragraphStart(
  blocks: readonly { start: number }[],
  length: number,
  offset: number,
  direction: 1 | -1,
): number {
  const next = lowerBound(blocks.length, (at) => (blocks[at]?.start ?? 0) > offset)
  if (direction === 1) return blocks[next]?.start ?? length
  return blocks[lowerBound(blocks.length, (at) => (blocks[at]?.start ?? 0) >= offset) - 1]?.start ?? 0
}
