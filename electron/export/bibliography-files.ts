import { lstat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ArticleSummary } from '#shared/article.ts'
import { readRegularFile, replaceFile } from './atomic-file.ts'
import { articleBibtex, articleCsl } from './bibliography.ts'
import { frameOf } from './article-formats.ts'

const BIBTEX_MARK = '% Made by Simak; what is written here is written over.\n'

/**
 * The articles as `simak.bib` and `simak.csl.json` beside their notes. Only files of Simak's own making are written over,
 * and only where something changed.
 */
export async function keepBibliography(folder: string, summaries: readonly ArticleSummary[]): Promise<void> {
  const bibtex = BIBTEX_MARK + summaries.map(articleBibtex).join('\n')
  await keep(join(folder, 'simak.bib'), bibtex, (standing) => standing.startsWith(BIBTEX_MARK))
  const { before, between, after } = frameOf('csl')
  const csl = before + summaries.map(articleCsl).join(between) + after
  await keep(join(folder, 'simak.csl.json'), csl, (standing) => /^\[\n(?:\]|\{.*"simak_id")/.test(standing))
}

async function keep(path: string, content: string, isOurs: (standing: string) => boolean): Promise<void> {
  const standing = await readRegularFile(path)
  if (standing === content || (standing !== null && !isOurs(standing))) return
  if (standing === null && (await isSomethingElse(path))) return
  await replaceFile(path, content)
}

/** A folder, or a symbolic link to somewhere else. */
async function isSomethingElse(path: string): Promise<boolean> {
  return lstat(path).then(
    (stats) => !stats.isFile(),
    () => false,
  )
}
