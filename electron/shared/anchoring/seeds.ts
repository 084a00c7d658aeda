import type { GramIndex } from './grams.ts'

/** Places looked at for one pattern, the rarest grams first. */
const MOST_PLACES = 3000
/** Regions handed on. */
const MOST_REGIONS = 6
/** A region with this share of the best one's votes is as likely as that. */
const AS_LIKELY = 0.5
/** Diagonals fall into bins of this width; neighbouring bins count together. */
const BIN = 48

/** Where a pattern may begin, and whether that is about as likely as the likeliest such place. */
export interface Seeded {
  diagonal: number
  isLikely: boolean
}

/**
 * Where a pattern may stand: rare grams of it vote for the diagonal (place in the text minus place in the pattern) that
 * they lie on. An insertion splits the votes between two diagonals, and either one leads to the region.
 * @param spread diagonals nearer than this belong to one region
 * @returns text offsets at which the pattern would begin (negative ones too), best first
 */
export function seedDiagonals(grams: GramIndex, pattern: string, spread: number): Seeded[] {
  const votes = new Map<number, number>()
  let places = 0
  for (const { at, count } of rarestFirst(grams, pattern)) {
    if (places > 0 && places + count > MOST_PLACES) break
    places += count
    const weight = 1 / Math.sqrt(count)
    grams.forEachPlace(pattern, at, (place) => {
      const bin = Math.floor((place - at) / BIN)
      votes.set(bin, (votes.get(bin) ?? 0) + weight)
    })
  }
  return strongestApart(votes, spread)
}

function rarestFirst(grams: GramIndex, pattern: string): { at: number; count: number }[] {
  const found: { at: number; count: number }[] = []
  for (let at = 0; at + grams.gram <= pattern.length; at++) {
    const count = grams.countOf(pattern, at)
    if (count > 0) found.push({ at, count })
  }
  return found.sort((a, b) => a.count - b.count)
}

function strongestApart(votes: ReadonlyMap<number, number>, spread: number): Seeded[] {
  const strength = (bin: number) => (votes.get(bin) ?? 0) + (votes.get(bin + 1) ?? 0)
  const bins = [...votes.keys()].sort((a, b) => strength(b) - strength(a) || a - b)
  const likely = strength(bins[0] ?? 0) * AS_LIKELY
  const chosen: Seeded[] = []
  for (const bin of bins) {
    const diagonal = (bin + 1) * BIN
    const isApart = chosen.every((other) => Math.abs(other.diagonal - diagonal) > spread)
    if (isApart) chosen.push({ diagonal, isLikely: strength(bin) >= likely })
    if (chosen.length === MOST_REGIONS) break
  }
  return chosen
}
