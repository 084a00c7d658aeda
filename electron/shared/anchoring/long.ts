import { type Candidate, type Candidates, findCandidates } from './candidates.ts'
import type { AnchorIndex } from './prepare.ts'
import type { Wanted } from './wanted.ts'

/** Skeleton units above which a quote is looked for by its two ends. */
const LONG = 6000
/** Units of an end, and of the rest of the quote that serves as its context. */
const END = 1200
const CONTEXT = 60
/** How much shorter or longer the passage may have become. */
const SHORTEST = 0.4
const LONGEST = 2.5

export function isLong({ from, to }: Wanted): boolean {
  return to - from > LONG
}

/** A very long quote: whole where it stands, else from the best place of its beginning to the best of its end. */
export function findLong(index: AnchorIndex, wanted: Wanted): Candidates {
  const { pattern, from, to } = wanted
  const { folded } = index.skeleton
  const whole = folded.indexOf(pattern.slice(from, to))
  if (whole !== -1) {
    const one = { start: whole, end: whole + to - from, first: from, last: to, matched: to - from }
    return { found: [{ ...one, before: 1, after: 1, coverage: 1 }], places: [whole] }
  }
  const head = best(index, { ...wanted, pattern: pattern.slice(0, from + END + CONTEXT), to: from + END })
  const tailFrom = to - END - CONTEXT
  const tail = best(index, {
    ...wanted,
    pattern: pattern.slice(tailFrom),
    startsWord: (at) => wanted.startsWord(at + tailFrom),
    from: CONTEXT,
    to: CONTEXT + END,
  })
  if (head === null || tail === null) return { found: [], places: [] }
  const length = tail.end - head.start
  if (length < (to - from) * SHORTEST || length > (to - from) * LONGEST) return { found: [], places: [] }
  const joined: Candidate = {
    start: head.start,
    end: tail.end,
    first: head.first,
    last: tail.last + tailFrom,
    matched: to - from,
    before: head.before,
    after: tail.after,
    coverage: (head.coverage + tail.coverage) / 2,
  }
  return { found: [joined], places: [] }
}

function best(index: AnchorIndex, end: Wanted): Candidate | null {
  const { found } = findCandidates(index, { ...end, place: null })
  return found.reduce<Candidate | null>((a, b) => (a === null || weight(b) > weight(a) ? b : a), null)
}

function weight({ coverage, before, after }: Candidate): number {
  return coverage + (before + after) / 4
}
