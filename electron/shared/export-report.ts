import type { ArticleId } from './article.ts'
import type { Failure } from './failure.ts'

/** What an export does, or would do, with the note of one article; `deleted`: the person has, and it stays so. */
export const NOTE_ACTIONS = ['new', 'changed', 'conflict', 'untouched', 'deleted'] as const
export type NoteAction = (typeof NOTE_ACTIONS)[number]

/** One line of a difference: added, removed, or as it was. */
export interface DiffLine {
  kind: 'added' | 'removed' | 'same' | 'gap'
  text: string
}

/** A note of the reader's that says something else in the exported file than in Simak. */
export interface EditedNote {
  /** Id of the annotation. */
  annotation: string
  text: string
  conflict: boolean
}

export interface NoteChange {
  id: ArticleId
  title: string
  /** Below the folder, with '/'. */
  path: string
  action: NoteAction
  diff: DiffLine[]
  edits: EditedNote[]
}

/** How an export ended, or, as a preview, how it would. */
export interface ExportReport {
  folder: string
  counts: Record<NoteAction, number>
  /** What is not untouched or holds edits by hand, at most MOST_CHANGES of them. */
  changes: NoteChange[]
  failed: Failure[]
  cancelled: boolean
}

export const MOST_CHANGES = 500

/** `done` of `total` articles are exported. */
export interface ExportProgress {
  done: number
  total: number
}
