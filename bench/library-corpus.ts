/** Made-up libraries of any size: the records that opening reads, and on request the contents that searching reads. */
import { hash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Annotation } from '#shared/annotation.ts'
import { captureOf } from '../electron/library/article-view.ts'
import { sampleAnnotation, sampleArticle, sampleIds } from '../electron/library/sample-article.ts'
import { seal } from '../electron/storage/envelope.ts'

export const NOTE = 'A note of about the length that people write into a margin when they read. '
const FIRST_SAVED = Date.UTC(2020, 0, 1)
const BETWEEN = 1_700_000

/** An article with 0 to 30 annotations. */
export function recordsOf(
  index: number,
  device: string,
): { id: string; version: string; html: string; bytes: Uint8Array } {
  const article = sampleArticle(`Article number ${index} with a title of the usual length`)
  const { id, version } = sampleIds(article)
  const saved = new Date(FIRST_SAVED + index * BETWEEN).toISOString()
  const hlc = `${saved}.0000.${device}`
  const capture = captureOf(article, version, { file: `${index}.txt`, starter: false, saved })
  const annotations = Array.from({ length: (index * 7) % 31 }, (_, count) =>
    sampleAnnotation(article, hash('sha256', `${device} ${index} ${count}`).slice(0, 21), NOTE),
  )
  const asRecord = (data: Annotation) => ({ id: `annotation/${data.id}`, type: 'annotation', hlc, data })
  const records = [{ id: 'capture', type: 'capture', hlc, data: capture }, ...annotations.map(asRecord)]
  return { id, version, html: article.content, bytes: seal(1, { records }) }
}

/** @param contents also the contents that the articles show */
export async function fill(library: string, device: string, articles: number, contents = false): Promise<void> {
  const folder = join(library, 'devices', device, 'articles')
  await mkdir(folder, { recursive: true })
  for (let index = 0; index < articles; index++) {
    const { id, version, html, bytes } = recordsOf(index, device)
    await writeFile(join(folder, `${id}.json`), bytes)
    if (!contents) continue
    await mkdir(join(library, 'articles', id), { recursive: true })
    await writeFile(join(library, 'articles', id, `${version}.html`), html)
  }
}
