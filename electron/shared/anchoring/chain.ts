import { isIdeographic } from './fold.ts'

/** `length` units that are the same in the pattern (from `p`) and in the text (from `t`). */
export interface Run {
  p: number
  t: number
  length: number
}

/** The most runs that are chained; the longest are kept. */
const MOST_RUNS = 320
/** What a change of diagonal between two runs costs, in matching units; grows with the logarithm of the change. */
const SKEW_COST = 1.1
/** What each unit that both sides skip costs. */
const SKIP_COST = 0.06
const HASH_BITS = 13
/** SKEW_COST times the binary logarithm of the index and 1. */
const SKEW_COSTS = Float64Array.from({ length: 4096 }, (_, skew) => SKEW_COST * Math.log2(1 + skew))

/**
 * The best way to lay a pattern over `text.slice(from, to)`: matching runs in order, not overlapping, the more units
 * the better, with a penalty for what lies between them. Insertions and deletions change the diagonal; their cost grows
 * slowly with their length, so an inserted sentence does not hide what follows it, but a chance match of three letters
 * far away is worth less than it costs.
 */
export function chainRuns(pattern: PatternGrams, text: string, from: number, to: number): Run[] {
  const runs = matchingRuns(pattern, text, from, to)
  const count = runs.length
  const scores = new Float64Array(count)
  const before = new Int32Array(count).fill(-1)
  let best = -1
  for (let j = 0; j < count; j++) {
    const run = runs[j]
    if (run === undefined) continue
    let score = run.length
    for (let i = 0; i < j; i++) {
      const earlier = runs[i]
      if (earlier === undefined || earlier.p >= run.p || earlier.t >= run.t) continue
      const joined = (scores[i] ?? 0) + gainAfter(earlier, run)
      if (joined > score) {
        score = joined
        before[j] = i
      }
    }
    scores[j] = score
    if (best === -1 || score > (scores[best] ?? 0)) best = j
  }
  return trace(runs, before, best)
}

function gainAfter(earlier: Run, run: Run): number {
  const gapInPattern = run.p - earlier.p - earlier.length
  const gapInText = run.t - earlier.t - earlier.length
  const gap = Math.min(gapInPattern, gapInText)
  const skew = Math.abs(gapInPattern - gapInText)
  const overlap = gap < 0 ? -gap : 0
  if (overlap >= run.length) return Number.NEGATIVE_INFINITY
  return run.length - overlap - skewCost(skew) - SKIP_COST * Math.max(0, gap)
}

function skewCost(skew: number): number {
  return SKEW_COSTS[Math.min(skew, SKEW_COSTS.length - 1)] ?? 0
}

function trace(runs: readonly Run[], before: Int32Array, last: number): Run[] {
  const chain: Run[] = []
  for (let at = last; at !== -1; at = before[at] ?? -1) {
    const run = runs[at]
    if (run === undefined) break
    const next = chain.at(-1)
    const room = next === undefined ? run.length : Math.min(run.length, next.p - run.p, next.t - run.t)
    chain.push({ ...run, length: room })
  }
  return chain.reverse()
}

/** The grams of a pattern, to find matching runs in a stretch of text. */
export class PatternGrams {
  readonly pattern: string
  readonly gram: number
  private readonly first: Int16Array
  private readonly next: Int16Array

  constructor(pattern: string) {
    this.pattern = pattern
    this.gram = gramFor(pattern)
    this.first = new Int16Array(1 << HASH_BITS).fill(-1)
    this.next = new Int16Array(pattern.length)
    for (let at = pattern.length - this.gram; at >= 0; at--) {
      const slot = this.slotOf(pattern, at)
      this.next[at] = this.first[slot] ?? -1
      this.first[slot] = at
    }
  }

  firstPlace(text: string, at: number): number {
    return this.first[this.slotOf(text, at)] ?? -1
  }

  nextPlace(place: number): number {
    return this.next[place] ?? -1
  }

  private slotOf(text: string, at: number): number {
    let hash = 0
    for (let k = 0; k < this.gram; k++) hash = Math.imul(hash ^ text.charCodeAt(at + k), 0x01000193)
    return (hash ^ (hash >>> 15)) & ((1 << HASH_BITS) - 1)
  }
}

/** Short patterns need short pieces; in long ones these would match everywhere. */
function gramFor(pattern: string): number {
  if (pattern.length <= 700) return isIdeographic(pattern) ? 2 : 3
  return pattern.length <= 1500 ? 4 : 6
}

function matchingRuns(grams: PatternGrams, text: string, from: number, to: number): Run[] {
  const { pattern, gram } = grams
  const runs: Run[] = []
  for (let t = from; t + gram <= to; t++) {
    for (let p = grams.firstPlace(text, t); p !== -1; p = grams.nextPlace(p)) {
      if (p > 0 && t > from && pattern.charCodeAt(p - 1) === text.charCodeAt(t - 1)) continue
      let length = 0
      while (
        p + length < pattern.length &&
        t + length < to &&
        pattern.charCodeAt(p + length) === text.charCodeAt(t + length)
      )
        length++
      if (length >= gram) runs.push({ p, t, length })
    }
  }
  if (runs.length <= MOST_RUNS) return runs
  return runs
    .sort((a, b) => b.length - a.length)
    .slice(0, MOST_RUNS)
    .sort((a, b) => a.t - b.t || a.p - b.p)
}
