import type { Candidate, Candidates } from './candidates.ts'
import { lettersIn } from './fold.ts'
import type { Wanted } from './wanted.ts'

/** A candidate with what speaks for it. */
export interface Judged extends Candidate {
  /** Higher is better; only differences within one quote mean something. */
  score: number
  /** Share of the stored context around it, 0 to 1; and how much that says, in letters of an alphabet. */
  share: number
  contextLetters: number
  /** Matching letters of the quote; those of a torn quote count less. */
  ownLetters: number
}

export type Doubt = 'several-places' | 'weak-context' | 'weak-match'
export type Verdict =
  | { kind: 'found'; best: Judged; confidence: number; settled: boolean }
  | { kind: 'doubt'; best: Judged; rivals: readonly Judged[]; confidence: number; why: Doubt }
  | { kind: 'refused'; best: Judged | null; why: 'too-short' | 'not-found' }

/** Context decides between places of a short quote; a long one speaks for itself. */
const LEAST_CONTEXT_WEIGHT = 0.2
const CONTEXT_WEIGHT = 0.8
const CONTEXT_FADES_OVER = 60
/** Nearness to the old place only parts what all else leaves equal. */
const NEARNESS_WEIGHT = 0.04
/** Less of the quote than this is no find, except between two sides that hold. */
const LEAST_COVERAGE = 0.5
const LEAST_COVERAGE_HELD = 0.3
const HELD = 0.6
/** Letters with which a quote is believed without context, and context letters that a very short one needs. */
const SPEAKS_FOR_ITSELF = 40
const CONTEXT_OF_SHORT = 26
/** Letters with which a quote is believed that came without any context. */
const SPEAKS_WITHOUT = 24
/** Less than this of a quote, spread over this many times its length, is pieces of other sentences. */
const PIECES = 0.65
const SPREAD = 1.5
/** Context on one side at least that one of several equals needs when fewer of them are left. */
const CONTEXT_OF_REST = 0.85
/** All context there is stands, little as it may be. */
const INTACT = 0.8
/** Letters below which a quote says nothing without context. */
const SAYS_NOTHING = 12
/** A rival nearer than this leaves doubt. */
const CLEAR_LEAD = 0.06
/** The same for the context of a quote that stood in several places. */
const CLEAR_CONTEXT = 0.12
/** Places as good as this count when the i-th of n is looked for. */
const SAME_COVERAGE = 0.75
const SAME_SCORE = 0.3
/** Letters that take confidence halfway to 1. */
const HALF_CONFIDENT = 20
const DOUBT_FACTOR = 0.5

/**
 * Weighs the candidates of one quote against each other and against chance.
 * @param nearness how near a place of the skeleton is to the old one, 0 to 1
 */
export function judge(wanted: Wanted, { found, places }: Candidates, nearness: (start: number) => number): Verdict {
  const judged = weighed(wanted, found, nearness)
  const [best] = judged
  if (best === undefined || !isEnough(best)) return { kind: 'refused', best: best ?? null, why: 'not-found' }
  const letters = lettersIn(wanted.pattern, wanted.from, wanted.to)
  if (letters < SAYS_NOTHING && best.contextLetters < letters) return { kind: 'refused', best, why: 'too-short' }
  const rivals = judged.filter((other) => other === best || isRival(wanted, best, other))
  const confidence = confidenceOf(best, judged[1])
  const doubt = (why: Doubt): Verdict => ({ kind: 'doubt', best, rivals, confidence: confidence * DOUBT_FACTOR, why })
  if (!isBelievable(wanted, best) || isScattered(best))
    return doubt(best.coverage === 1 ? 'weak-context' : 'weak-match')
  if (rivals.length === 1 && isRestOfEquals(wanted, places, best)) return doubt('weak-context')
  if (rivals.length > 1) {
    const same = sameOccurrence(wanted, places, judged, rivals)
    if (same === null) return doubt('several-places')
    return { kind: 'found', best: same, confidence: confidence * DOUBT_FACTOR, settled: true }
  }
  const other = otherOccurrence(wanted, places, judged, best)
  if (other !== null)
    return { kind: 'doubt', best, rivals: [best, other], confidence: confidence * DOUBT_FACTOR, why: 'several-places' }
  return { kind: 'found', best, confidence, settled: false }
}

function weighed(wanted: Wanted, found: readonly Candidate[], nearness: (start: number) => number): Judged[] {
  const { pattern, from, to } = wanted
  const letters = lettersIn(pattern, from, to)
  const left = lettersIn(pattern, 0, from)
  const right = lettersIn(pattern, to)
  const weight = LEAST_CONTEXT_WEIGHT + CONTEXT_WEIGHT * Math.exp(-letters / CONTEXT_FADES_OVER)
  return found
    .map((candidate): Judged => {
      const contextLetters = candidate.before * left + candidate.after * right
      const share = left + right === 0 ? 0 : contextLetters / (left + right)
      const score = candidate.coverage + weight * share + NEARNESS_WEIGHT * nearness(candidate.start)
      return { ...candidate, score, share, contextLetters, ownLetters: letters * candidate.coverage ** 2 }
    })
    .sort((a, b) => b.score - a.score || a.start - b.start)
}

function isEnough({ coverage, before, after }: Candidate): boolean {
  return coverage >= LEAST_COVERAGE || (coverage >= LEAST_COVERAGE_HELD && before >= HELD && after >= HELD)
}

/** The shorter the quote, the more context it takes. */
function isBelievable({ pattern, from, to }: Wanted, { share, contextLetters, ownLetters }: Judged): boolean {
  if (to - from === pattern.length) return ownLetters >= SPEAKS_WITHOUT
  return share >= INTACT || contextLetters >= CONTEXT_OF_SHORT * (1 - ownLetters / SPEAKS_FOR_ITSELF)
}

function isScattered({ coverage, start, end, first, last }: Judged): boolean {
  return coverage < PIECES && end - start > (last - first) * SPREAD
}

/** Of several equals one went: the rest are not it, unless their context says so. */
function isRestOfEquals({ place }: Wanted, places: readonly number[] | null, { before, after }: Judged): boolean {
  if (place === null || places === null || places.length >= place.occurrences) return false
  return place.occurrences > 1 && Math.max(before, after) < CONTEXT_OF_REST
}

function isRival({ place }: Wanted, best: Judged, other: Judged): boolean {
  if (!isEnough(other)) return false
  const repeated = place !== null && place.occurrences > 1
  return best.score - other.score < CLEAR_LEAD || (repeated && best.share - other.share < CLEAR_CONTEXT)
}

/** The i-th of n places among the rivals, where there are n again: whole ones, or ones nearly as good as the best. */
function sameOccurrence(
  { place }: Wanted,
  places: readonly number[] | null,
  judged: readonly Judged[],
  rivals: readonly Judged[],
): Judged | null {
  if (place === null || place.occurrences < 2) return null
  const least = (rivals[0]?.score ?? 0) - SAME_SCORE
  const alike = judged.filter(({ coverage, score }) => coverage >= SAME_COVERAGE && score >= least)
  // A copy elsewhere takes the number of an original that changed: then whole places and rivals are not the same.
  const isCopied =
    rivals.some(({ coverage }) => coverage < 1) && places?.some((at) => !rivals.some(({ start }) => start === at))
  for (const starts of [
    isCopied === true ? [] : (places ?? []),
    alike.map(({ start }) => start).sort((a, b) => a - b),
  ]) {
    if (starts.length !== place.occurrences) continue
    const start = starts[place.occurrence - 1]
    const same = rivals.find((rival) => rival.start === start)
    if (same !== undefined) return same
  }
  return null
}

/** The i-th of n places where there are n again, context speaks for another of them, and a side of its own holds too. */
function otherOccurrence(
  { place }: Wanted,
  places: readonly number[] | null,
  judged: readonly Judged[],
  best: Judged,
): Judged | null {
  if (place === null || place.occurrences < 2 || places?.length !== place.occurrences) return null
  const start = places[place.occurrence - 1]
  if (start === best.start || best.coverage < 1) return null
  return judged.find((one) => one.start === start && Math.max(one.before, one.after) >= HELD) ?? null
}

function confidenceOf(best: Judged, next: Judged | undefined): number {
  const strength = 1 - 0.5 ** ((best.ownLetters + best.contextLetters) / HALF_CONFIDENT)
  const lead = next === undefined ? 1 : Math.min(1, (best.score - next.score) / (5 * CLEAR_LEAD))
  return strength * (0.5 + 0.25 * best.coverage + 0.25 * lead)
}
