import { chainRuns, PatternGrams } from './chain.ts'
import { type Context, contextOf, type Stretch, stretchOf } from './edges.ts'
import { type Skeleton, skeletonOffset } from './fold.ts'
import type { AnchorIndex } from './prepare.ts'
import { seedDiagonals } from './seeds.ts'
import type { Wanted } from './wanted.ts'
import { withWordsBetween } from './words-between.ts'

/** A place where the quote may stand, in units of the skeleton. */
export interface Candidate extends Stretch, Context {
  /** Share of the quote that stands there, in order. */
  coverage: number
}

export interface Candidates {
  found: Candidate[]
  /** Starts of all places of the whole quote, in text order; null where they are too many to count. */
  places: readonly number[] | null
}

/** Places looked at on each side of the expected one, so that a quote like "a" cannot cost a second. */
const PLACES_EACH_WAY = 1000
/** Places whose context is compared with care. */
const MOST_HITS = 24
/** How far a region reaches beyond the pattern, because text may have been inserted in the quote. */
const SLACK = 80
const GROWTH = 1.2
const MOST_SLACK = 900
/** Nothing else is looked for where this much of the quote stands in this much context on both sides. */
const CONVINCING = 0.8

/** All places worth considering: every place of the whole quote, and where rare pieces of it and its context lie. */
export function findCandidates(index: AnchorIndex, wanted: Wanted): Candidates {
  const { folded } = index.skeleton
  if (wanted.from === wanted.to) return { found: [], places: [] }
  const places = placesOf(index.skeleton, wanted)
  const found = mostPromising(folded, wanted, places).map((start) => wholeAt(folded, wanted, start))
  if (!found.some((one) => isConvincing(wanted, one))) addFuzzy(index, wanted, found)
  return { found, places: places.length < PLACES_EACH_WAY ? places.toSorted((a, b) => a - b) : null }
}

function addFuzzy(index: AnchorIndex, wanted: Wanted, found: Candidate[]): void {
  const { folded } = index.skeleton
  const { pattern, from, to } = wanted
  const slack = Math.ceil(Math.min(MOST_SLACK, GROWTH * (to - from) + SLACK))
  const grams = new PatternGrams(pattern)
  for (const { diagonal, isLikely } of seedDiagonals(index.grams, pattern, slack / 2)) {
    if (!isLikely && found.some((one) => isConvincing(wanted, one))) return
    const begin = Math.max(0, diagonal - slack)
    const end = Math.min(folded.length, diagonal + pattern.length + slack)
    const stretch = stretchOf(folded, wanted, withWordsBetween(index, wanted, chainRuns(grams, folded, begin, end)))
    if (stretch === null || found.some((other) => other.start < stretch.end && stretch.start < other.end)) continue
    found.push(withContext(folded, wanted, stretch))
  }
}

/** A quote that stood in several places must be compared with all that look like it. */
function isConvincing({ place }: Wanted, { coverage, before, after }: Candidate): boolean {
  return place?.occurrences === 1 && coverage >= CONVINCING && before >= CONVINCING && after >= CONVINCING
}

function wholeAt(folded: string, wanted: Wanted, start: number): Candidate {
  const { from, to } = wanted
  return withContext(folded, wanted, { start, end: start + to - from, first: from, last: to, matched: to - from })
}

function withContext(folded: string, wanted: Wanted, stretch: Stretch): Candidate {
  const coverage = Math.min(1, stretch.matched / (wanted.to - wanted.from))
  return { ...stretch, ...contextOf(folded, wanted, stretch), coverage }
}

/** Where the whole quote stands, the nearest to the expected place first on each side of it. */
function placesOf(skeleton: Skeleton, { pattern, from, to, expected }: Wanted): number[] {
  const { folded } = skeleton
  const needle = pattern.slice(from, to)
  const at = skeletonOffset(skeleton, expected ?? 0)
  const places: number[] = []
  let place = folded.indexOf(needle, at)
  for (let n = 0; place !== -1 && n < PLACES_EACH_WAY; n++, place = folded.indexOf(needle, place + 1)) {
    places.push(place)
  }
  place = at > 0 ? folded.lastIndexOf(needle, at - 1) : -1
  for (let n = 0; place !== -1 && n < PLACES_EACH_WAY; n++) {
    places.push(place)
    place = place > 0 ? folded.lastIndexOf(needle, place - 1) : -1
  }
  return places
}

function mostPromising(folded: string, wanted: Wanted, places: readonly number[]): readonly number[] {
  if (places.length <= MOST_HITS) return places
  return places
    .map((at) => ({ at, same: unbrokenContext(folded, wanted, at) }))
    .sort((a, b) => b.same - a.same)
    .slice(0, MOST_HITS)
    .map(({ at }) => at)
}

/** Units of context that stand unbroken around a place: cheap, to choose which places deserve more. */
function unbrokenContext(folded: string, { pattern, from, to }: Wanted, start: number): number {
  const end = start + to - from
  let before = 0
  while (before < from && before < start && folded[start - 1 - before] === pattern[from - 1 - before]) before++
  let after = 0
  while (to + after < pattern.length && folded[end + after] === pattern[to + after]) after++
  return before + after
}
