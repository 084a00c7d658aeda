import { isUtf8 } from 'node:buffer'
import { randomBytes } from 'node:crypto'
import { closeSync, linkSync, lstatSync, openSync, renameSync, unlinkSync, writeFileSync } from 'node:fs'
import { chmod, link, lstat, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** File systems without hard links (FAT, some network shares) answer with one of these. */
const NO_HARD_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL', 'EMLINK', 'EXDEV'])

const WRITABLE = 0o222

/**
 * Replaces the file at `path` or makes it; a reader of it sees the old bytes or all the new ones. A link is replaced; a
 * file that nobody may write is not: EACCES.
 * @param mayReplace asked when the new bytes are on the disk; if it says no, nothing changes
 * @returns whether the file was replaced
 */
export async function replaceFile(
  path: string,
  content: string | Uint8Array,
  mayReplace: () => Promise<boolean> = () => Promise.resolve(true),
): Promise<boolean> {
  const replaced = await throughTemporary(path, content, async (temporary) => {
    if (!(await mayReplace())) return false
    const mode = await lstat(path).then(({ mode: known }) => known & 0o777, nullWhereMissing)
    if (mode !== null && (mode & WRITABLE) === 0) throw Object.assign(new Error('Read-only'), { code: 'EACCES' })
    if (mode !== null) await chmod(temporary, mode)
    await rename(temporary, path)
    return true
  })
  if (replaced) await syncFolder(dirname(path))
  return replaced
}

/**
 * Makes the file at `path` with all its bytes at once, durable when the folder is synced too.
 * @returns false, and nothing changed, if something stands there already (a symbolic link counts)
 */
export async function createFile(path: string, content: string | Uint8Array): Promise<boolean> {
  return throughTemporary(path, content, (temporary) => settle(temporary, path))
}

/**
 * The same for a file that can be made again at any time, and fast for thousands: without waiting for the disk, and
 * without leaving the thread, which must have nothing else to do. After a power cut the file may be empty.
 */
export function createDerivedFile(path: string, content: string): boolean {
  const temporary = temporaryBeside(path)
  const handle = openSync(temporary, 'wx')
  try {
    try {
      writeFileSync(handle, content)
    } finally {
      closeSync(handle)
    }
    return settleNow(temporary, path)
  } finally {
    unlinkNow(temporary)
  }
}

/** Makes renames and new names in the folder durable; where folders cannot be opened (Windows) the system does. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/**
 * The text of a regular file; null for what is none (a folder, a symbolic link) or is not there. Throws EILSEQ for bytes
 * that are no UTF-8: written again, they would be other letters.
 */
export async function readRegularFile(path: string): Promise<string | null> {
  const stats = await lstat(path).catch(nullWhereMissing)
  if (stats?.isFile() !== true) return null
  const bytes = await readFile(path)
  if (!isUtf8(bytes)) throw Object.assign(new Error('Not UTF-8'), { code: 'EILSEQ' })
  return bytes.toString('utf8')
}

/**
 * Replaces or makes a file from parts that need not fit into memory together.
 * @param signal aborted, what stands at `path` stays as it is
 * @returns whether the file was written
 */
export async function writeParts(path: string, parts: AsyncIterable<string>, signal?: AbortSignal): Promise<boolean> {
  const written = await throughTemporary(path, parts, async (temporary) => {
    if (signal?.aborted === true) return false
    await rename(temporary, path)
    return true
  })
  if (written) await syncFolder(dirname(path))
  return written
}

async function settle(temporary: string, path: string): Promise<boolean> {
  try {
    await link(temporary, path)
    return true
  } catch (error) {
    const code = errorCode(error)
    if (code === 'EEXIST') return false
    if (code === null || !NO_HARD_LINKS.has(code)) throw error
  }
  if ((await lstat(path).catch(nullWhereMissing)) !== null) return false
  await rename(temporary, path)
  return true
}

function settleNow(temporary: string, path: string): boolean {
  try {
    linkSync(temporary, path)
    return true
  } catch (error) {
    const code = errorCode(error)
    if (code === 'EEXIST') return false
    if (code === null || !NO_HARD_LINKS.has(code)) throw error
  }
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) return false
  renameSync(temporary, path)
  return true
}

/** Gone already where it was renamed. */
function unlinkNow(path: string): void {
  try {
    unlinkSync(path)
  } catch (error) {
    nullWhereMissing(error)
  }
}

/** Names of the temporary files made here. */
export const TEMPORARY = /^\.simak-export-[0-9a-f]{16}\.tmp$/
const OWN = randomBytes(4).toString('hex')
let temporaries = 0

function temporaryBeside(path: string): string {
  temporaries += 1
  return join(dirname(path), `.simak-export-${OWN}${temporaries.toString(16).padStart(8, '0')}.tmp`)
}

async function throughTemporary<T>(
  path: string,
  content: string | Uint8Array | AsyncIterable<string>,
  finish: (temporary: string) => Promise<T>,
): Promise<T> {
  const temporary = temporaryBeside(path)
  try {
    const handle = await open(temporary, 'wx')
    try {
      await handle.writeFile(content)
      await handle.sync()
    } finally {
      await handle.close()
    }
    return await finish(temporary)
  } finally {
    await rm(temporary, { force: true })
  }
}

/** The code of a system error, null for any other error. */
export function errorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}

function nullWhereMissing(error: unknown): null {
  if (errorCode(error) === 'ENOENT') return null
  throw error
}
