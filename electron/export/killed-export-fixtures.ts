/** Exports notes into a folder, again and again as their articles change, until it is killed. */
import { argv, stdout } from 'node:process'
import { articleOf, idAt, OPTIONS } from './export-fixtures.ts'
import { FolderExport } from './export-folder.ts'
import { renderForFolder, type RenderedArticle } from './rendered-article.ts'
import { packBatch } from './rendered-batch.ts'
import { ok } from '#shared/result.ts'

const ARTICLES = 60

/** All articles as they are at a time: every note differs from that of the time before. */
export function articlesAt(time: number): RenderedArticle[] {
  const options = { ...OPTIONS, exported: new Date(Date.UTC(2026, 10, 22) + time).toISOString() }
  return Array.from({ length: ARTICLES }, (_, i) => {
    const id = idAt(i)
    const note = `Catatan ${time}`
    const article = articleOf('<p>Isi artikel.</p>', [{ id: 'x', quote: 'Isi artikel.', note }], { id, title: id })
    const rendered = renderForFolder(article, options)
    if (!rendered.ok) throw new Error(JSON.stringify(rendered.failure))
    return rendered.value
  })
}

/** @returns how many notes are conflicts, or could not be written */
export async function exportAt(time: number, folder: string, appData: string): Promise<number> {
  const opened = await FolderExport.open(folder, appData, OPTIONS)
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure))
  let bad = 0
  const articles = articlesAt(time)
  opened.value.intend(packBatch(articles.map((value) => ok(value))).packed)
  for (const article of articles) {
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
