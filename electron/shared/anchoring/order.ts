import type { Anchor } from './anchor-state.ts'
import type { TextSpan } from './span.ts'

/** A neighbour counts as sure from this confidence on. */
const SURE = 0.7
/** Each doubt that the neighbours settle stays a little less certain than they are. */
const SETTLED_CONFIDENCE = 0.6

/**
 * Settles anchors that may stand in several places by the order of the sure ones: exactly one of the places lies between
 * the neighbours that it lay between before.
 * @param starts where each began in the old text; null where unknown
 */
export function settleByOrder(
  anchors: readonly Anchor[],
  starts: readonly (number | null)[],
  length: number,
): Anchor[] {
  const sure = anchors
    .map((anchor, at) => ({ anchor, old: starts[at] ?? null }))
    .filter(isSure)
    .sort((a, b) => a.old - b.old)
  return anchors.map((anchor, at) => {
    const old = starts[at] ?? null
    if (anchor.state !== 'uncertain' || anchor.why !== 'several-places' || old === null) return anchor
    const before = sure.findLast((other) => other.old <= old)
    const after = sure.find((other) => other.old > old)
    if (before === undefined && after === undefined) return anchor
    const from = before?.anchor.start ?? 0
    const to = after?.anchor.end ?? length
    const between = anchor.places.filter(({ start, end }) => start >= from && end <= to)
    const [only] = between
    return only !== undefined && between.length === 1 ? settled(only) : anchor
  })
}

function settled({ start, end }: TextSpan): Anchor {
  return { state: 'moved', start, end, confidence: SETTLED_CONFIDENCE, why: 'between-neighbours' }
}

function isSure(one: { anchor: Anchor; old: number | null }): one is {
  anchor: Extract<Anchor, { state: 'exact' | 'moved' }>
  old: number
} {
  const { anchor, old } = one
  return old !== null && (anchor.state === 'exact' || anchor.state === 'moved') && anchor.confidence >= SURE
}
