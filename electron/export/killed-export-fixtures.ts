/** Exports notes into a folder, again and again as their articles change, until it is killed. */
import { argv, stdout } from 'node:process'
import { articleOf, OPTIONS } from './export-fixtures.ts'
import { FolderExport } from './export-folder.ts'
import { renderForFolder, type RenderedArticle } from './rendered-article.ts'

const ARTICLES = 60
const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/** All articles as they are at a time: the notes of one in two differ from those of the time before. */
export function articlesAt(time: number): RenderedArticle[] {
  return Array.from({ length: ARTICLES }, (_, i) => {
    const id = `${LETTERS[i % 26]}${LETTERS[Math.floor(i / 26)]}`.padEnd(26, 'a')
    const note = `Catatan ${Math.floor((time + i) / 2)}`
    const article = articleOf('<p>Isi artikel.</p>', [{ id: 'x', quote: 'Isi artikel.', note }], { id, title: id })
    const rendered = renderForFolder(article, OPTIONS)
    if (!rendered.ok) throw new Error(JSON.stringify(rendered.failure))
    return rendered.value
  })
}

/** @returns how many notes are conflicts, or could not be written */
export async function exportAt(time: number, folder: string, appData: string): Promise<number> {
  const opened = await FolderExport.open(folder, appData, OPTIONS)
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure))
  let bad = 0
  for (const article of articlesAt(time)) {
    const written = await opened.value.write(article)
    if (!written.ok || written.value.action === 'conflict') bad++
  }
  opened.value.close()
  return bad
}

const [, program, folder, appData] = argv
if (folder !== undefined && appData !== undefined && program === import.meta.filename) {
  for (let time = 0; ; time++) {
    stdout.write(`${time}\n`)
    await exportAt(time, folder, appData)
  }
}
