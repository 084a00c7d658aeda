import { keysOf } from './merge-hunks.ts'
import { isDeletedMarker, type MergeWords } from './merge-marks.ts'
import { diffSequences } from '#shared/sequence-diff.ts'
import { sectionSpans, type Token } from './merge-tokens.ts'

interface Sides {
  old: readonly Token[]
  now: readonly Token[]
  next: readonly Token[]
}

interface Moved {
  now: readonly Token[]
  next: readonly Token[]
}

type MergeSection = (parts: Sides) => Token[]

/**
 * Sections that stand elsewhere than in the last export would look like one taken out and one written. They are merged
 * by themselves first: one that the person moved stays where they put it, one that Simak moved goes where it is now.
 */
export function followMoves(sides: Sides, merge: MergeSection, words: MergeWords): Moved {
  let now = [...sides.now]
  let next = [...sides.next]
  const old = sectionSpans(sides.old)
  const section = (tokens: readonly Token[], id: string): Token[] => {
    const span = sectionSpans(tokens).get(id)
    return span === undefined ? [] : tokens.slice(span.start, span.end)
  }
  for (const id of movedIds(sides.old, now)) {
    const mine = ownBlocks(now, id, section(sides.old, id))
    const theirs = section(next, id)
    const merged =
      theirs.length === 0
        ? keptIfWritten(mine, section(sides.old, id))
        : merge({ old: section(sides.old, id), now: mine, next: theirs })
    now = replaceBlocks(now, id, mine.length, merged)
  }
  for (const id of movedIds(sides.old, next)) {
    const mine = ownBlocks(now, id, section(sides.old, id))
    if (mine.length === 0) {
      next = replaceBlocks(next, id, section(next, id).length, [])
      continue
    }
    const merged = merge({ old: section(sides.old, id), now: mine, next: section(next, id) })
    next = replaceBlocks(next, id, section(next, id).length, merged)
    now = replaceBlocks(now, id, mine.length, section(sides.old, id))
  }
  for (const id of sectionSpans(next).keys()) {
    const mine = section(now, id).filter((token) => !isDeletedMarker(token, new Set([id]), words))
    if (old.has(id) || mine.length === 0) continue
    // Kept as deleted before, and back again; or the last export is not known: both count as written anew.
    const ours = section(next, id)
    now = replaceBlocks(
      now,
      id,
      section(now, id).length,
      merge({ old: commonBlocks(mine, ours), now: mine, next: ours }),
    )
    next = replaceBlocks(next, id, ours.length, [])
  }
  return { now, next }
}

/** Ids in both whose order changed: those outside a longest common order. */
function movedIds(old: readonly Token[], other: readonly Token[]): string[] {
  const before = [...sectionSpans(old).keys()]
  const after = [...sectionSpans(other).keys()]
  const common = before.filter((id) => after.includes(id))
  const order = after.filter((id) => before.includes(id))
  return diffSequences(common, order).flatMap(({ start, end }) => common.slice(start, end))
}

/** A person's section begins at its first block that the last export wrote; what stands above belongs to others. */
function ownBlocks(tokens: readonly Token[], id: string, old: readonly Token[]): Token[] {
  const span = sectionSpans(tokens).get(id)
  if (span === undefined) return []
  const known = new Set(keysOf(old))
  const first = tokens.slice(span.start, span.end).findIndex(({ key }) => known.has(key) && key !== '')
  return tokens.slice(span.start + Math.max(0, first), span.end)
}

function keptIfWritten(mine: readonly Token[], old: readonly Token[]): Token[] {
  const known = new Set(keysOf(old))
  return mine.every(({ key }) => known.has(key)) ? [] : [...mine]
}

/** Replaces the last `count` blocks of a section. */
function replaceBlocks(tokens: readonly Token[], id: string, count: number, by: readonly Token[]): Token[] {
  const span = sectionSpans(tokens).get(id)
  if (span === undefined) return [...tokens]
  return [...tokens.slice(0, span.end - count), ...by, ...tokens.slice(span.end)]
}

function commonBlocks(mine: readonly Token[], ours: readonly Token[]): Token[] {
  const known = new Set(keysOf(ours))
  return mine.filter(({ key }) => known.has(key))
}
