/**
 * The list as it was read last, in the app-data folder, so that a large library is there at once. Derived. The newest
 * articles come first, so that the first page can be shown while the rest is still being read.
 */
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import type { ArticleId, ArticleSummary } from '#shared/article.ts'
import { errorCode, type FileSystem } from '../storage/file-system.ts'
import { readIfPossible } from '../storage/reading.ts'
import { moveIntoPlace, writePieces } from '../storage/temporary-file.ts'
import type { ArticleEntry } from './article-view.ts'
import { EntryList } from './entry-list.ts'

const FORMAT = 7
const NAME = 'list.ndjson'
/** Entries in one line: small enough to be parsed without a long pause. */
const LINE = 1000
/** Entries that are there as soon as the list is opened: the first page. */
const FIRST = 2000

export interface Snapshot {
  entries: EntryList
  /** Articles of which a damaged file of this device has been set aside. */
  damaged: Set<ArticleId>
  /** The folders as they were, by `folderFacts`; null where that tells nothing. For sure when all has been read. */
  folders: Folders | null
}

export interface Folders {
  own: string
  others: string
}

/** A list that is being read: `entries` grows until `rest` has resolved. */
export class StoredList implements Snapshot {
  readonly entries = new EntryList()
  readonly damaged: Set<ArticleId>
  folders: Folders | null
  private readonly count: number
  /** What is still to be read; let go of when all has been. */
  private text: Buffer
  /** Where the next line begins. */
  private at: number
  private isDamaged = false
  private reading: Promise<void> | null = null

  /** @param at where the lines of entries begin */
  constructor(text: Buffer, at: number, head: Head) {
    this.text = text
    this.at = at
    this.damaged = new Set(head.damaged)
    this.folders = head.folders
    this.count = head.count
    while (this.entries.size < FIRST && this.readLine());
  }

  get isWhole(): boolean {
    return this.at >= this.text.length
  }

  /** Reads the entry of an article before its turn. */
  seek(id: ArticleId): void {
    if (this.isWhole || this.entries.has(id)) return
    const found = this.text.indexOf(`["${id}",`, this.at)
    if (found >= 0) this.takeIn(this.text.lastIndexOf(0x0a, found) + 1)
  }

  /** Reads everything, letting the program do other things between two lines. */
  rest(): Promise<void> {
    this.reading ??= this.readOn()
    return this.reading
  }

  private async readOn(): Promise<void> {
    while (this.readLine()) await pause()
    this.text = Buffer.alloc(0)
    // Not all of it could be used: it says nothing about the folders either.
    if (this.isDamaged || this.entries.size !== this.count) this.folders = null
  }

  private readLine(): boolean {
    if (this.isWhole) return false
    this.at = this.takeIn(this.at)
    return true
  }

  /** Answers where the next line begins. What is damaged is left out: it will be read from the library again. */
  private takeIn(at: number): number {
    const end = this.text.indexOf(0x0a, at)
    const line = checkedLine(this.text.subarray(at, end < 0 ? this.text.length : end))
    this.isDamaged ||= line === null
    // Only this program writes it, in this format: what carries the right checksum has the right shape.
    const rows = line === null ? [] : (JSON.parse(line) as Row[])
    for (const row of rows) {
      const entry = fromRow(row)
      const { id } = entry.summary
      if (!this.entries.has(id)) this.entries.restore(id, entry)
    }
    return end < 0 ? this.text.length : end + 1
  }
}

/** Null where there is none of this version, or its beginning is damaged. The first page is there when it answers. */
export async function readSnapshot(files: FileSystem, folder: string): Promise<StoredList | null> {
  const bytes = await readIfPossible(files, join(folder, NAME))
  if (bytes === null) return null
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = text.indexOf(0x0a)
  const line = end < 0 ? null : checkedLine(text.subarray(0, end))
  const head = line === null ? null : (JSON.parse(line) as Head)
  return head?.format === FORMAT ? new StoredList(text, end + 1, head) : null
}

interface Head {
  format: number
  /** Number of entries. */
  count: number
  damaged: ArticleId[]
  folders: Folders | null
}

/** Quietly does nothing where it cannot be written: the next start reads the library itself. */
export async function writeSnapshot(
  files: FileSystem,
  folder: string,
  { entries, damaged, folders: known }: Omit<Snapshot, 'entries'> & { entries: ReadonlyMap<ArticleId, ArticleEntry> },
): Promise<void> {
  const head: Head = { format: FORMAT, count: entries.size, damaged: [...damaged], folders: known }
  const newestFirst = [...entries.values()].sort(bySaved)
  const path = join(folder, NAME)
  try {
    await moveIntoPlace(files, await writePieces(files, folder, path, linesOf(head, newestFirst)), path)
  } catch (error) {
    if (errorCode(error) === null) throw error
  }
}

async function* linesOf(head: Head, newestFirst: readonly ArticleEntry[]): AsyncGenerator<Uint8Array, void> {
  yield lineOf(head)
  for (let at = 0; at < newestFirst.length; at += LINE) {
    yield lineOf(newestFirst.slice(at, at + LINE).map(toRow))
    await pause()
  }
}

function bySaved({ summary: a }: ArticleEntry, { summary: b }: ArticleEntry): number {
  return a.saved < b.saved ? 1 : a.saved > b.saved ? -1 : 0
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

/**
 * A line begins with the checksum of what follows. Against a cut or a flipped bit CRC-32 is enough: all of it can be
 * read from the library again.
 */
function lineOf(value: unknown): Uint8Array {
  const json = Buffer.from(JSON.stringify(value))
  return Buffer.concat([Buffer.from(`${checksumOf(json)} `, 'latin1'), json, Buffer.from('\n')])
}

const CHECKSUM = 8

function checksumOf(bytes: Uint8Array): string {
  return crc32(bytes).toString(16).padStart(CHECKSUM, '0')
}

/** The JSON of a line, null where it is damaged. */
function checkedLine(line: Buffer): string | null {
  const json = line.subarray(CHECKSUM + 1)
  return line.toString('latin1', 0, CHECKSUM) === checksumOf(json) ? json.toString('utf8') : null
}

/** Lets the program do something else between two pieces of work. */
function pause(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
