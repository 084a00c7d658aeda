import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { ArticleId } from '#shared/article.ts'
import type { NotesRequest } from '#shared/ipc-contract.ts'
import type { ExportProgress, ExportReport } from '#shared/export-report.ts'
import type { Failure } from '#shared/failure.ts'

/** What the dialog shows below its choices. */
export type Outcome =
  | { state: 'none' }
  | { state: 'running'; progress: ExportProgress | null }
  | { state: 'preview' | 'done'; report: ExportReport; request: NotesRequest }
  | { state: 'files'; paths: string[]; failed: Failure[]; cancelled: boolean }
  | { state: 'failed'; failure: Failure }

export interface ExportState {
  isOpen: boolean
  /** The article the dialog was opened for; null where none is open. */
  article: ArticleId | null
  previewFirst: boolean
  outcome: Outcome
  /** Annotations whose text was taken back from the file. */
  taken: readonly string[]
}

const store = createStore<ExportState>(() => ({
  isOpen: false,
  article: null,
  previewFirst: false,
  outcome: { state: 'none' },
  taken: [],
}))

/** The export dialog; changed by export-actions.ts only. */
export const exportStore = {
  get: store.getState,
  set: (part: Partial<ExportState>): void => store.setState(part),
}

/** React hook: renders again only when what `pick` answers changes. */
export function useExport<T>(pick: (state: ExportState) => T): T {
  return useStore(store, pick)
}
