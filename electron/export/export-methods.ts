import type { NoteChange } from '#shared/export-report.ts'
import type { Failure } from '#shared/failure.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { articleToMarkdown } from './article-markdown.ts'
import { type ArticleFormat, renderArticle } from './article-formats.ts'
import { type Candidate, FolderExport, type FolderExportOptions } from './export-folder.ts'
import type { ExportedArticle } from './exported-article.ts'
import type { MarkdownOptions } from './note-view.ts'

/** Articles written at the same time: the disk is waited for in parallel. */
const AT_A_TIME = 8

let open: FolderExport | null = null

/** What the export worker can be asked for; one folder is open at a time. */
export const EXPORT_METHODS = {
  async open(folder: string, appData: string, options: FolderExportOptions): Promise<Result<null, Failure>> {
    open?.close()
    const opened = await FolderExport.open(folder, appData, options)
    open = opened.ok ? opened.value : null
    return opened.ok ? ok(null) : opened
  },

  /** For each article what is to be told of it without reading it, null where it must be read. */
  skim(candidates: Candidate[], isPreview: boolean): Promise<(NoteChange | null)[]> {
    const folder = open
    if (folder === null) throw new Error('No folder is open')
    return Promise.resolve(candidates.map((one) => folder.skim(one, isPreview)))
  },

  /** Brings notes up to date, or says what that would do. Answers in the order of the articles. */
  async notes(articles: ExportedArticle[], isPreview: boolean): Promise<Result<NoteChange, Failure>[]> {
    const folder = open
    if (folder === null) throw new Error('No folder is open')
    const results: Result<NoteChange, Failure>[] = []
    for (let i = 0; i < articles.length; i += AT_A_TIME) {
      const some = articles.slice(i, i + AT_A_TIME)
      results.push(...(await Promise.all(some.map((one) => (isPreview ? folder.preview(one) : folder.write(one))))))
    }
    return results
  },

  close(): Promise<null> {
    open?.close()
    open = null
    return Promise.resolve(null)
  },

  /** One note as it would be exported anew, for the live preview. */
  note(article: ExportedArticle, options: MarkdownOptions): Promise<Result<string, Failure>> {
    const rendered = articleToMarkdown(article, options)
    if (rendered.ok) return Promise.resolve(rendered)
    const { line, message } = rendered.failure
    return Promise.resolve(fail({ code: 'template-failed', line, reason: message }))
  },

  format(articles: ExportedArticle[], format: ArticleFormat, options: MarkdownOptions): Promise<string[]> {
    return Promise.all(articles.map((article) => renderArticle(article, format, options)))
  },
}

export type ExportMethods = typeof EXPORT_METHODS
export type ExportMethod = keyof ExportMethods

/** One call to the worker. */
export interface ExportTask {
  task: number
  method: ExportMethod
  args: unknown[]
}

export type ExportAnswer = { task: number; value: unknown } | { task: number; error: string }
