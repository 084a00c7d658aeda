/** A change of a sequence: `[start, end)` of the old one became `[from, to)` of the new one. */
export interface Hunk {
  start: number
  end: number
  from: number
  to: number
}

/** Steps after which a search for the shortest script ends and the rest counts as replaced. */
const MOST_EDITS = 2_000

/**
 * Where two sequences of keys differ, in order; what lies between the hunks is equal. The shortest edit script (Myers,
 * "An O(ND) difference algorithm", 1986), found between the equal ends.
 */
export function diffSequences(old: readonly string[], next: readonly string[]): Hunk[] {
  let head = 0
  while (head < old.length && head < next.length && old[head] === next[head]) head++
  let tail = 0
  while (
    tail < old.length - head &&
    tail < next.length - head &&
    old[old.length - 1 - tail] === next[next.length - 1 - tail]
  ) {
    tail++
  }
  const a = old.slice(head, old.length - tail)
  const b = next.slice(head, next.length - tail)
  if (a.length === 0 && b.length === 0) return []
  return hunksOf(matches(a, b), a.length, b.length).map(({ start, end, from, to }) => ({
    start: start + head,
    end: end + head,
    from: from + head,
    to: to + head,
  }))
}

/** Pairs of equal elements, ascending in both. */
function matches(a: readonly string[], b: readonly string[]): [number, number][] {
  const trace = forward(a, b)
  return trace === null ? [] : backward(trace, a.length, b.length)
}

function forward(a: readonly string[], b: readonly string[]): Map<number, number>[] | null {
  const most = Math.min(a.length + b.length, MOST_EDITS)
  let reach = new Map<number, number>([[1, 0]])
  const trace: Map<number, number>[] = []
  for (let d = 0; d <= most; d++) {
    trace.push(reach)
    const next = new Map<number, number>()
    for (let k = -d; k <= d; k += 2) {
      let x = goesDown(reach, k, d) ? (reach.get(k + 1) ?? 0) : (reach.get(k - 1) ?? 0) + 1
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++
      next.set(k, x)
      if (x >= a.length && x - k >= b.length) {
        trace.push(next)
        return trace
      }
    }
    reach = next
  }
  return null
}

function goesDown(reach: ReadonlyMap<number, number>, k: number, d: number): boolean {
  return k === -d || (k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1))
}

function backward(trace: readonly Map<number, number>[], lengthA: number, lengthB: number): [number, number][] {
  const pairs: [number, number][] = []
  let x = lengthA
  let y = lengthB
  for (let d = trace.length - 2; d >= 0; d--) {
    const reach = trace[d] ?? new Map<number, number>()
    const k = x - y
    const previousK = goesDown(reach, k, d) ? k + 1 : k - 1
    const previousX = d === 0 ? 0 : (reach.get(previousK) ?? 0)
    const previousY = d === 0 ? 0 : previousX - previousK
    while (x > previousX && y > previousY) {
      x--
      y--
      pairs.push([x, y])
    }
    x = previousX
    y = previousY
  }
  return pairs.reverse()
}

function hunksOf(pairs: readonly [number, number][], lengthA: number, lengthB: number): Hunk[] {
  const hunks: Hunk[] = []
  let start = 0
  let from = 0
  for (const [a, b] of [...pairs, [lengthA, lengthB] as const]) {
    if (a > start || b > from) hunks.push({ start, end: a, from, to: b })
    start = a + 1
    from = b + 1
  }
  return hunks
}
