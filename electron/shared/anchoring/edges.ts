import { edgeSimilarity, LONGEST_EDGE } from './align.ts'
import type { Run } from './chain.ts'
import { garbledLength, garbledLengthAtEnd } from './gap.ts'
import type { Wanted } from './wanted.ts'

/** A stretch of the skeleton. `first` and `last` are the ends of the part of the pattern that was found there. */
export interface Stretch {
  start: number
  end: number
  first: number
  last: number
  /** Units of the quote that match. */
  matched: number
}

/** How well the text on each side fits the stored context, 0 to 1; 0 where none is stored. */
export interface Context {
  before: number
  after: number
}

/** Less of the quote than this share is no find, so its ends do not matter. */
const LEAST = 0.3
/** An end of a span counts as held where this much of the context is beside it. */
const HELD = 0.3
/** Matching units for each unit of text, below which an end that nothing holds is let go. */
const LOOSE = 0.3
/** A run of this many units is no chance, however far it is from the others. */
const SURE_RUN = 9
/** A run of at most this length at such an end, apart from the others, is chance unless it is whole words. */
const CHANCE_RUN = 4
/** A letter or two of the quote at the end of a run of its context are chance. */
const STRAY = 2
/** Where the context is intact this near, a changed first or last letter is part of the passage. */
const SNAP = 3
const SNAP_CONTEXT = 6

/**
 * The passage that a chain of runs makes: from the first to the last unit of the quote that is found. Ends that hang by
 * a few chance letters are let go, unless the context right beside them says that they belong there.
 */
export function stretchOf(folded: string, wanted: Wanted, runs: readonly Run[]): Stretch | null {
  const chain = withoutStrays(wanted, runs)
  let parts = chain.map((run) => clipped(run, wanted)).filter(({ length }) => length > 0)
  const enough = unitsOf(parts) >= (wanted.to - wanted.from) * LEAST
  const isChance = (part: Run) => isShort(chain, part) && !isWhole(wanted, part)
  if (enough && !isHeld(folded, wanted, parts, 'after')) parts = withoutLooseEnd(parts, isChance)
  if (enough && !isHeld(folded, wanted, parts, 'before'))
    parts = mirrored(withoutLooseEnd(mirrored(parts), (run) => isChance(turned(run))))
  const stretch = joined(parts)
  if (!enough || stretch === null) return stretch
  return snapped(folded, wanted, withGarbledEnds(folded, wanted, stretch, chain))
}

/**
 * A run of the context may reach a letter or two into the quote by chance, where another word begins like the quote's
 * first: it is cut where the quote begins. A garbled word that does belong there is taken in again (below).
 */
function withoutStrays({ from, to, startsWord }: Wanted, chain: readonly Run[]): readonly Run[] {
  const isStray = ({ p, length }: Run) =>
    (p < from && p + length > from && p + length <= from + STRAY && !startsWord(p + length)) ||
    (p < to && p + length > to && p >= to - STRAY && !startsWord(p))
  if (!chain.some(isStray)) return chain
  return chain.map((run) => {
    if (!isStray(run)) return run
    const { p, t, length } = run
    return p < from ? { p, t, length: from - p } : { p: to, t: t + to - p, length: length - to + p }
  })
}

/**
 * An end of the quote that shares no run with the text may stand there all the same, with errors: what lies between the
 * last run of the quote and the first of its context is the same stretch then.
 */
function withGarbledEnds(
  folded: string,
  { pattern, from, to }: Wanted,
  stretch: Stretch,
  chain: readonly Run[],
): Stretch {
  const { start, end, first, last } = stretch
  const before = first > from && chain.findLast(({ p, length }) => p + length <= first)
  const after = last < to && chain.find(({ p }) => p >= last)
  const head = before && {
    wanted: pattern.slice(before.p + before.length, first),
    found: folded.slice(before.t + before.length, start),
  }
  const lead = head ? garbledLengthAtEnd(head.wanted, head.found, first - from) : null
  const trail = after ? garbledLength(pattern.slice(last, after.p), folded.slice(end, after.t), to - last) : null
  return {
    ...stretch,
    ...(lead === null ? {} : { start: start - lead, first: from }),
    ...(trail === null ? {} : { end: end + trail, last: to }),
  }
}

/** The context of a stretch; where its own ends are missing, what took their place may stand between. */
export function contextOf(folded: string, wanted: Wanted, stretch: Stretch): Context {
  if (stretch.matched < (wanted.to - wanted.from) * LEAST) return { before: 0, after: 0 }
  return { before: heldBefore(folded, wanted, stretch), after: heldAfter(folded, wanted, stretch) }
}

function heldBefore(folded: string, { pattern, from }: Wanted, { start, first }: Stretch): number {
  const held = (edge: number) =>
    edgeSimilarity(pattern, folded, {
      wantedEdge: edge,
      foundEdge: start,
      step: -1,
      length: Math.min(edge, LONGEST_EDGE),
    })
  return first === from ? held(from) : Math.max(held(from), held(first))
}

function heldAfter(folded: string, { pattern, to }: Wanted, { end, last }: Stretch): number {
  const held = (edge: number) => {
    const length = Math.min(pattern.length - edge, LONGEST_EDGE)
    return edgeSimilarity(pattern, folded, { wantedEdge: edge, foundEdge: end, step: 1, length })
  }
  return last === to ? held(to) : Math.max(held(to), held(last))
}

function joined(parts: readonly Run[]): Stretch | null {
  const first = parts[0]
  const last = parts.at(-1)
  if (first === undefined || last === undefined) return null
  const end = last.t + last.length
  return { start: first.t, end, first: first.p, last: last.p + last.length, matched: unitsOf(parts) }
}

function clipped({ p, t, length }: Run, { from, to }: Wanted): Run {
  const low = Math.max(p, from)
  return { p: low, t: t + low - p, length: Math.min(p + length, to) - low }
}

function isHeld(folded: string, wanted: Wanted, parts: readonly Run[], side: keyof Context): boolean {
  const stretch = joined(parts)
  if (stretch === null) return true
  return (side === 'before' ? heldBefore(folded, wanted, stretch) : heldAfter(folded, wanted, stretch)) >= HELD
}

/** Cuts where what follows matches the fewest units for its length, if that is too few. */
function withoutLooseEnd(parts: Run[], isChance: (part: Run) => boolean): Run[] {
  const total = unitsOf(parts)
  const end = endOf(parts.at(-1))
  let cut = parts.length
  let loosest = LOOSE
  for (let k = parts.length - 1, matched = 0; k > 0; k--) {
    const length = parts[k]?.length ?? 0
    matched += length
    if (length >= SURE_RUN || matched > total / 2) break
    const density = matched / (end - endOf(parts[k - 1]))
    if (density < loosest) {
      loosest = density
      cut = k
    }
  }
  const kept = parts.slice(0, cut)
  const last = kept.at(-1)
  const apart = kept.length > 1 && last !== undefined && last.t - endOf(kept.at(-2)) > 1
  return apart && isChance(last) ? kept.slice(0, -1) : kept
}

/** The same runs seen from the other end, so that one function cuts both ends. */
function mirrored(parts: readonly Run[]): Run[] {
  return parts.map(turned).reverse()
}

function turned({ p, t, length }: Run): Run {
  return { p: -p - length, t: -t - length, length }
}

/** Whether the run that a part was cut from is short enough to be chance. */
function isShort(chain: readonly Run[], part: Run): boolean {
  return !chain.some(
    ({ p, t, length }) => length > CHANCE_RUN && p - t === part.p - part.t && p <= part.p && part.p < p + length,
  )
}

function isWhole({ startsWord }: Wanted, { p, length }: Run): boolean {
  return startsWord(p) && startsWord(p + length)
}

function snapped(folded: string, { pattern, from, to }: Wanted, stretch: Stretch): Stretch {
  const { start, end, first, last } = stretch
  const lead = pattern.slice(Math.max(0, from - SNAP_CONTEXT), from)
  const trail = pattern.slice(to, to + SNAP_CONTEXT)
  const headStart =
    first > from && first - from <= SNAP && lead.length === SNAP_CONTEXT
      ? folded.lastIndexOf(lead, start - SNAP_CONTEXT) + SNAP_CONTEXT
      : -1
  const tailEnd = last < to && to - last <= SNAP && trail.length === SNAP_CONTEXT ? folded.indexOf(trail, end) : -1
  return {
    ...stretch,
    start: headStart >= SNAP_CONTEXT && start - headStart <= SNAP ? headStart : start,
    end: tailEnd !== -1 && tailEnd - end <= SNAP ? tailEnd : end,
  }
}

function unitsOf(parts: readonly Run[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0)
}

function endOf(run: Run | undefined): number {
  return run === undefined ? 0 : run.t + run.length
}
