import { mkdir, readdir, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import type { ArticleSummary } from '#shared/article.ts'
import type { Failure } from '#shared/failure.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { articleToMarkdown, type MarkdownOptions } from './article-markdown.ts'
import { createFile, errorCode, readRegularFile, replaceFile, syncFolder } from './atomic-file.ts'
import { compareUnits, type ExportedArticle } from './exported-article.ts'
import { collisionKey, fileNames } from './file-names.ts'

/** `files` are all articles exported; `written` of them were new, the others stood there unchanged. */
interface LibraryExport {
  folder: string
  files: number
  written: number
}

/** The line of the front matter that differs between two exports of the same thing. */
const EXPORTED_LINE = /^exported: .*$/m

/**
 * Writes one article to the file the reader chose, which may exist: the dialog has asked. It is replaced at once, and not
 * touched if only the time of the export would change.
 */
export async function exportArticle(
  article: ExportedArticle,
  path: string,
  options: MarkdownOptions,
): Promise<Result<{ path: string; written: boolean }, Failure>> {
  const markdown = articleToMarkdown(article, options)
  return exporting(path, async () => {
    const written = !isSameExport(await readRegularFile(path), markdown)
    if (written) await replaceFile(path, markdown)
    return { path, written }
  })
}

/** Name to propose in the save dialog. */
export function proposedFileName(summary: ArticleSummary, options: Pick<MarkdownOptions, 'words'>): string {
  return fileNames(summary.title, options.words.untitled).next().value
}

/** The order in which a library is exported, so that the same articles get the same names every time. */
export function inExportOrder(summaries: readonly ArticleSummary[]): ArticleSummary[] {
  return summaries.toSorted((a, b) => compareUnits(a.saved, b.saved) || compareUnits(a.id, b.id))
}

/**
 * Writes each article as a file of its own into the folder, which is made if need be. A file that is there already is
 * never changed: if it is this very export, it is left alone, otherwise the article gets the next free number.
 * @param articles in a stable order (inExportOrder); read one at a time, so a library need not fit into memory
 */
export async function exportLibrary(
  articles: Iterable<ExportedArticle> | AsyncIterable<ExportedArticle>,
  folder: string,
  options: MarkdownOptions,
): Promise<Result<LibraryExport, Failure>> {
  const place = await exporting(folder, () => openFolder(folder))
  if (!place.ok) return place
  let files = 0
  let written = 0
  for await (const article of articles) {
    const markdown = articleToMarkdown(article, options)
    const names = fileNames(article.summary.title, options.words.untitled)
    const done = await exporting(folder, () => writeUnderFreeName(place.value, names, markdown))
    if (!done.ok) return done
    files++
    if (done.value) written++
  }
  const synced = await exporting(folder, () => syncFolder(place.value.path))
  return synced.ok ? ok({ folder, files, written }) : synced
}

interface Folder {
  /** Without symbolic links: what a link points to later cannot redirect a running export. */
  path: string
  /** Names that stand in the folder, by collision key. */
  names: Map<string, string[]>
  /** Keys of the names that this export uses. */
  used: Set<string>
}

async function openFolder(folder: string): Promise<Folder> {
  await mkdir(folder, { recursive: true })
  const path = await realpath(folder)
  const names = Map.groupBy(await readdir(path), collisionKey)
  return { path, names, used: new Set() }
}

/** @returns whether a file was made; false if this very export stood there */
async function writeUnderFreeName(folder: Folder, names: Iterable<string>, markdown: string): Promise<boolean> {
  for (const name of names) {
    const key = collisionKey(name)
    if (folder.used.has(key)) continue
    const standing = folder.names.get(key) ?? []
    const same = await Promise.all(standing.map((one) => readRegularFile(join(folder.path, one))))
    if (same.some((content) => isSameExport(content, markdown))) {
      folder.used.add(key)
      return false
    }
    if (standing.length > 0 || !(await createFile(join(folder.path, name), markdown))) continue
    folder.used.add(key)
    return true
  }
  throw new Error('Out of numbers for a file name')
}

function isSameExport(standing: string | null, markdown: string): boolean {
  return standing !== null && standing.replace(EXPORTED_LINE, '') === markdown.replace(EXPORTED_LINE, '')
}

/** Turns the file system's errors into the failure the reader is told about; other errors are ours and go on. */
async function exporting<Value>(path: string, work: () => Promise<Value>): Promise<Result<Value, Failure>> {
  try {
    return ok(await work())
  } catch (error) {
    const reason = errorCode(error)
    if (reason === null) throw error
    return fail({ code: 'export-failed', path, reason })
  }
}
