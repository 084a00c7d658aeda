import { MOST_CHANGES, NOTE_ACTIONS, type NoteAction, type NoteChange } from '#shared/export-report.ts'
import type { Failure } from '#shared/failure.ts'

/** What became of some notes: all are counted, the first of those that changed are told. */
export interface ExportTally {
  counts: Record<NoteAction, number>
  changes: NoteChange[]
  failed: Failure[]
  /** Nothing more can be exported. */
  isOver: boolean
}

export function newTally(): ExportTally {
  return {
    counts: { new: 0, changed: 0, conflict: 0, untouched: 0, deleted: 0 },
    changes: [],
    failed: [],
    isOver: false,
  }
}

/** That an export has ended before its end. */
export function endedBy(failure: Failure | null): ExportTally {
  return { ...newTally(), failed: failure === null ? [] : [failure], isOver: true }
}

/** @param room how many changes are still to be told */
export function countChange({ counts, changes }: ExportTally, change: NoteChange, room: number): void {
  counts[change.action] += 1
  const isTelling = change.action !== 'untouched' || change.edits.length > 0
  if (isTelling && changes.length < room) changes.push(change)
}

export function addTally(to: ExportTally, { counts, changes, failed, isOver }: ExportTally): void {
  for (const action of NOTE_ACTIONS) to.counts[action] += counts[action]
  to.changes.push(...changes.slice(0, MOST_CHANGES - to.changes.length))
  to.failed.push(...failed)
  to.isOver ||= isOver
}
