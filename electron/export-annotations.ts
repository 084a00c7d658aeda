import { app } from 'electron'
import path from 'node:path'
import type { Failure } from '#shared/failure.ts'
import type { Calls } from '#shared/ipc-contract.ts'
import { ok, type Result } from '#shared/result.ts'
import { withLibrary } from './article-handlers.ts'
import { exportedArticle } from './export-articles.ts'
import { askWhereToSave, writeChosenFile } from './save-dialog.ts'
import type { Services } from './services.ts'

/** Writes some annotations of an article as Markdown where the reader chooses. */
export function exportAnnotations(
  services: Services,
  { article, ids }: Calls['annotation:export']['request'],
): Promise<Result<Calls['annotation:export']['value'], Failure>> {
  return withLibrary(services)(async (library): Promise<Result<{ path: string } | null, Failure>> => {
    const opened = await exportedArticle(library, article)
    if (!opened.ok) return opened
    const target = await chooseFile(services, opened.value.summary.title)
    if (target === null) return ok(null)
    const { annotationsToMarkdown } = await import('./export/article-markdown.ts')
    return await writeChosenFile(target, annotationsToMarkdown(opened.value, ids))
  })
}

async function chooseFile(services: Services, title: string): Promise<string | null> {
  const { fileNames } = await import('./export/file-names.ts')
  const { t } = services.messages()
  const folder = services.settings.get().export.folder ?? app.getPath('documents')
  return await askWhereToSave({
    title: t('main:dialog.exportFileTitle'),
    buttonLabel: t('main:dialog.exportButton'),
    defaultPath: path.join(folder, fileNames(title, 'Simak', '.md').next().value),
    filters: [{ name: t('main:dialog.markdown'), extensions: ['md'] }],
  })
}
