/** The list as it was read last, in the app-data folder, so that a large library is there at once. Derived. */
import { hash } from 'node:crypto'
import { join } from 'node:path'
import type { ArticleId } from '#shared/article.ts'
import { errorCode, type FileSystem } from '../storage/file-system.ts'
import { moveIntoPlace, writeTemporary } from '../storage/temporary-file.ts'
import type { ArticleEntry } from './article-view.ts'

const FORMAT = 1
const NAME = 'list.ndjson'
/** Entries in one line: small enough to be parsed without a long pause. */
const LINE = 1000

/**
 * Null where there is none that this version has written whole. The shape of what carries the right checksum is not
 * checked again: only this program writes it, in this format.
 */
export async function readSnapshot(files: FileSystem, folder: string): Promise<Map<ArticleId, ArticleEntry> | null> {
  const bytes = await readOrNull(files, join(folder, NAME))
  if (bytes === null) return null
  const end = bytes.indexOf(0x0a)
  const header = Buffer.from(bytes.buffer, bytes.byteOffset, Math.max(end, 0)).toString('latin1')
  const body = bytes.subarray(end + 1)
  if (header !== headerOf(body)) return null
  const entries = new Map<ArticleId, ArticleEntry>()
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  for (let at = 0; at < text.length; ) {
    const next = text.indexOf(0x0a, at)
    const line = JSON.parse(text.toString('utf8', at, next)) as ArticleEntry[]
    for (const entry of line) entries.set(entry.summary.id, entry)
    at = next + 1
  }
  return entries
}

/** Quietly does nothing where it cannot be written: the next start reads the library itself. */
export async function writeSnapshot(
  files: FileSystem,
  folder: string,
  entries: ReadonlyMap<ArticleId, ArticleEntry>,
): Promise<void> {
  const lines: Uint8Array[] = []
  let line: ArticleEntry[] = []
  for (const entry of entries.values()) {
    line.push(entry)
    if (line.length < LINE) continue
    lines.push(Buffer.from(`${JSON.stringify(line)}\n`))
    line = []
    await pause()
  }
  if (line.length > 0) lines.push(Buffer.from(`${JSON.stringify(line)}\n`))
  const body = Buffer.concat(lines)
  const path = join(folder, NAME)
  try {
    const bytes = Buffer.concat([Buffer.from(`${headerOf(body)}\n`), body])
    await moveIntoPlace(files, await writeTemporary(files, folder, path, bytes), path)
  } catch (error) {
    if (errorCode(error) === null) throw error
  }
}

function headerOf(body: Uint8Array): string {
  return `simak list ${FORMAT} ${body.length} ${hash('sha256', body)}`
}

/** Lets the program do something else between two pieces of work. */
function pause(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

async function readOrNull(files: FileSystem, path: string): Promise<Uint8Array | null> {
  try {
    return await files.readFile(path)
  } catch (error) {
    if (errorCode(error) === null) throw error
    return null
  }
}
