export interface Wanted {
  /** Where the box would stand if it were alone (CSS pixels). */
  top: number
  height: number
}

/** Where boxes stand one below the other: each at its wanted place, or `gap` below the one before it. CSS pixels. */
export function stacked(boxes: readonly Wanted[], gap: number): number[] {
  let free = Number.NEGATIVE_INFINITY
  return boxes.map(({ top, height }) => {
    const place = Math.max(top, free)
    free = place + height + gap
    return place
  })
}
