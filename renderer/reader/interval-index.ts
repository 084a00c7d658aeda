import { lowerBound } from '#shared/lower-bound.ts'

/** A stretch of the article text that something stands on; offsets in UTF-16 code units, `end` exclusive. */
export interface Interval {
  id: string
  start: number
  end: number
}

/**
 * Finds what stands on an offset among many overlapping intervals: sorted by start, with the greatest end up to each
 * one, so that walking back stops as soon as nothing earlier can reach the offset.
 */
export class IntervalIndex {
  private readonly sorted: Interval[]
  private readonly greatestEnd: number[] = []

  constructor(intervals: readonly Interval[]) {
    this.sorted = intervals.toSorted((a, b) => a.start - b.start || a.end - b.end)
    let greatest = 0
    for (const { end } of this.sorted) {
      greatest = Math.max(greatest, end)
      this.greatestEnd.push(greatest)
    }
  }

  /** Ids of all intervals that hold the unit at `offset`, the shortest first: the one meant most likely. */
  at(offset: number): string[] {
    const found: Interval[] = []
    for (let index = this.lastStartingAt(offset); index >= 0; index--) {
      if ((this.greatestEnd[index] ?? 0) <= offset) break
      const interval = this.sorted[index]
      if (interval !== undefined && interval.end > offset) found.push(interval)
    }
    return found.toSorted((a, b) => a.end - a.start - (b.end - b.start) || a.start - b.start).map(({ id }) => id)
  }

  private lastStartingAt(offset: number): number {
    return lowerBound(this.sorted.length, (at) => (this.sorted[at]?.start ?? 0) > offset) - 1
  }
}
