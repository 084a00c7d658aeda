import { realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ArticleSummary } from '#shared/article.ts'
import { readRegularFile } from './atomic-file.ts'
import { fileNames } from './file-names.ts'

/**
 * Where an article's page may go, best first. `isOurs`: the page of this very article stands there and may be replaced;
 * otherwise the path must be made anew. A PDF does not say whose it is, so none is replaced.
 */
export async function* pagePaths(
  folder: string,
  summary: ArticleSummary,
  extension: '.html' | '.pdf',
): AsyncGenerator<{ path: string; isOurs: boolean }> {
  const root = await realpath(folder)
  for (const name of fileNames(summary.title, 'Simak', extension)) {
    const path = join(root, name)
    const standing = extension === '.html' ? await readRegularFile(path) : null
    const isOurs = standing?.includes(`<body data-simak-id="${summary.id}">`) === true
    if (isOurs || !(await isTaken(path))) yield { path, isOurs }
  }
}

async function isTaken(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
