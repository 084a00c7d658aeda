import { fromBuffer, type Entry, type ZipFile } from 'yauzl'
import type { Failure } from '#shared/failure.ts'
import { fail, ok, type Result } from '#shared/result.ts'

/** So much is taken out of one archive at most; a bomb grows a thousandfold. */
const MAX_ARCHIVE_FILES = 10_000
const MAX_UNPACKED_BYTES = 500 * 1024 * 1024
const MAX_UNPACKED_FILE = 50 * 1024 * 1024

/** One file of an archive. */
export interface Packed {
  /** Relative, with `/`, never leading out of the archive. */
  path: string
  /** Unpacked bytes as the archive says; `read` checks. */
  size: number
  read(): Promise<Result<Uint8Array, Failure>>
}

/**
 * The files of a zip archive (folders, symbolic links and the waste of other systems left out), unpacked only when they
 * are read. Refuses archives that are cut off, encrypted, too large, or with names that lead out of them.
 */
export async function openZip(name: string, bytes: Uint8Array): Promise<Result<Packed[], Failure>> {
  const opened = await open(name, bytes)
  if (!opened.ok) return opened
  const zip = opened.value
  if (zip.entryCount > MAX_ARCHIVE_FILES) return tooMany(name)
  const entries = await listEntries(name, zip)
  if (!entries.ok) return entries
  const files = entries.value.filter((entry) => isWanted(entry))
  if (files.some((entry) => entry.isEncrypted())) return fail({ code: 'archive-protected', name })
  const total = files.reduce((sum, entry) => sum + entry.uncompressedSize, 0)
  if (total > MAX_UNPACKED_BYTES) return fail({ code: 'archive-too-large', name, limit: MAX_UNPACKED_BYTES })
  return ok(
    files.map((entry) => ({
      path: entry.fileName,
      size: entry.uncompressedSize,
      read: () => readEntry(name, zip, entry),
    })),
  )
}

function open(name: string, bytes: Uint8Array): Promise<Result<ZipFile, Failure>> {
  return new Promise((resolve) => {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    // Sizes are checked while unpacking; names are checked by yauzl, which refuses absolute ones and `..`.
    fromBuffer(buffer, { lazyEntries: true, validateEntrySizes: true, strictFileNames: false }, (error, zip) => {
      resolve(error === null || error === undefined ? ok(zip) : damaged(name, error))
    })
  })
}

function listEntries(name: string, zip: ZipFile): Promise<Result<Entry[], Failure>> {
  return new Promise((resolve) => {
    const entries: Entry[] = []
    zip.on('entry', (entry: Entry) => {
      entries.push(entry)
      if (entries.length > MAX_ARCHIVE_FILES) resolve(tooMany(name))
      else zip.readEntry()
    })
    zip.on('end', () => resolve(ok(entries)))
    zip.on('error', (error: Error) =>
      resolve(
        /relative path|absolute path|invalid characters/.test(error.message)
          ? fail({ code: 'archive-unsafe', name })
          : damaged(name, error),
      ),
    )
    zip.readEntry()
  })
}

const SYMBOLIC_LINK = 0o120000
const FILE_KIND = 0o170000

function isWanted(entry: Entry): boolean {
  const kind = (entry.externalFileAttributes >>> 16) & FILE_KIND
  const path = entry.fileName
  return (
    !path.endsWith('/') && kind !== SYMBOLIC_LINK && !path.startsWith('__MACOSX/') && !/(?:^|\/)\.[^/]*$/.test(path)
  )
}

function readEntry(name: string, zip: ZipFile, entry: Entry): Promise<Result<Uint8Array, Failure>> {
  if (entry.uncompressedSize > MAX_UNPACKED_FILE)
    return Promise.resolve(
      fail({ code: 'file-too-large', name: entry.fileName, bytes: entry.uncompressedSize, limit: MAX_UNPACKED_FILE }),
    )
  return new Promise((resolve) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error !== null && error !== undefined) return resolve(damaged(name, error))
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('error', (problem: Error) => resolve(damaged(name, problem)))
      stream.on('end', () => resolve(ok(new Uint8Array(Buffer.concat(parts)))))
      return undefined
    })
  })
}

function damaged(name: string, error: Error): { ok: false; failure: Failure } {
  // What yauzl says of every archive that was cut off, and of what is none.
  const reason = error.message.startsWith('End of central directory') ? 'end' : error.message
  return fail({ code: 'archive-damaged', name, reason })
}

function tooMany(name: string): { ok: false; failure: Failure } {
  return fail({ code: 'archive-too-many', name, limit: MAX_ARCHIVE_FILES })
}
