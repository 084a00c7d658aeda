/**
 * Saves notes when it is told to on its standard input, while a tracer makes its system calls fail: traced-writer.ts
 * <library folder> <app-data folder>. A line with a prefix is answered by one line of JSON for each of five notes, and
 * by `done`; the line `flush` by `flushed`. `IN_PLACE` in the environment takes a step of safety out.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { argv, env, stdin } from 'node:process'
import { createInterface } from 'node:readline'
import { unseal } from '../storage/envelope.ts'
import { nodeFileSystem } from '../storage/file-system.ts'
import { sayLine } from '../storage/say-line.ts'
import { type Library, openLibrary } from './library.ts'
import { sampleAnnotation, sampleArticle, sampleIds } from './sample-article.ts'
import { writingInPlace } from './unsafe-disk-fixtures.ts'

/** How one note went. */
export interface TracedSave {
  id: string
  saved: boolean
  /** It is in memory. */
  kept: boolean
  /** The library says that something is not saved. */
  told: boolean
  /** The file is a whole one, of before or after. */
  whole: boolean
}

const NOTES = 5

async function saveOne(library: Library, id: string): Promise<TracedSave> {
  const article = sampleArticle('Traced')
  const { id: source } = sampleIds(article)
  const { ok: saved } = await library.saveAnnotation(sampleAnnotation(article, id, `Note ${id}`))
  const told = library.trouble?.code === 'not-saved'
  const known = await library.articleRecords.read(source, (records) => records.has(`annotation/${id}`))
  const [device = ''] = readdirSync(join(library.folder, 'devices'))
  // Read on the main thread, which is not traced.
  const bytes = readFileSync(join(library.folder, 'devices', device, 'articles', `${source}.json`))
  return { id, saved, told, kept: known.ok && known.value, whole: unseal(bytes, 1).kind === 'good' }
}

async function answer(library: Library, line: string): Promise<void> {
  if (line === 'flush') {
    await library.flush()
    sayLine('flushed')
    return
  }
  for (let number = 0; number < NOTES; number++) {
    sayLine(`${JSON.stringify(await saveOne(library, `${line}-${number}`))}`)
  }
  sayLine('done')
}

if (argv[1] === import.meta.filename) {
  const [, , folder = '', appData = ''] = argv
  const files = env['IN_PLACE'] === '1' ? writingInPlace(nodeFileSystem, () => undefined) : nodeFileSystem
  // Nothing is tried again by itself: what fails stays failed until it is flushed.
  const opened = await openLibrary({ folder, appData, files, retryAfter: 1_000_000 })
  if (!opened.ok) throw new Error(opened.failure.code)
  await opened.value.add(sampleArticle('Traced'), { file: 'traced.txt', starter: false })
  sayLine('ready')
  for await (const line of createInterface({ input: stdin })) await answer(opened.value, line)
  await opened.value.close()
}
