import type { Annotation } from './annotation.ts'
import type { ArticleId, ArticleSummary } from './article.ts'
import type { Failure } from './failure.ts'
import type { DeletedView } from './views.ts'

/** Something about a file of the library that the reader should know. Times are ms since 1970. */
export type LibraryNotice =
  /** `recoveredAt` is when the copy was made that took its place; null where there is none. */
  | { kind: 'damaged'; file: string; reason: string; recoveredAt: number | null }
  | { kind: 'newer'; file: string; format: number }
  | { kind: 'unreadable'; file: string; reason: string }
  | { kind: 'rewritten'; file: string }
  | { kind: 'merged'; file: string }

/** How the library stands, beside what is in it. */
export interface LibraryCondition {
  /** By its real path; null while there is none. */
  folder: string | null
  /** Why nothing can be changed; null where everything can. */
  readOnly: Failure | null
  /** Since the library was opened, oldest first. */
  notices: LibraryNotice[]
}

/** A backup in the list; `time` (ms since 1970) names it. */
export interface BackupSummary {
  time: number
  articles: number
  highlights: number
  notes: number
}

/** What restoring would do to one article. */
export interface RestoreChange {
  id: ArticleId
  title: string
  /** Things that are not there now and come back. */
  back: number
  /** Things that are another now. */
  changed: number
  /** Deletions that are made again. */
  gone: number
}

export interface Trash {
  articles: ArticleSummary[]
  annotations: { article: ArticleId; title: string; annotation: Annotation }[]
  views: DeletedView[]
}

/** A file that a check of the library found not to be as it should. */
export interface CheckFinding {
  file: string
  reason: string
}

export interface CheckReport {
  /** Files that were read in full. */
  files: number
  findings: CheckFinding[]
}

/** A text that a note had before; `time` is when it was written (ms since 1970). */
export interface EarlierText {
  note: string
  time: number
}
