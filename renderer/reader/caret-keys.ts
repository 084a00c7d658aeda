/** How a key moves the caret: a granularity of `Selection.modify`, a page of the view, or an end of the article. */
export type CaretMove =
  | { kind: 'modify'; direction: 'left' | 'right' | 'forward' | 'backward'; granularity: Granularity }
  | { kind: 'page'; direction: 1 | -1 }
  | { kind: 'edge'; edge: 'start' | 'end' }
type Granularity = 'character' | 'word' | 'line' | 'lineboundary' | 'sentence' | 'paragraph'

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
      return { kind: 'modify', direction: 'backward', granularity: vertically(ctrlKey, altKey) }
    case 'ArrowDown':
      return { kind: 'modify', direction: 'forward', granularity: vertically(ctrlKey, altKey) }
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

function vertically(ctrlKey: boolean, altKey: boolean): Granularity {
  if (ctrlKey) return 'paragraph'
  return altKey ? 'sentence' : 'line'
}
