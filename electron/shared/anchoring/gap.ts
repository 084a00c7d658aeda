/** Longest gap that is laid against another, in units. */
const LONGEST_GAP = 80
/** How much shorter or longer a gap may have become: typing errors change that little, another word does. */
const LENGTH_CHANGE = 0.25
const LENGTH_LEEWAY = 2
/** Edits for each unit of the gap, above which it is another wording; and how much of the end must be there. */
const MOST_EDITS = 0.7
const LEAST_SAME = 0.5

/**
 * What became of the first `count` units of `wanted`, where `wanted` and `found` are what lies between the same two
 * runs: how many units of `found` they take up, by whole edit distance; null where it is another wording.
 */
export function garbledLength(wanted: string, found: string, count: number): number | null {
  if (wanted.length > LONGEST_GAP || Math.abs(wanted.length - found.length) > leewayOf(wanted)) return null
  const width = found.length + 1
  const costs = editCosts(wanted, found)
  const cost = (i: number, j: number) => costs[i * width + j] ?? 0
  if (cost(wanted.length, found.length) > wanted.length * MOST_EDITS) return null
  let length: number | null = null
  let matching = 0
  for (let i = wanted.length, j = found.length; i > 0 && j > 0; ) {
    const same = wanted.charCodeAt(i - 1) === found.charCodeAt(j - 1)
    if (isSwapped(wanted, found, i, j) && cost(i, j) === cost(i - 2, j - 2) + 1) {
      if (i <= count) {
        length ??= j
        matching += 2
      }
      i -= 2
      j -= 2
    } else if (cost(i, j) === cost(i - 1, j - 1) + (same ? 0 : 1)) {
      if (i <= count) {
        length ??= j
        if (same) matching++
      }
      i--
      j--
    } else if (cost(i, j) === cost(i - 1, j) + 1) i--
    else j--
  }
  return matching >= count * LEAST_SAME ? length : null
}

/** `garbledLength` for the last units, both gaps read backwards. */
export function garbledLengthAtEnd(wanted: string, found: string, count: number): number | null {
  return garbledLength(backwards(wanted), backwards(found), count)
}

/** Whether the two units before `i` are those before `j` in the other order, as fast fingers type them. */
function isSwapped(wanted: string, found: string, i: number, j: number): boolean {
  if (i < 2 || j < 2) return false
  const [a, b] = [wanted.charCodeAt(i - 2), wanted.charCodeAt(i - 1)]
  return a !== b && a === found.charCodeAt(j - 1) && b === found.charCodeAt(j - 2)
}

function leewayOf(wanted: string): number {
  return LENGTH_LEEWAY + wanted.length * LENGTH_CHANGE
}

function editCosts(wanted: string, found: string): Int16Array {
  const width = found.length + 1
  const costs = new Int16Array((wanted.length + 1) * width)
  for (let j = 0; j < width; j++) costs[j] = j
  for (let i = 1; i <= wanted.length; i++) {
    const row = i * width
    costs[row] = i
    for (let j = 1; j < width; j++) {
      const same = wanted.charCodeAt(i - 1) === found.charCodeAt(j - 1) ? 0 : 1
      const above = row - width + j
      const least = Math.min((costs[above - 1] ?? 0) + same, (costs[above] ?? 0) + 1, (costs[row + j - 1] ?? 0) + 1)
      const swapped = isSwapped(wanted, found, i, j) ? (costs[above - width - 2] ?? 0) + 1 : least
      costs[row + j] = Math.min(least, swapped)
    }
  }
  return costs
}

function backwards(text: string): string {
  return text.split('').reverse().join('')
}
