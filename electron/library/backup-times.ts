/**
 * Which backups to keep: the newest 24 (one an hour, while something changes), and the newest of each of the last 14
 * days and 8 weeks that have one. Pure.
 */

const HOUR = 3_600_000
const NEWEST = 24
const KEPT = [
  { length: 24 * HOUR, count: 14 },
  { length: 7 * 24 * HOUR, count: 8 },
]

/** A backup is due when the newest one is older than this (ms). */
export const BACKUP_INTERVAL = HOUR

/** Of the times (ms since 1970) those whose backups stay. */
export function timesToKeep(times: readonly number[]): Set<number> {
  const newestFirst = times.toSorted((a, b) => b - a)
  const kept = new Set(newestFirst.slice(0, NEWEST))
  for (const { length, count } of KEPT) {
    const spans = new Set<number>()
    for (const time of newestFirst) {
      const span = Math.floor(time / length)
      if (spans.has(span)) continue
      if (spans.size === count) break
      spans.add(span)
      kept.add(time)
    }
  }
  return kept
}
