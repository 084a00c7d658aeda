import type { ArticleId } from '#shared/article.ts'
import type { ExportSettings } from '#shared/export-options.ts'
import type { EditedNote } from '#shared/export-report.ts'
import type { NotesRequest } from '#shared/ipc-contract.ts'
import { api } from '../api.ts'
import { announce } from '../ui/announce.ts'
import { failureMessage } from '../ui/failure-message.ts'
import { translate } from '../ui/i18n.ts'
import { exportStore } from './export-store.ts'

export function openExport(article: ArticleId | null): void {
  exportStore.set({ isOpen: true, article, outcome: { state: 'none' }, taken: [] })
}

export function closeExport(): void {
  if (exportStore.get().outcome.state === 'running') stopExport()
  exportStore.set({ isOpen: false })
}

/** Asks for the folder of notes; null when the reader chose none. */
export async function chooseFolder(): Promise<string | null> {
  const reply = await api.call('export:choose-folder', null)
  if (!reply.ok) announce(failureMessage(reply.failure))
  return reply.ok ? (reply.value?.folder ?? null) : null
}

/**
 * Exports as the settings say.
 * @param ids null for all articles
 * @returns the folder that notes went to, to be remembered; null where there is none
 */
export async function startExport(ids: ArticleId[] | null, settings: ExportSettings): Promise<string | null> {
  const { format, note } = settings
  if (format !== 'markdown') {
    await exportFiles(ids, { ...settings, format })
    return null
  }
  const folder = settings.folder ?? (await chooseFolder())
  if (folder === null) return null
  // Whoever exports the one article that is open wants its note, deleted before or not.
  const again = ids?.length === 1 && ids[0] === exportStore.get().article
  await exportNotes({ ids, folder, note, preview: exportStore.get().previewFirst, again })
  return folder
}

export async function exportNotes(request: NotesRequest): Promise<void> {
  exportStore.set({ outcome: { state: 'running', progress: null }, taken: [] })
  const reply = await api.call('export:notes', request)
  if (!reply.ok) exportStore.set({ outcome: { state: 'failed', failure: reply.failure } })
  else if (request.preview) exportStore.set({ outcome: { state: 'preview', report: reply.value, request } })
  else exportStore.set({ outcome: { state: 'done', report: reply.value, request } })
}

async function exportFiles(
  ids: ArticleId[] | null,
  { format, note }: ExportSettings & { format: Exclude<ExportSettings['format'], 'markdown'> },
): Promise<void> {
  exportStore.set({ outcome: { state: 'running', progress: null } })
  const reply = await api.call('export:files', { ids, format, note })
  if (!reply.ok) exportStore.set({ outcome: { state: 'failed', failure: reply.failure } })
  else exportStore.set({ outcome: reply.value === null ? { state: 'none' } : { state: 'files', ...reply.value } })
}

export function stopExport(): void {
  void api.call('export:cancel', null)
}

/** Makes what the file says of a note the note in Simak. */
export async function takeBack(article: ArticleId, { annotation, text }: EditedNote): Promise<void> {
  const reply = await api.call('export:take-back', { article, annotation, note: text })
  if (!reply.ok) return announce(failureMessage(reply.failure))
  exportStore.set({ taken: [...exportStore.get().taken, annotation] })
  announce(translate('export:dialog.edit.taken'))
  return undefined
}

/** For the whole life of the window. */
export function followExports(): void {
  api.on('export:progress', (progress) => {
    if (exportStore.get().outcome.state === 'running') exportStore.set({ outcome: { state: 'running', progress } })
  })
  api.on('export:kept', (failure) => {
    if (failure !== null) announce(`${translate('app:keptFailed')} ${failureMessage(failure)}`)
  })
}
