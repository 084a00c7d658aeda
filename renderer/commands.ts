import i18next from 'i18next'
import { refreshLibrary } from './library/library-actions.ts'
import { announce } from './ui/announce.ts'
import { translate } from './ui/i18n.ts'
import { isTextField } from './ui/shortcuts.ts'
import { undoStack } from './ui/undo.ts'

/** Commands of the whole window; each says quietly what came of it. */
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
