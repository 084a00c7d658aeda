import { lstat, open, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import type { ArticleSummary } from '#shared/article.ts'
import { errorCode } from './atomic-file.ts'
import { fileNames } from './file-names.ts'

/** Bytes at the end of a PDF that are looked through for the article's mark. */
const TAIL = 1024
/** Bytes in which a page says whose it is. */
const HEAD = 64 * 1024

/**
 * Where an article's page may go, best first. `isOurs`: the page of this very article stands there and may be replaced;
 * otherwise the path must be made anew.
 */
export async function* pagePaths(
  folder: string,
  summary: ArticleSummary,
  extension: '.html' | '.pdf',
): AsyncGenerator<{ path: string; isOurs: boolean }> {
  const root = await realpath(folder)
  for (const name of fileNames(summary.title, 'Simak', extension)) {
    const path = join(root, name)
    const mark = extension === '.html' ? `<body data-simak-id="${summary.id}">` : pdfMark(summary.id)
    const standing = await edgeOf(path, extension === '.html' ? 'start' : 'end')
    if (standing === null) yield { path, isOurs: false }
    else if (standing.includes(mark)) yield { path, isOurs: true }
  }
}

/** The PDF with the article it is of in a comment behind its end, where readers do not look (ISO 32000, 7.5.5). */
export function withPdfMark(pdf: Uint8Array, id: string): Uint8Array {
  return Buffer.concat([pdf, Buffer.from(`\n${pdfMark(id)}\n`, 'latin1')])
}

function pdfMark(id: string): string {
  return `% simak_id: ${id}`
}

/** The first or last bytes of a file, '' for what is no regular file; null where nothing stands. */
async function edgeOf(path: string, edge: 'start' | 'end'): Promise<string | null> {
  try {
    const stats = await lstat(path)
    if (!stats.isFile()) return ''
    const length = Math.min(stats.size, edge === 'start' ? HEAD : TAIL)
    await using handle = await open(path, 'r')
    const { buffer, bytesRead } = await handle.read(
      Buffer.alloc(length),
      0,
      length,
      edge === 'start' ? 0 : stats.size - length,
    )
    return buffer.toString('latin1', 0, bytesRead)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  }
}
