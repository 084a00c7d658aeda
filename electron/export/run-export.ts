import { type ExportProgress, type ExportReport, MOST_CHANGES, type NoteChange } from '#shared/export-report.ts'
import type { Failure } from '#shared/failure.ts'
import { ok, type Result } from '#shared/result.ts'
import { type ExportThread, ExportThreadError } from './export-thread.ts'
import type { ExportedArticle } from './exported-article.ts'
import type { MarkdownOptions } from './note-view.ts'

/** Articles sent to the worker at once; the next ones are read meanwhile. */
const BATCH = 32

export interface FolderRun {
  thread: ExportThread
  folder: string
  appData: string
  options: MarkdownOptions
  isPreview: boolean
  /** Each article or why it cannot be read, in a stable order, read one at a time. */
  articles: AsyncIterable<Result<ExportedArticle, Failure>>
  total: number
  onProgress?: (progress: ExportProgress) => void
  /** Stops between batches: whole notes only. */
  signal?: AbortSignal
}

/** Exports into a folder, or says what that would do. Memory holds two batches, whatever the library's size. */
export function runFolderExport(run: FolderRun): Promise<Result<ExportReport, Failure>> {
  return run.thread.alone(() => runAlone(run))
}

async function runAlone(run: FolderRun): Promise<Result<ExportReport, Failure>> {
  const { thread, folder, appData, options, isPreview, total } = run
  const opened = await thread.call('open', [folder, appData, options])
  if (!opened.ok) return opened
  const report = emptyReport(folder)
  let done = 0
  let working: Promise<void> = Promise.resolve()
  try {
    for await (const batch of batches(run.articles, run.signal)) {
      await working
      if (run.signal?.aborted === true) break
      working = workOn(thread, batch, isPreview, report).then(() => {
        done += batch.length
        run.onProgress?.({ done, total })
      })
      // An early failure is told where it is waited for.
      working.catch(() => undefined)
    }
    await working
    await thread.call('close', [])
  } catch (error) {
    if (!(error instanceof ExportThreadError)) throw error
    report.failed.push({ code: 'export-failed', path: folder, reason: error.message })
  }
  report.cancelled = run.signal?.aborted === true
  return ok(report)
}

function emptyReport(folder: string): ExportReport {
  const counts = { new: 0, changed: 0, conflict: 0, untouched: 0 }
  return { folder, counts, changes: [], failed: [], cancelled: false }
}

async function workOn(
  thread: ExportThread,
  batch: readonly Result<ExportedArticle, Failure>[],
  isPreview: boolean,
  report: ExportReport,
): Promise<void> {
  const readable = batch.flatMap((article) => (article.ok ? [article.value] : []))
  report.failed.push(...batch.flatMap((article) => (article.ok ? [] : [article.failure])))
  if (readable.length === 0) return
  for (const result of await thread.call('notes', [readable, isPreview])) {
    if (result.ok) count(report, result.value)
    else report.failed.push(result.failure)
  }
}

function count(report: ExportReport, change: NoteChange): void {
  report.counts[change.action] += 1
  const isTelling = change.action !== 'untouched' || change.edits.length > 0
  if (isTelling && report.changes.length < MOST_CHANGES) report.changes.push(change)
}

async function* batches<T>(items: AsyncIterable<T>, signal: AbortSignal | undefined): AsyncGenerator<T[]> {
  let batch: T[] = []
  for await (const item of items) {
    if (signal?.aborted === true) return
    batch.push(item)
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
