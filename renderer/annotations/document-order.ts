import { compareUnits } from '#shared/compare-units.ts'
import { lowerBound } from '#shared/lower-bound.ts'
import type { Anchor } from '#shared/anchoring/anchor-state.ts'
import type { Annotation } from '#shared/annotation.ts'

/** An annotation with its place in the open article; `anchor` is null for page notes, which have no place. */
export interface PlacedAnnotation {
  annotation: Annotation
  anchor: Anchor | null
}

/** Page notes first, then by place in the text (the longer first where two begin together), orphans last. */
export function inDocumentOrder(placed: readonly PlacedAnnotation[]): PlacedAnnotation[] {
  return placed.toSorted(compare)
}

/** The list, which is in document order, with one more in its place. */
export function inserted(placed: readonly PlacedAnnotation[], added: PlacedAnnotation): PlacedAnnotation[] {
  const at = lowerBound(placed.length, (index) => {
    const other = placed[index]
    return other === undefined || compare(other, added) > 0
  })
  return placed.toSpliced(at, 0, added)
}

/** The page notes of a list in document order, where they stand first. */
export function pageNotesIn(placed: readonly PlacedAnnotation[]): readonly PlacedAnnotation[] {
  const first = placed.findIndex(({ anchor }) => anchor !== null)
  return first === -1 ? placed : placed.slice(0, first)
}

/** An annotation that has a place in the text now. */
export interface PaintedAnnotation {
  annotation: Annotation
  anchor: Extract<Anchor, { start: number }>
}

export function isPainted(placed: PlacedAnnotation): placed is PaintedAnnotation {
  return placed.anchor !== null && placed.anchor.state !== 'orphan'
}

/**
 * The highlight to go to, one step (1 or -1) from the current one. Without a current one it is the first that begins at
 * or after the text offset `from`, or the last before it. Stops at the ends.
 */
export function neighbour(
  painted: readonly PaintedAnnotation[],
  current: string | null,
  step: 1 | -1,
  from: number,
): PaintedAnnotation | undefined {
  const at = painted.findIndex(({ annotation }) => annotation.id === current)
  if (at !== -1) return painted[Math.max(0, Math.min(painted.length - 1, at + step))]
  const next = painted.findIndex(({ anchor }) => anchor.start >= from)
  if (step === 1) return next === -1 ? painted.at(-1) : painted[next]
  return next === -1 ? painted.at(-1) : painted[Math.max(0, next - 1)]
}

function compare(a: PlacedAnnotation, b: PlacedAnnotation): number {
  return (
    rank(a) - rank(b) ||
    startOf(a) - startOf(b) ||
    endOf(b) - endOf(a) ||
    compareUnits(a.annotation.created, b.annotation.created) ||
    compareUnits(a.annotation.id, b.annotation.id)
  )
}

function rank({ anchor }: PlacedAnnotation): number {
  if (anchor === null) return 0
  return anchor.state === 'orphan' ? 2 : 1
}

function startOf(placed: PlacedAnnotation): number {
  return isPainted(placed) ? placed.anchor.start : 0
}

function endOf(placed: PlacedAnnotation): number {
  return isPainted(placed) ? placed.anchor.end : 0
}
