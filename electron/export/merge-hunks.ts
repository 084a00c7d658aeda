import { type Hunk, diffSequences } from '#shared/sequence-diff.ts'
import { sectionsOf, type Token } from './merge-tokens.ts'

interface Run {
  key: string
  start: number
  end: number
}

/** A stretch of blocks that is one thing: changed in part is changed. */
export interface Region {
  start: number
  end: number
}

/**
 * What became of the old blocks, as small as it can be told: a change of several sections is told section by section,
 * one of as many blocks as before block by block; but a region (a note) changes as a whole.
 */
export function changesOf(old: readonly Token[], next: readonly Token[], regions: readonly Region[]): Hunk[] {
  const hunks = diffSequences(keysOf(old), keysOf(next))
  const [oldSections, nextSections] = [sectionsOf(old), sectionsOf(next)]
  const refined = hunks.flatMap((hunk) => refine(hunk, oldSections, nextSections))
  return regions.reduce(coverRegion, refined)
}

export function keysOf(tokens: readonly Token[]): string[] {
  return tokens.map(({ key }) => key)
}

function refine(hunk: Hunk, oldSections: readonly string[], nextSections: readonly string[]): Hunk[] {
  const before = runsOf(oldSections, hunk.start, hunk.end)
  const after = runsOf(nextSections, hunk.from, hunk.to)
  const common = before.map(({ key }) => key).filter((key) => after.some((run) => run.key === key))
  const sameOrder =
    after
      .map(({ key }) => key)
      .filter((key) => common.includes(key))
      .join() === common.join()
  if (!sameOrder) return [hunk]
  const parts: Hunk[] = []
  let [oldAt, newAt] = [hunk.start, hunk.from]
  const take = (end: number, to: number): void => {
    if (end > oldAt || to > newAt) parts.push(...singles({ start: oldAt, end, from: newAt, to }))
    ;[oldAt, newAt] = [end, to]
  }
  const pending = [...after]
  for (const run of before) {
    if (!common.includes(run.key)) {
      take(run.end, newAt)
      continue
    }
    while (pending[0] !== undefined && pending[0].key !== run.key) take(oldAt, pending.shift()?.end ?? newAt)
    take(run.end, pending.shift()?.end ?? newAt)
  }
  for (const run of pending) take(oldAt, run.end)
  return parts
}

function singles(hunk: Hunk): Hunk[] {
  const length = hunk.end - hunk.start
  if (length < 2 || length !== hunk.to - hunk.from) return [hunk]
  return Array.from({ length }, (_, i) => {
    const [start, from] = [hunk.start + i, hunk.from + i]
    return { start, end: start + 1, from, to: from + 1 }
  })
}

function runsOf(sections: readonly string[], start: number, end: number): Run[] {
  const runs: Run[] = []
  for (let i = start; i < end; i++) {
    const key = sections[i] ?? ''
    const last = runs.at(-1)
    if (last?.key === key) last.end = i + 1
    else runs.push({ key, start: i, end: i + 1 })
  }
  return runs
}

/** Blocks outside of hunks correspond one to one, so a hunk can grow over them on both sides. */
function coverRegion(hunks: readonly Hunk[], { start, end }: Region): Hunk[] {
  const inside = hunks.filter((hunk) => touches(hunk, start, end))
  const [first] = inside
  const last = inside.at(-1)
  if (first === undefined || last === undefined) return [...hunks]
  const covering: Hunk = {
    start: Math.min(first.start, start),
    end: Math.max(last.end, end),
    from: first.from - Math.max(0, first.start - start),
    to: last.to + Math.max(0, end - last.end),
  }
  return [...hunks.filter((hunk) => !inside.includes(hunk)), covering].sort(
    (a, b) => a.start - b.start || a.end - b.end,
  )
}

function touches(hunk: Hunk, start: number, end: number): boolean {
  if (hunk.start === hunk.end) return hunk.start > start && hunk.start < end
  return hunk.start < end && hunk.end > start
}

/** Changes of both sides that concern the same old blocks. */
export interface Group {
  start: number
  end: number
  theirs: Hunk[]
  ours: Hunk[]
}

export function groupsOf(theirs: readonly Hunk[], ours: readonly Hunk[]): Group[] {
  const all = [
    ...theirs.map((hunk) => ({ hunk, side: 'theirs' as const })),
    ...ours.map((hunk) => ({ hunk, side: 'ours' as const })),
  ].sort((a, b) => a.hunk.start - b.hunk.start || a.hunk.end - b.hunk.end || (a.side === 'theirs' ? -1 : 1))
  const groups: Group[] = []
  for (const { hunk, side } of all) {
    const last = groups.at(-1)
    if (last !== undefined && belongs(last, hunk, side)) {
      last.end = Math.max(last.end, hunk.end)
      last[side].push(hunk)
    } else {
      groups.push({
        start: hunk.start,
        end: hunk.end,
        theirs: side === 'theirs' ? [hunk] : [],
        ours: side === 'ours' ? [hunk] : [],
      })
    }
  }
  return groups
}

/** What a person writes right below a block that is taken out belongs to it. */
function belongs(group: Group, hunk: Hunk, side: 'theirs' | 'ours'): boolean {
  if (hunk.start < group.end) return true
  if (hunk.start > group.end) return false
  const isInsertion = hunk.start === hunk.end
  if (isInsertion && group.start === group.end) return true
  const removed = group.ours.some((one) => one.from === one.to && one.end === hunk.start)
  return isInsertion && side === 'theirs' && removed
}
