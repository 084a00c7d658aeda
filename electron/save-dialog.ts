import { BrowserWindow, dialog } from 'electron'
import type { Failure } from '#shared/failure.ts'
import { fail, ok, type Result } from '#shared/result.ts'

type Asked = Pick<Electron.SaveDialogOptions, 'title' | 'buttonLabel' | 'defaultPath' | 'filters'>

/** Asks where a file is to be saved; null when cancelled. */
export async function askWhereToSave(asked: Asked): Promise<string | null> {
  const options: Electron.SaveDialogOptions = {
    ...asked,
    properties: ['showOverwriteConfirmation', 'createDirectory'],
  }
  const [window] = BrowserWindow.getAllWindows()
  const answer = await (window === undefined ? dialog.showSaveDialog(options) : dialog.showSaveDialog(window, options))
  return answer.canceled || answer.filePath === '' ? null : answer.filePath
}

/** Writes a file that the reader has chosen, whole or not at all. Fails with export-failed. */
export async function writeChosenFile(path: string, text: string): Promise<Result<{ path: string }, Failure>> {
  const { replaceFile } = await import('./export/atomic-file.ts')
  try {
    await replaceFile(path, text)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    return fail({ code: 'export-failed', path, reason: String(error.code) })
  }
  return ok({ path })
}
