import type { Failure } from '#shared/failure.ts'
import type { ImportSummary } from '#shared/import-summary.ts'

/** Bytes; the importer's own limit, checked here before a large file is read into memory. */
export const LARGEST_FILE = 50 * 1024 * 1024

export interface FailedFile {
  name: string
  failure: Failure
}

/** So many files of dropped folders are taken at most; a larger folder is better chosen in the File menu. */
const MOST_FILES = 2000

/** The part of a FileSystemEntry (File and Directory Entries API) that is used here. */
export interface DroppedEntry {
  readonly isDirectory: boolean
  readonly name: string
}

interface FileEntry extends DroppedEntry {
  file(done: (file: File) => void, failed: (error: DOMException) => void): void
}

interface FolderEntry extends DroppedEntry {
  createReader(): { readEntries(done: (entries: DroppedEntry[]) => void, failed: (error: DOMException) => void): void }
}

/** A file to read; `path` is the one in its folder, null for a file that was dropped by itself. */
export interface DroppedFile {
  file: File
  path: string | null
}

export interface Dropped {
  files: File[]
  folders: DroppedEntry[]
}

/** The part of a DataTransferItem that tells files from folders. */
interface DroppedItem {
  getAsFile(): File | null
  webkitGetAsEntry(): DroppedEntry | null
}

/** A browser hands a dropped folder over as a file that cannot be read; only its entry tells. */
export function droppedFiles(items: Iterable<DroppedItem>): Dropped {
  const dropped: Dropped = { files: [], folders: [] }
  for (const item of items) {
    const file = item.getAsFile()
    // To be asked for at once: after the event the items are empty.
    const entry = item.webkitGetAsEntry()
    if (entry?.isDirectory === true) dropped.folders.push(entry)
    else if (file !== null) dropped.files.push(file)
  }
  return dropped
}

/** All files of a folder and the folders in it, hidden ones left out; a failure where it holds too many. */
export async function filesOfFolder(
  folder: DroppedEntry,
): Promise<{ ok: true; value: DroppedFile[] } | { ok: false; value: FailedFile }> {
  const files: DroppedFile[] = []
  const { name } = folder
  const walk = async (entry: DroppedEntry, path: string): Promise<void> => {
    for (const inside of await entriesOf(entry)) {
      if (inside.name.startsWith('.') || files.length > MOST_FILES) continue
      const place = `${path}/${inside.name}`
      if (inside.isDirectory) await walk(inside, place)
      else files.push({ file: await fileOf(inside), path: place })
    }
  }
  try {
    await walk(folder, name)
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
    return { ok: false, value: { name, failure: { code: 'file-unreadable', name, reason: error.name } } }
  }
  if (files.length <= MOST_FILES) return { ok: true, value: files }
  return { ok: false, value: { name, failure: { code: 'archive-too-many', name, limit: MOST_FILES } } }
}

/** A reader gives its entries in parts, and an empty part at the end. */
async function entriesOf(folder: DroppedEntry): Promise<DroppedEntry[]> {
  const entries: DroppedEntry[] = []
  const reader = (folder as FolderEntry).createReader()
  for (;;) {
    const part = await new Promise<DroppedEntry[]>((done, failed) => reader.readEntries(done, failed))
    if (part.length === 0) return entries
    entries.push(...part)
  }
}

function fileOf(entry: DroppedEntry): Promise<File> {
  return new Promise((done, failed) => (entry as FileEntry).file(done, failed))
}

/** Files that may be read, and those that are too large, in their order. */
export function splitBySize<F extends { file: { name: string; size: number } }>(
  files: readonly F[],
): { readable: F[]; refused: FailedFile[] } {
  const tooLarge = ({ file }: F) => file.size > LARGEST_FILE
  return {
    readable: files.filter((file) => !tooLarge(file)),
    refused: files.filter(tooLarge).map(({ file: { name, size } }) => {
      return { name, failure: { code: 'file-too-large', name, bytes: size, limit: LARGEST_FILE } }
    }),
  }
}

/** @param b how the files went that were read; `a` is only about those that were not */
export function joinSummaries(a: ImportSummary, b: ImportSummary): ImportSummary {
  return {
    imported: [...a.imported, ...b.imported],
    already: [...a.already, ...b.already],
    failed: [...a.failed, ...b.failed],
    cancelled: a.cancelled || b.cancelled,
    ...(b.newer === undefined ? {} : { newer: b.newer }),
    ...(b.reprints === undefined ? {} : { reprints: b.reprints }),
    ...(b.doubtful === undefined ? {} : { doubtful: b.doubtful }),
  }
}
