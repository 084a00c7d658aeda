import i18next from 'i18next'
import type { ArticleId } from '#shared/article.ts'
import type { ImportSummary } from '#shared/import-summary.ts'
import type { Reply } from '#shared/ipc-contract.ts'
import { api } from '../api.ts'
import { announce } from '../ui/announce.ts'
import { failureMessage } from '../ui/failure-message.ts'
import {
  type Dropped,
  type DroppedFile,
  type FailedFile,
  filesOfFolder,
  joinSummaries,
  splitBySize,
} from './dropped-files.ts'
import { openArticle, refreshArticles, refreshLibrary } from './library-actions.ts'
import { libraryStore } from './library-store.ts'
import { summaryReport, summaryText } from './summary-text.ts'

/** Asks for files with the system's dialog and imports them. */
export async function chooseFiles(): Promise<void> {
  await showOutcome(await api.call('library:choose-files', null))
}

/** Asks for a folder and imports all it holds. */
export async function chooseFolder(): Promise<void> {
  await showOutcome(await api.call('library:choose-folder', null))
}

/** Makes an article of what is on the clipboard. */
export async function importClipboard(): Promise<void> {
  const reply = await api.call('library:import-clipboard', null)
  if (reply.ok && reply.value === null) announce(i18next.t('library:import.emptyClipboard'))
  else await showOutcome(reply)
}

/** Imports what was dropped on the window. Too large files are refused before anything is read. */
export async function importDropped({ files, folders }: Dropped): Promise<void> {
  libraryStore.set({ importing: { progress: null, stopping: false }, summary: null })
  const listed = await Promise.all(folders.map(filesOfFolder))
  const inFolders = listed.flatMap((folder) => (folder.ok ? folder.value : []))
  const { readable, refused } = splitBySize([...files.map((file) => ({ file, path: null })), ...inFolders])
  const read = await Promise.all(readable.map(readFile))
  const failed = [...failuresOf(listed), ...refused, ...failuresOf(read)]
  const whole = read.flatMap((file) => (file.ok ? [file.value] : []))
  const local: ImportSummary = { imported: [], already: [], failed, cancelled: false }
  if (whole.length === 0) return showOutcome({ ok: true, value: local })
  const reply = await api.call('library:import-files', whole)
  await showOutcome(reply.ok ? { ok: true, value: joinSummaries(local, reply.value) } : reply)
}

/** Stops after the file that is being worked on. */
export async function stopImport(): Promise<void> {
  const { importing } = libraryStore.get()
  if (importing !== null) libraryStore.set({ importing: { ...importing, stopping: true } })
  await api.call('library:cancel-import', null)
}

/** Shows how an import ended and opens its first article. */
export async function finishImport(summary: ImportSummary): Promise<void> {
  libraryStore.set({ importing: null, summary })
  await refreshArticles([...summary.imported, ...summary.already].map(({ id }) => id))
  const first = summary.imported[0] ?? summary.already[0]
  if (first !== undefined) openArticle(first.id)
  announce(summaryText(summary), { visible: false })
}

/** Writes how the last import went into a file. */
export async function keepSummary(): Promise<void> {
  const { summary } = libraryStore.get()
  if (summary === null) return
  const kept = await api.call('library:keep-summary', { text: summaryReport(summary, Date.now()) })
  if (!kept.ok) announce(failureMessage(kept.failure))
  else if (kept.value !== null) announce(i18next.t('library:import.kept', { path: kept.value.path }))
}

/** The reader's answer to what an article is encoded in; the one that was used needs nothing to be done. */
export async function settleEncoding(id: ArticleId, title: string, encoding: string): Promise<void> {
  const { summary } = libraryStore.get()
  const doubt = summary?.doubtful?.find((one) => one.id === id)?.doubt
  if (summary === null || doubt === undefined) return
  if (encoding !== doubt.used.encoding) {
    const reply = await api.call('library:read-as', { id, encoding })
    if (!reply.ok) return announce(failureMessage(reply.failure))
    announce(i18next.t('library:import.readAgain', { title, encoding }))
    openArticle(id)
  }
  libraryStore.set({ summary: { ...summary, doubtful: (summary.doubtful ?? []).filter((one) => one.id !== id) } })
}

export function dismissSummary(): void {
  libraryStore.set({ summary: null })
}

/** For the whole life of the window: keeps the list and the progress of whichever import runs. */
export function followImports(): void {
  api.on('import:progress', (progress) => {
    const stopping = libraryStore.get().importing?.stopping ?? false
    libraryStore.set({ importing: progress.done < progress.total ? { progress, stopping } : null })
  })
  api.on('import:done', (summary) => void finishImport(summary))
  api.on('library:changed', ({ ids }) => void refreshArticles(ids))
  api.on('library:reshelved', ({ ids }) => void refreshArticles(ids))
  api.on('library:reopened', () => void refreshLibrary())
}

async function showOutcome(reply: Reply<'library:choose-files'>): Promise<void> {
  if (reply.ok && reply.value !== null) return finishImport(reply.value)
  libraryStore.set({ importing: null })
  if (!reply.ok) announce(failureMessage(reply.failure))
}

function failuresOf(results: readonly ({ ok: true } | { ok: false; value: FailedFile })[]): FailedFile[] {
  return results.flatMap((result) => (result.ok ? [] : [result.value]))
}

type ReadFile =
  | { ok: true; value: { name: string; path: string | null; bytes: Uint8Array<ArrayBuffer> } }
  | { ok: false; value: FailedFile }

async function readFile({ file, path }: DroppedFile): Promise<ReadFile> {
  const { name } = file
  try {
    return { ok: true, value: { name, path, bytes: new Uint8Array(await file.arrayBuffer()) } }
  } catch (error) {
    // What a browser throws for a folder, or for a file that is gone or may not be read.
    if (!(error instanceof DOMException)) throw error
    return { ok: false, value: { name, failure: { code: 'file-unreadable', name, reason: error.name } } }
  }
}
