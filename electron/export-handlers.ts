import { app, BrowserWindow, clipboard, dialog } from 'electron'
import path from 'node:path'
import type { OpenedArticle } from '#shared/opened-article.ts'
import type { Failure } from '#shared/failure.ts'
import type { Calls } from '#shared/ipc-contract.ts'
import { ok, type Result } from '#shared/result.ts'
import { openArticle, withLibrary } from './article-handlers.ts'
import type { MarkdownOptions } from './export/article-markdown.ts'
import { exportWords } from './export/export-words.ts'
import type { Handlers } from './ipc.ts'
import type { Library } from './library/library.ts'
import type { Services } from './services.ts'

type ExportChannel = 'export:article' | 'export:library' | 'clipboard:copy-annotations' | 'clipboard:copy-passage'

/** Where the last export of this run went: the next dialog opens there. */
let lastFolder: string | null = null

/** Markdown to files and to the clipboard. The exporter is loaded when first used: starting does not pay for it. */
export function exportHandlers(services: Services): Pick<Handlers, ExportChannel> {
  const inLibrary = withLibrary(services)
  return {
    'export:article': ({ id }) => inLibrary((library) => exportOne(services, library, id)),
    'export:library': () => inLibrary((library) => exportAll(services, library)),
    'clipboard:copy-annotations': ({ article, ids }) =>
      inLibrary(async (library) => {
        const opened = await openArticle(library, article)
        if (!opened.ok) return opened
        const { annotationsToMarkdown } = await import('./export/article-markdown.ts')
        await clipboard.writeText(annotationsToMarkdown(opened.value, ids))
        return ok(null)
      }),
    'clipboard:copy-passage': ({ article, text }) =>
      inLibrary(async (library) => {
        const opened = await openArticle(library, article)
        if (!opened.ok) return opened
        const { passageToMarkdown } = await import('./export/article-markdown.ts')
        await clipboard.writeText(passageToMarkdown(opened.value.summary, text))
        return ok(null)
      }),
  }
}

async function exportOne(
  services: Services,
  library: Library,
  id: string,
): Promise<Result<Calls['export:article']['value'], Failure>> {
  const opened = await openArticle(library, id)
  if (!opened.ok) return opened
  const { exportArticle, proposedFileName } = await import('./export/export-files.ts')
  const options = markdownOptions(services)
  const target = await chooseFile(services, proposedFileName(opened.value.summary, options))
  if (target === null) return ok(null)
  const exported = await exportArticle(opened.value, target, options)
  return exported.ok ? ok({ path: exported.value.path }) : exported
}

async function exportAll(
  services: Services,
  library: Library,
): Promise<Result<Calls['export:library']['value'], Failure>> {
  const { exportLibrary, inExportOrder } = await import('./export/export-files.ts')
  const folder = await chooseFolder(services)
  if (folder === null) return ok(null)
  const failed: Failure[] = []
  const articles = readAll(
    library,
    inExportOrder(library.list()).map(({ id }) => id),
    failed,
  )
  const exported = await exportLibrary(articles, folder, markdownOptions(services))
  return exported.ok ? ok({ folder, files: exported.value.files, failed }) : exported
}

/** One article at a time, so that a library need not fit into memory; those that cannot be read are told apart. */
async function* readAll(library: Library, ids: string[], failed: Failure[]): AsyncGenerator<OpenedArticle> {
  for (const id of ids) {
    const opened = await openArticle(library, id)
    if (opened.ok) yield opened.value
    else failed.push(opened.failure)
  }
}

function markdownOptions(services: Services): MarkdownOptions {
  const { t } = services.messages()
  return { exported: new Date().toISOString(), words: exportWords(t) }
}

async function chooseFile(services: Services, name: string): Promise<string | null> {
  const { t } = services.messages()
  const options: Electron.SaveDialogOptions = {
    title: t('main:dialog.exportArticleTitle'),
    buttonLabel: t('main:dialog.exportButton'),
    defaultPath: path.join(lastFolder ?? app.getPath('documents'), name),
    filters: [{ name: t('main:dialog.markdown'), extensions: ['md'] }],
    properties: ['showOverwriteConfirmation', 'createDirectory'],
  }
  const [window] = BrowserWindow.getAllWindows()
  const answer = await (window === undefined ? dialog.showSaveDialog(options) : dialog.showSaveDialog(window, options))
  if (answer.canceled || answer.filePath === '') return null
  lastFolder = path.dirname(answer.filePath)
  return answer.filePath
}

async function chooseFolder(services: Services): Promise<string | null> {
  const { t } = services.messages()
  const options: Electron.OpenDialogOptions = {
    title: t('main:dialog.exportLibraryTitle'),
    buttonLabel: t('main:dialog.exportButton'),
    defaultPath: lastFolder ?? app.getPath('documents'),
    properties: ['openDirectory', 'createDirectory'],
  }
  const [window] = BrowserWindow.getAllWindows()
  const answer = await (window === undefined ? dialog.showOpenDialog(options) : dialog.showOpenDialog(window, options))
  const [folder] = answer.filePaths
  if (answer.canceled || folder === undefined) return null
  lastFolder = folder
  return folder
}
