/** The list as it was read last, in the app-data folder, so that a large library is there at once. Derived. */
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import type { ArticleId, ArticleSummary } from '#shared/article.ts'
import { errorCode, type FileSystem } from '../storage/file-system.ts'
import { moveIntoPlace, writeTemporary } from '../storage/temporary-file.ts'
import type { ArticleEntry } from './article-view.ts'

const FORMAT = 6
const NAME = 'list.ndjson'
/** Entries in one line: small enough to be parsed without a long pause. */
const LINE = 1000

export interface Snapshot {
  entries: Map<ArticleId, ArticleEntry>
  /** Articles of which a damaged file of this device has been set aside. */
  damaged: Set<ArticleId>
  /** The folders as they were, by `folderFacts`; null where that tells nothing. */
  folders: Folders | null
}

export interface Folders {
  own: string
  others: string
}

/**
 * Null where there is none that this version has written whole. The shape of what carries the right checksum is not
 * checked again: only this program writes it, in this format.
 */
export async function readSnapshot(files: FileSystem, folder: string): Promise<Snapshot | null> {
  const bytes = await readOrNull(files, join(folder, NAME))
  if (bytes === null) return null
  const end = bytes.indexOf(0x0a)
  const header = Buffer.from(bytes.buffer, bytes.byteOffset, Math.max(end, 0)).toString('latin1')
  const body = bytes.subarray(end + 1)
  if (header !== headerOf(body)) return null
  const entries = new Map<ArticleId, ArticleEntry>()
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  const first = text.indexOf(0x0a)
  const { damaged, folders } = JSON.parse(text.toString('utf8', 0, first)) as Head
  for (let at = first + 1; at < text.length; ) {
    const next = text.indexOf(0x0a, at)
    const line = JSON.parse(text.toString('utf8', at, next)) as Row[]
    for (const row of line) {
      const entry = fromRow(row)
      entries.set(entry.summary.id, entry)
    }
    at = next + 1
  }
  return { entries, damaged: new Set(damaged), folders }
}

interface Head {
  damaged: ArticleId[]
  folders: Folders | null
}

/** Quietly does nothing where it cannot be written: the next start reads the library itself. */
export async function writeSnapshot(
  files: FileSystem,
  folder: string,
  { entries, damaged, folders: known }: Snapshot,
): Promise<void> {
  const head: Head = { damaged: [...damaged], folders: known }
  const lines: Uint8Array[] = [Buffer.from(`${JSON.stringify(head)}\n`)]
  let line: Row[] = []
  for (const entry of entries.values()) {
    line.push(toRow(entry))
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

/** An entry without the names of its fields: half the bytes, read twice as fast. */
type Row = ReturnType<typeof toRow>

function toRow(entry: ArticleEntry) {
  const { summary, extension, baseVersion, trashed, partOf, emptied, deleted, records, sources } = entry
  const { id, title, byline, site, url, published, language, saved, words, highlights, notes, starter, file } = summary
  const { waiting, shelf, twins } = summary
  const flags = (starter ? 1 : 0) + (trashed ? 2 : 0)
  const facts = [
    id,
    title,
    byline,
    site,
    url,
    published,
    language,
    saved,
    file,
    extension,
    baseVersion,
    sources,
  ] as const
  return [
    ...facts,
    words,
    highlights,
    notes,
    waiting,
    deleted,
    records,
    flags,
    shelf ?? null,
    partOf,
    twins ?? null,
    emptied,
  ] as const
}

function fromRow(row: Row): ArticleEntry {
  const [id, title, byline, site, url, published, language, saved, file, extension, baseVersion, sources, ...rest] = row
  const [words, highlights, notes, waiting, deleted, records, flags, shelf, partOf, twins, emptied] = rest
  const starter = (flags & 1) !== 0
  const named = { id, title, byline, site, url, published, language, saved }
  const summary: ArticleSummary = { ...named, words, highlights, notes, waiting, starter, file }
  if (shelf !== null) summary.shelf = shelf
  if (twins !== null) summary.twins = twins
  const trashed = (flags & 2) !== 0
  return { summary, extension, baseVersion, trashed, partOf, emptied, deleted, records, sources }
}

function headerOf(body: Uint8Array): string {
  // Against a cut or a flipped bit this is enough: all of it can be read from the library again.
  return `simak list ${FORMAT} ${body.length} ${crc32(body)}`
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
