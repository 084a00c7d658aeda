import { app, BrowserWindow, dialog } from 'electron'
import path from 'node:path'
import type { Failure } from '#shared/failure.ts'
import type { Calls } from '#shared/ipc-contract.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { withLibrary } from './article-handlers.ts'
import { exportedArticle } from './export-articles.ts'
import type { Services } from './services.ts'

/** Writes some annotations of an article as Markdown where the reader chooses. */
export function exportAnnotations(
  services: Services,
  { article, ids }: Calls['annotation:export']['request'],
): Promise<Result<Calls['annotation:export']['value'], Failure>> {
  return withLibrary(services)(async (library) => {
    const opened = await exportedArticle(library, article)
    if (!opened.ok) return opened
    const target = await chooseFile(services, opened.value.summary.title)
    if (target === null) return ok(null)
    const { annotationsToMarkdown } = await import('./export/article-markdown.ts')
    const { replaceFile } = await import('./export/atomic-file.ts')
    try {
      await replaceFile(target, annotationsToMarkdown(opened.value, ids))
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error
      return fail({ code: 'export-failed', path: target, reason: String(error.code) })
    }
    return ok({ path: target })
  })
}

async function chooseFile(services: Services, title: string): Promise<string | null> {
  const { fileNames } = await import('./export/file-names.ts')
  const { t } = services.messages()
  const folder = services.settings.get().export.folder ?? app.getPath('documents')
  const options: Electron.SaveDialogOptions = {
    title: t('main:dialog.exportFileTitle'),
    buttonLabel: t('main:dialog.exportButton'),
    defaultPath: path.join(folder, fileNames(title, 'Simak', '.md').next().value),
    filters: [{ name: t('main:dialog.markdown'), extensions: ['md'] }],
    properties: ['showOverwriteConfirmation', 'createDirectory'],
  }
  const [window] = BrowserWindow.getAllWindows()
  const answer = await (window === undefined ? dialog.showSaveDialog(options) : dialog.showSaveDialog(window, options))
  return answer.canceled || answer.filePath === '' ? null : answer.filePath
}
