import type { DiffLine } from '#shared/export-report.ts'
import { diffSequences } from '#shared/sequence-diff.ts'

const CONTEXT = 2
/** More says no more to a reader. */
const MOST_LINES = 400

/** What changes between two texts, line by line, with a little of what stands around. */
export function lineDiff(before: string, after: string): DiffLine[] {
  const [old, next] = [before.split(/\r?\n/), after.split(/\r?\n/)]
  const lines: DiffLine[] = []
  let shown = 0
  for (const { start, end, from, to } of diffSequences(old, next)) {
    const first = Math.max(shown, start - CONTEXT)
    lines.push(...same(old.slice(shown, Math.min(first, shown + (lines.length > 0 ? CONTEXT : 0)))))
    if (first > shown + (lines.length > 0 ? CONTEXT : 0)) lines.push({ kind: 'gap', text: '' })
    lines.push(...same(old.slice(Math.max(first, shown), start)))
    lines.push(...old.slice(start, end).map((text): DiffLine => ({ kind: 'removed', text })))
    lines.push(...next.slice(from, to).map((text): DiffLine => ({ kind: 'added', text })))
    shown = end
  }
  if (lines.length > 0) lines.push(...same(old.slice(shown, shown + CONTEXT)))
  return lines.slice(0, MOST_LINES)
}

function same(lines: readonly string[]): DiffLine[] {
  return lines.map((text) => ({ kind: 'same', text }))
}
