import type { Anchor } from './anchor-state.ts'
import type { TextSpan } from './span.ts'

/** One of many anchors, with all places that a doubtful one could mean, and where it began in the old text (null: unknown). */
export interface Ordered {
  anchor: Anchor
  rivals: () => readonly TextSpan[]
  old: number | null
}

type Found = Exclude<Anchor, { state: 'orphan' }>

/** An anchor as a neighbour of others: how far each place that it could mean is from its old one. */
interface Neighbour {
  one: Ordered
  anchor: Found
  old: number
  shifts: readonly number[]
  isSure: boolean
}

/** A neighbour counts as sure from this confidence on. */
const SURE = 0.7
/** Each doubt that the neighbours settle stays a little less certain than they are. */
const SETTLED_CONFIDENCE = 0.6
/** Neighbours asked on each side. */
const NEIGHBOURS = 4
/** What a sure neighbour's vote for a shift counts, and a doubtful one's for each of its places. */
const SURE_VOTE = 1
const DOUBTFUL_VOTE = 0.5
/** A shift is believed with this many votes, and if no other has more than this share of them. */
const LEAST_VOTES = 2
const MOST_AGAINST = 0.5
/** Units that typing errors shift a passage against its neighbour: at least, and for the root of the units between. */
const JITTER = 10
const DRIFT = 0.4

/**
 * Settles anchors that may stand in several places by their neighbours: exactly one of the places lies between the sure
 * ones that it lay between before, or exactly one was shifted as far as most of them can have been.
 */
export function settleByOrder(asked: readonly Ordered[], length: number): Anchor[] {
  const sorted = asked.flatMap(asNeighbour).sort((a, b) => a.old - b.old)
  const settled = new Map<Ordered, Anchor>()
  for (const [at, { one }] of sorted.entries()) settled.set(one, settledOne(sorted, at, length) ?? one.anchor)
  return asked.map((one) => settled.get(one) ?? one.anchor)
}

function settledOne(sorted: readonly Neighbour[], at: number, length: number): Anchor | null {
  const one = sorted[at]
  if (one === undefined) return null
  const { state, why } = one.anchor
  if (state !== 'uncertain' || why !== 'several-places') return null
  return settledBetween(sorted, at, one, length) ?? settledByShift(sorted, at, one)
}

function settledBetween(sorted: readonly Neighbour[], at: number, { one }: Neighbour, length: number): Anchor | null {
  let [before, after] = [at - 1, at + 1]
  while (sorted[before]?.isSure === false) before--
  while (sorted[after]?.isSure === false) after++
  if (sorted[before] === undefined && sorted[after] === undefined) return null
  const from = sorted[before]?.anchor.start ?? 0
  const to = sorted[after]?.anchor.end ?? length
  const places = one.rivals().filter(({ start, end }) => start >= from && end <= to)
  const [only] = places
  return only !== undefined && places.length === 1 ? settledAt(only) : null
}

function settledByShift(sorted: readonly Neighbour[], at: number, { one, old }: Neighbour): Anchor | null {
  const near = sorted.slice(Math.max(0, at - NEIGHBOURS), at + NEIGHBOURS + 1).filter((other) => other.one !== one)
  const [best, next] = one
    .rivals()
    .map((place) => ({ place, votes: votesFor(place.start - old, old, near) }))
    .sort((a, b) => b.votes - a.votes)
  if (best === undefined || best.votes < LEAST_VOTES) return null
  if (next !== undefined && next.votes > best.votes * MOST_AGAINST) return null
  return settledAt(best.place)
}

function votesFor(shift: number, old: number, near: readonly Neighbour[]): number {
  let votes = 0
  for (const other of near) {
    const leeway = JITTER + DRIFT * Math.sqrt(Math.abs(other.old - old))
    if (!other.shifts.some((its) => Math.abs(its - shift) <= leeway)) continue
    votes += other.isSure ? SURE_VOTE : DOUBTFUL_VOTE
  }
  return votes
}

function asNeighbour(one: Ordered): Neighbour[] {
  const { anchor, old, rivals } = one
  if (old === null || anchor.state === 'orphan') return []
  const isSure = anchor.state !== 'uncertain' && anchor.confidence >= SURE
  const places = isSure ? [anchor] : [anchor, ...rivals()]
  return [{ one, anchor, old, shifts: places.map(({ start }) => start - old), isSure }]
}

function settledAt({ start, end }: TextSpan): Anchor {
  return { state: 'moved', start, end, confidence: SETTLED_CONFIDENCE, why: 'between-neighbours' }
}
