/**
 * How much of `wanted` stands right at the edge of `found`, from 0 (no more than chance) to 1 (all of it): edit distance
 * with the far end of `found` free, so that text inserted beyond does not count. Both are read away from the edge, in
 * steps of `step` from `wantedEdge` and `foundEdge`.
 */
export function edgeSimilarity(
  wanted: string,
  found: string,
  edge: { wantedEdge: number; foundEdge: number; step: 1 | -1; length: number },
): number {
  const { wantedEdge, foundEdge, step, length } = edge
  if (length === 0) return 0
  const room = step === 1 ? found.length - foundEdge : foundEdge
  const width = Math.min(room, length + LEEWAY)
  let row = fresh(rowA, width)
  let next = rowB
  for (let i = 1; i <= length; i++) {
    const unit = unitAt(wanted, wantedEdge, step, i - 1)
    next[0] = i
    for (let j = 1; j <= width; j++) {
      const same = unit === unitAt(found, foundEdge, step, j - 1) ? 0 : 1
      next[j] = Math.min((row[j - 1] ?? 0) + same, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1)
    }
    const swap = row
    row = next
    next = swap
  }
  let least = length
  for (let j = 0; j <= width; j++) least = Math.min(least, row[j] ?? length)
  return Math.max(0, (1 - least / length - CHANCE) / (1 - CHANCE))
}

/** Further units of the text that an alignment may use. */
const LEEWAY = 24
/** What unrelated text of the same language reaches. */
const CHANCE = 0.35
/** Longest stretch that is aligned. */
export const LONGEST_EDGE = 96
const rowA = new Int32Array(LONGEST_EDGE + LEEWAY + 1)
const rowB = new Int32Array(LONGEST_EDGE + LEEWAY + 1)

function fresh(row: Int32Array<ArrayBuffer>, width: number): Int32Array<ArrayBuffer> {
  for (let j = 0; j <= width; j++) row[j] = j
  return row
}

function unitAt(text: string, edge: number, step: 1 | -1, at: number): number {
  return text.charCodeAt(step === 1 ? edge + at : edge - 1 - at)
}
