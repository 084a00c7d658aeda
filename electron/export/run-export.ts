import { type ExportProgress, type ExportReport, MOST_CHANGES, type NoteChange } from '#shared/export-report.ts'
import type { ArticleId } from '#shared/article.ts'
import type { Failure } from '#shared/failure.ts'
import { ok, type Result } from '#shared/result.ts'
import { type ExportThread, ExportThreadError } from './export-thread.ts'
import type { ExportedArticle } from './exported-article.ts'
import type { FolderExportOptions } from './export-folder.ts'

/** Articles sent to the worker at once; the next ones are read meanwhile. */
const BATCH = 32
/** Articles whose state is asked for at once. */
const SKIMMED = 128
/** Articles read at the same time: most of reading is waiting for the disk. */
const READ_AT_ONCE = 8

export interface FolderRun {
  thread: ExportThread
  folder: string
  appData: string
  options: FolderExportOptions
  isPreview: boolean
  /** The articles in a stable order. */
  candidates: readonly { id: ArticleId; title: string }[]
  /** What changes whenever anything of the article does; '' where that is not known. */
  revision: (id: ArticleId) => Promise<string>
  /** The article, or why it cannot be read; asked for a few at a time, and only where something may have changed. */
  read: (id: ArticleId) => Promise<Result<ExportedArticle, Failure>>
  onProgress?: (progress: ExportProgress) => void
  /** Stops between batches: whole notes only. */
  signal?: AbortSignal
}

/** Exports into a folder, or says what that would do. Memory holds two batches, whatever the library's size. */
export function runFolderExport(run: FolderRun): Promise<Result<ExportReport, Failure>> {
  return run.thread.alone(() => runAlone(run))
}

async function runAlone(run: FolderRun): Promise<Result<ExportReport, Failure>> {
  const { thread, folder, appData, options, isPreview } = run
  const total = run.candidates.length
  const opened = await thread.call('open', [folder, appData, options])
  if (!opened.ok) return opened
  const report = emptyReport(folder)
  let done = 0
  const tell = (more: number): void => {
    done += more
    run.onProgress?.({ done, total })
  }
  let working: Promise<void> = Promise.resolve()
  try {
    for await (const batch of batches(changed(run, report, tell), run.signal)) {
      await working
      if (run.signal?.aborted === true) break
      working = workOn(thread, batch, isPreview, report).then(() => tell(batch.length))
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

/** The articles of which something may have changed; the others are told in the report. */
async function* changed(
  { thread, candidates, revision, read, isPreview, signal }: FolderRun,
  report: ExportReport,
  tell: (more: number) => void,
): AsyncGenerator<Result<ExportedArticle, Failure>> {
  const isStopped = (): boolean => signal?.aborted === true
  for (let i = 0; i < candidates.length && !isStopped(); i += SKIMMED) {
    const some = candidates.slice(i, i + SKIMMED)
    const known = await Promise.all(some.map(async (one) => ({ ...one, revision: await revision(one.id) })))
    const changes = await thread.call('skim', [known, isPreview])
    const toRead = known.filter((_, at) => changes[at] === null)
    for (const change of changes) if (change !== null) count(report, change)
    if (toRead.length < some.length) tell(some.length - toRead.length)
    for (let next = 0; next < toRead.length && !isStopped(); next += READ_AT_ONCE) {
      const group = toRead.slice(next, next + READ_AT_ONCE)
      const articles = await Promise.all(group.map(({ id }) => read(id)))
      for (const [at, article] of articles.entries()) {
        yield article.ok ? ok({ ...article.value, revision: group[at]?.revision ?? '' }) : article
      }
    }
  }
}

function emptyReport(folder: string): ExportReport {
  const counts = { new: 0, changed: 0, conflict: 0, untouched: 0, deleted: 0 }
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
