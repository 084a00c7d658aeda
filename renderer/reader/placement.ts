/** A rectangle in CSS pixels of the window. */
export interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

/** Room kept to the passage and to the window's edges, in CSS pixels. */
export const GAP = 8

/**
 * Where something floating goes: centred above the passage, below it where there is no room above, and always inside
 * the bounds; where neither side has room, at the upper edge.
 */
export function placeAbove(
  passage: Box,
  size: { width: number; height: number },
  bounds: Box,
): { left: number; top: number; side: 'above' | 'below' } {
  const centre = (passage.left + passage.right) / 2
  const left = clamp(centre - size.width / 2, bounds.left + GAP, bounds.right - GAP - size.width)
  const least = bounds.top + GAP
  const most = bounds.bottom - GAP - size.height
  const above = passage.top - GAP - size.height
  const below = passage.bottom + GAP
  if (above >= least || below > most) return { left, top: clamp(above, least, most), side: 'above' }
  return { left, top: clamp(below, least, most), side: 'below' }
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value))
}
