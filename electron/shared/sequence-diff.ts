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
  const numbers = new Map<string, number>()
  const [left, right] = [numbered(a, numbers), numbered(b, numbers)]
  const trace = forward(left, right)
  return trace === null ? [] : backward(trace, a.length, b.length)
}

/** Elements as numbers, equal for equal ones: they are compared millions of times. */
function numbered(elements: readonly string[], numbers: Map<string, number>): Int32Array {
  return Int32Array.from(elements, (element) => {
    const known = numbers.get(element)
    if (known !== undefined) return known
    numbers.set(element, numbers.size)
    return numbers.size - 1
  })
}

/**
 * How far each diagonal k, from -d to d, is reached with d edits, for every d: at index k + d. Null where that is never
 * the end of both.
 */
function forward(a: Int32Array, b: Int32Array): Int32Array[] | null {
  const most = Math.min(a.length + b.length, MOST_EDITS)
  const trace: Int32Array[] = []
  for (let d = 0; d <= most; d++) {
    const before = trace.at(-1)
    const reach = new Int32Array(2 * d + 1)
    trace.push(reach)
    for (let k = -d; k <= d; k += 2) {
      let x = before === undefined ? 0 : startOn(before, k, d)
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++
      reach[k + d] = x
      if (x >= a.length && x - k >= b.length) return trace
    }
  }
  return null
}

/** Where the d-th edit leads on diagonal k: down from the diagonal above, or right from the one below. */
function startOn(before: Int32Array, k: number, d: number): number {
  const [down, right] = [before[k + d] ?? 0, (before[k + d - 2] ?? 0) + 1]
  return goesDown(before, k, d) ? down : right
}

function goesDown(before: Int32Array, k: number, d: number): boolean {
  return k === -d || (k !== d && (before[k + d - 2] ?? 0) < (before[k + d] ?? 0))
}

function backward(trace: readonly Int32Array[], lengthA: number, lengthB: number): [number, number][] {
  const pairs: [number, number][] = []
  let x = lengthA
  let y = lengthB
  for (let d = trace.length - 1; d >= 0; d--) {
    const before = trace[d - 1]
    const k = x - y
    const start = before === undefined ? 0 : startOn(before, k, d)
    while (x > start) {
      x--
      y--
      pairs.push([x, y])
    }
    if (before === undefined) break
    if (goesDown(before, k, d)) y--
    else x--
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
