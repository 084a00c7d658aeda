/** Whether so much is gone that something must be wrong with the folder: a half-copied or half-synchronised library. */

/** More than this part of what was there may not be gone between two reads. */
const MOST_VANISHED = 0.3

export function hasVanished(known: number, found: number): boolean {
  return known > 0 && (known - found) / known > MOST_VANISHED
}
