import type { Failure } from '#shared/failure.ts'
import type { ImportSummary } from '#shared/import-summary.ts'

/** Bytes; the importer's own limit, checked here before a large file is read into memory. */
export const LARGEST_FILE = 50 * 1024 * 1024

export interface FailedFile {
  name: string
  failure: Failure
}

/** What was dropped; `folders` are names. */
export interface Dropped {
  files: File[]
  folders: string[]
}

/** The part of a DataTransferItem that tells files from folders. */
interface DroppedItem {
  getAsFile(): File | null
  webkitGetAsEntry(): { isDirectory: boolean } | null
}

/** A browser hands a dropped folder over as a file that cannot be read; only its entry tells. */
export function droppedFiles(items: Iterable<DroppedItem>): Dropped {
  const dropped: Dropped = { files: [], folders: [] }
  for (const item of items) {
    const file = item.getAsFile()
    if (file === null) continue
    if (item.webkitGetAsEntry()?.isDirectory === true) dropped.folders.push(file.name)
    else dropped.files.push(file)
  }
  return dropped
}

/** `EISDIR` as from the file system. */
export function refusedFolder(name: string): FailedFile {
  return { name, failure: { code: 'file-unreadable', name, reason: 'EISDIR' } }
}

/** Files that may be read, and those that are too large, in their order. */
export function splitBySize<F extends { name: string; size: number }>(
  files: readonly F[],
): { readable: F[]; refused: FailedFile[] } {
  const tooLarge = (file: F) => file.size > LARGEST_FILE
  return {
    readable: files.filter((file) => !tooLarge(file)),
    refused: files.filter(tooLarge).map(({ name, size }) => {
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
  }
}
