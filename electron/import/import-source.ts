import { constants } from 'node:fs'
import { open, readFile, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, sep } from 'node:path'
import type { Failure } from '#shared/failure.ts'
import { fail, ok, type Result } from '#shared/result.ts'
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
const READ_LIMIT = 30_000
const MAX_BESIDE_BYTES = 20 * 1024 * 1024

/** A file of the disk. Folders, devices and pipes are `file-unreadable`: reading a pipe might never end. */
export function fileSource(path: string): ImportSource {
  const name = basename(path)
  return {
    name,
    path,
    read: () => withinLimit(readFileSafely(path, name), name),
    readBeside: (relative) => readFileBeside(path, relative),
  }
}

/** Bytes that are at hand already, such as the clipboard's. */
export function bytesSource(name: string, bytes: Uint8Array): ImportSource {
  return { name, read: () => Promise.resolve(limited(name, bytes)) }
}

async function withinLimit(
  reading: Promise<Result<Uint8Array, Failure>>,
  name: string,
): Promise<Result<Uint8Array, Failure>> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<Result<Uint8Array, Failure>>((resolve) => {
    timer = setTimeout(() => resolve(fail({ code: 'file-unreadable', name, reason: 'ETIMEDOUT' })), READ_LIMIT)
  })
  try {
    return await Promise.race([reading, limit])
  } finally {
    clearTimeout(timer)
  }
}

/** Only ordinary files inside the document's own folder, symbolic links followed. */
async function readFileBeside(path: string, relative: string): Promise<Uint8Array | null> {
  const segments = relative.split('/')
  try {
    const folder = await realpath(dirname(path))
    const file = await realpath(join(folder, ...segments))
    if (!file.startsWith(folder + sep)) return null
    const facts = await stat(file)
    return facts.isFile() && facts.size <= MAX_BESIDE_BYTES ? new Uint8Array(await readFile(file)) : null
  } catch (error) {
    if (systemCode(error) === null) throw error
    return null
  }
}

async function readFileSafely(path: string, name: string): Promise<Result<Uint8Array, Failure>> {
  try {
    // Without O_NONBLOCK opening a pipe waits for a writer.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    try {
      const facts = await file.stat()
      if (!facts.isFile())
        return fail({ code: 'file-unreadable', name, reason: facts.isDirectory() ? 'EISDIR' : 'ENOTFILE' })
      if (facts.size > MAX_IMPORT_BYTES)
        return fail({ code: 'file-too-large', name, bytes: facts.size, limit: MAX_IMPORT_BYTES })
      return limited(name, new Uint8Array(await file.readFile()))
    } finally {
      await file.close()
    }
  } catch (error) {
    const code = systemCode(error)
    if (code === null) throw error
    return fail({ code: 'file-unreadable', name, reason: code })
  }
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
