import { constants } from 'node:fs'
import { type FileHandle, open, readFile, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, sep } from 'node:path'
import type { Failure } from '#shared/failure.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { answerWithin } from './answer-within.ts'
import type { ReadRelative } from './beside.ts'

/** Something to import; it is read only when its turn comes. */
export interface ImportSource {
  name: string
  /** Where it lies on the disk, for one that does. */
  path?: string
  read(): Promise<Result<Uint8Array, Failure>>
  /** Reads a file beside it. */
  readBeside?: ReadRelative
}

export const MAX_IMPORT_BYTES = 50 * 1024 * 1024
/** Milliseconds after which a file that does not come is given up, as on a network drive that hangs. */
export const READ_LIMIT = 30_000
const MAX_BESIDE_BYTES = 20 * 1024 * 1024

/**
 * A file of the disk. Folders, devices and pipes are `file-unreadable`: reading a pipe might never end.
 * @param path as bytes where its name is no UTF-8: as a string it would be another one
 */
export function fileSource(path: string | Buffer): ImportSource {
  const shown = path.toString()
  const name = basename(shown)
  return {
    name,
    ...(typeof path === 'string' ? { path, readBeside: (relative) => readFileBeside(path, relative) } : {}),
    read: () => readFileSafely(path, name),
  }
}

/** Bytes that are at hand already, such as the clipboard's. */
export function bytesSource(name: string, bytes: Uint8Array): ImportSource {
  return { name, read: () => Promise.resolve(limited(name, bytes)) }
}

/** Only ordinary files inside the document's own folder, symbolic links followed. */
async function readFileBeside(path: string, relative: string): Promise<Uint8Array | null> {
  const segments = relative.split('/')
  try {
    return await answerWithin(dirname(path), READ_LIMIT, async () => {
      const folder = await realpath(dirname(path))
      const file = await realpath(join(folder, ...segments))
      if (!file.startsWith(folder + sep)) return null
      const facts = await stat(file)
      return facts.isFile() && facts.size <= MAX_BESIDE_BYTES ? new Uint8Array(await readFile(file)) : null
    })
  } catch (error) {
    if (systemCode(error) === null) throw error
    return null
  }
}

async function readFileSafely(path: string | Buffer, name: string): Promise<Result<Uint8Array, Failure>> {
  try {
    return await answerWithin(dirname(path.toString()), READ_LIMIT, async () => {
      // Without O_NONBLOCK opening a pipe waits for a writer.
      const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
      try {
        return await readOpen(file, name)
      } finally {
        await file.close()
      }
    })
  } catch (error) {
    const code = systemCode(error)
    if (code === null) throw error
    return fail({ code: 'file-unreadable', name, reason: code })
  }
}

/** @param file only what is needed of a file handle, so that a test can have one that changes */
export async function readOpen(
  file: Pick<FileHandle, 'stat' | 'readFile'>,
  name: string,
): Promise<Result<Uint8Array, Failure>> {
  const facts = await file.stat()
  if (!facts.isFile())
    return fail({ code: 'file-unreadable', name, reason: facts.isDirectory() ? 'EISDIR' : 'ENOTFILE' })
  if (facts.size > MAX_IMPORT_BYTES)
    return fail({ code: 'file-too-large', name, bytes: facts.size, limit: MAX_IMPORT_BYTES })
  const bytes = new Uint8Array(await file.readFile())
  // Half of a file that is being written or cut off would pass for the whole article.
  if (bytes.length < facts.size) return fail({ code: 'file-unreadable', name, reason: 'changed' })
  return limited(name, bytes)
}

/** The size is checked again: a file may grow while it is read. */
function limited(name: string, bytes: Uint8Array): Result<Uint8Array, Failure> {
  return bytes.length > MAX_IMPORT_BYTES
    ? fail({ code: 'file-too-large', name, bytes: bytes.length, limit: MAX_IMPORT_BYTES })
    : ok(bytes)
}

function systemCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}
