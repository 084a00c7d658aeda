import type { Anchor } from '#shared/anchoring/anchor.ts'
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

/** An annotation that has a place in the text now. */
export interface PaintedAnnotation {
  annotation: Annotation
  anchor: Extract<Anchor, { start: number }>
}

export function isPainted(placed: PlacedAnnotation): placed is PaintedAnnotation {
  return placed.anchor !== null && placed.anchor.state !== 'orphan'
}

/**
 * The neighbour in `ids` when the reader goes through the highlights one by one; without a current one, the first or
 * the last. Stops at the ends.
 */
export function neighbour(ids: readonly string[], current: string | null, step: 1 | -1): string | null {
  const at = current === null ? -1 : ids.indexOf(current)
  if (at === -1) return ids.at(step === 1 ? 0 : -1) ?? null
  return ids[Math.max(0, Math.min(ids.length - 1, at + step))] ?? null
}

function compare(a: PlacedAnnotation, b: PlacedAnnotation): number {
  return (
    rank(a) - rank(b) ||
    startOf(a) - startOf(b) ||
    endOf(b) - endOf(a) ||
    compareText(a.annotation.created, b.annotation.created) ||
    compareText(a.annotation.id, b.annotation.id)
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

function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
