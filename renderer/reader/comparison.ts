import type { TextPart } from '#shared/text-diff.ts'

/** A stretch of a paragraph; `change` counts the changes of the text from 0. */
export interface Piece {
  kind: TextPart['kind']
  text: string
  change: number | null
}

export type Paragraph = { pieces: Piece[]; isChanged: boolean }

/** What is shown of a comparison: paragraphs, and how many unchanged ones are passed over. */
export type Row = { kind: 'paragraph'; paragraph: Paragraph } | { kind: 'gap'; paragraphs: Paragraph[] }

export interface Comparison {
  rows: Row[]
  changes: number
  /** Words that only the newer and only the older text has. */
  added: number
  removed: number
}

/** Unchanged paragraphs beside a changed one that are shown with it. */
const BESIDE = 1

/** Lays out what differs between two texts, paragraph by paragraph; long unchanged stretches become gaps. */
export function comparisonOf(parts: readonly TextPart[]): Comparison {
  const paragraphs: Paragraph[] = [{ pieces: [], isChanged: false }]
  const counts = { changes: 0, added: 0, removed: 0 }
  for (const [at, { kind, text }] of parts.entries()) {
    const continues = kind === 'added' && parts[at - 1]?.kind === 'removed'
    if (kind !== 'same' && !continues) counts.changes++
    if (kind !== 'same') counts[kind] += text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0
    const change = kind === 'same' ? null : counts.changes - 1
    // A break that is gone shows as a sign; one that is there, old or new, begins a paragraph.
    for (const line of text.split(/(?<=\n)/)) {
      const isBreak = line.endsWith('\n')
      const shown = isBreak ? line.slice(0, -1) + (kind === 'same' ? '' : '¶') : line
      const last = paragraphs.at(-1)
      if (shown !== '') last?.pieces.push({ kind, text: shown, change })
      if (last !== undefined && change !== null) last.isChanged = true
      if (isBreak && kind !== 'removed') paragraphs.push({ pieces: [], isChanged: false })
      else if (isBreak && shown !== '¶') last?.pieces.push({ kind, text: ' ', change })
    }
  }
  return { rows: rowsOf(paragraphs.filter(({ pieces }) => pieces.length > 0)), ...counts }
}

function rowsOf(paragraphs: readonly Paragraph[]): Row[] {
  const rows: Row[] = []
  const isShown = (at: number): boolean =>
    paragraphs.slice(Math.max(0, at - BESIDE), at + BESIDE + 1).some(({ isChanged }) => isChanged)
  for (const [at, paragraph] of paragraphs.entries()) {
    const last = rows.at(-1)
    if (isShown(at)) rows.push({ kind: 'paragraph', paragraph })
    else if (last?.kind === 'gap') last.paragraphs.push(paragraph)
    else rows.push({ kind: 'gap', paragraphs: [paragraph] })
  }
  return rows
}
