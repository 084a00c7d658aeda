import i18next from 'i18next'
import type { ArticleId } from '#shared/article.ts'
import { api } from './api.ts'
import { refreshLibrary } from './library/library-actions.ts'
import { announce } from './ui/announce.ts'
import { failureMessage } from './ui/failure-message.ts'
import { translate } from './ui/i18n.ts'
import { isTextField } from './ui/shortcuts.ts'
import { undoStack } from './ui/undo.ts'

/** Commands of the whole window; each says quietly what came of it. */
export async function exportArticle(id: ArticleId): Promise<void> {
  const reply = await api.call('export:article', { id })
  if (!reply.ok) announce(failureMessage(reply.failure))
  else if (reply.value !== null) announce(i18next.t('app:exported', { path: reply.value.path }))
}

export async function exportLibrary(): Promise<void> {
  const reply = await api.call('export:library', null)
  if (!reply.ok) return announce(failureMessage(reply.failure))
  if (reply.value === null) return
  const { files, folder, failed } = reply.value
  const told = [i18next.t('app:exportedLibrary', { count: files, folder })]
  const [first] = failed
  if (first !== undefined) {
    told.push(i18next.t('app:notExported', { count: failed.length, reason: failureMessage(first) }))
  }
  announce(told.join('. '))
}

export async function undo(): Promise<void> {
  if (undoneInField('undo')) return
  const step = await undoStack.undo()
  await refreshLibrary()
  announce(step === null ? i18next.t('app:nothingToUndo') : i18next.t('app:undone', { what: translate(step.message) }))
}

export async function redo(): Promise<void> {
  if (undoneInField('redo')) return
  const step = await undoStack.redo()
  await refreshLibrary()
  announce(step === null ? i18next.t('app:nothingToRedo') : i18next.t('app:redone', { what: translate(step.message) }))
}

/** The menu's Undo means the text field where one has the focus; no other call reaches its history. */
function undoneInField(command: 'undo' | 'redo'): boolean {
  return isTextField(document.activeElement) && document.execCommand(command)
}
