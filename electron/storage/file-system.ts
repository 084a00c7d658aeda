import {
  close as closeWithCallback,
  constants,
  type Dirent,
  fstat,
  open as openWithCallback,
  read,
  readFile,
  stat as statWithCallback,
} from 'node:fs'
import { link, mkdir, open, readdir, realpath, rename, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'

/** What tells a changed file from an unchanged one without reading it. */
export interface FileFacts {
  size: number
  /** Milliseconds since 1970, with their fraction. */
  modified: number
}

export interface WritableFile {
  /**
   * Writes the bytes from `offset` on to the place `start + offset` in the file (`start` is 0 unless given); answers how
   * many, possibly fewer than were given.
   */
  write(bytes: Uint8Array, offset: number, start?: number): Promise<number>
  sync(): Promise<void>
  /** What the system says the file has. */
  facts(): Promise<FileFacts>
  close(): Promise<void>
}

/** The part of the file system that storage uses; tests put failing ones in its place. Errors are Node's, with `code`. */
export interface FileSystem {
  readFile(path: string): Promise<Uint8Array>
  /**
   * As `readFile`, for one of many files: the bytes lie in memory that is used again, and `look` must keep nothing of
   * them. What is read into memory of its own fills it up to 64 MB before any of it is collected.
   */
  peek<T>(path: string, look: (bytes: Uint8Array) => T): Promise<T>
  /** A new file that only this user can read; fails with EEXIST where the name is taken. */
  createFile(path: string): Promise<WritableFile>
  list(folder: string): Promise<Dirent[]>
  /** One folder whose parent exists; durable. A folder that is there already is fine. */
  makeFolder(path: string): Promise<void>
  link(existing: string, path: string): Promise<void>
  rename(from: string, to: string): Promise<void>
  remove(path: string): Promise<void>
  realPath(path: string): Promise<string>
  stat(path: string): Promise<FileFacts>
  syncFolder(path: string): Promise<void>
}

export const nodeFileSystem: FileSystem = {
  // Half the work of the same from node:fs/promises, which counts with 100,000 files.
  readFile: (path) =>
    new Promise((resolve, reject) => {
      readFile(path, (error, bytes) => {
        if (error === null) resolve(bytes)
        else reject(error)
      })
    }),
  peek,
  createFile,
  list: (folder) => readdir(folder, { withFileTypes: true }),
  makeFolder,
  link,
  rename: (from, to) => renamePatiently(from, to),
  remove: unlink,
  realPath: (path) => realpath(path),
  stat: (path) =>
    new Promise((resolve, reject) => {
      statWithCallback(path, (error, facts) => {
        if (error === null) resolve({ size: facts.size, modified: facts.mtimeMs })
        else reject(error)
      })
    }),
  syncFolder,
}

/** The code of a system error ("ENOSPC"), or null for an error of another kind. */
export function errorCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return null
  return typeof error.code === 'string' ? error.code : null
}

/** Makes the folders that are missing on the way from `root`, which is not made itself, down to `folder`. */
export async function makeFoldersBelow(files: FileSystem, root: string, folder: string): Promise<void> {
  if (folder === root) return
  try {
    await files.makeFolder(folder)
  } catch (error) {
    if (errorCode(error) !== 'ENOENT' || dirname(folder) === folder) throw error
    await makeFoldersBelow(files, root, dirname(folder))
    await files.makeFolder(folder)
  }
}

/** Makes a folder and all that are missing above it; nothing is touched where it exists. */
export async function makeFolderPath(files: FileSystem, folder: string): Promise<void> {
  try {
    await files.realPath(folder)
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error
    await makeFoldersBelow(files, '', folder)
  }
}

/** Windows refuses to rename while a virus scanner or an indexer has one of the two open; that passes. */
const PASSING = new Set(['EPERM', 'EACCES', 'EBUSY'])
/** Milliseconds before each further try. */
const PATIENCE = [10, 20, 40, 80, 160, 320]

export async function renamePatiently(
  from: string,
  to: string,
  system: { platform: string; rename: (from: string, to: string) => Promise<void> } = {
    platform: process.platform,
    rename,
  },
): Promise<void> {
  for (const pause of PATIENCE) {
    try {
      return await system.rename(from, to)
    } catch (error) {
      if (system.platform !== 'win32' || !PASSING.has(errorCode(error) ?? '')) throw error
      await wait(pause)
    }
  }
  await system.rename(from, to)
}

/** Bytes that can be lent; larger files are read as usual. */
const LENT = 128 * 1024
/** Memory that nobody has borrowed. */
const spare: Uint8Array[] = []

const openFile = promisify(openWithCallback)
const factsOf = promisify(fstat)
const readInto = promisify(read)
const closeFile = promisify(closeWithCallback)

async function peek<T>(path: string, look: (bytes: Uint8Array) => T): Promise<T> {
  const file = await openFile(path, constants.O_RDONLY)
  const memory = spare.pop() ?? new Uint8Array(LENT)
  try {
    const { size } = await factsOf(file)
    if (size > LENT) return look(await nodeFileSystem.readFile(path))
    let end = 0
    while (end < size) {
      const { bytesRead } = await readInto(file, memory, end, size - end, end)
      if (bytesRead === 0) break
      end += bytesRead
    }
    return look(memory.subarray(0, end))
  } finally {
    spare.push(memory)
    await closeFile(file)
  }
}

async function createFile(path: string): Promise<WritableFile> {
  const handle = await open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600)
  return {
    write: async (bytes, offset, start = 0) =>
      (await handle.write(bytes, offset, bytes.length - offset, start + offset)).bytesWritten,
    sync: () => handle.sync(),
    facts: async () => {
      const { size, mtimeMs } = await handle.stat()
      return { size, modified: mtimeMs }
    },
    close: () => handle.close(),
  }
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path)
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
  }
  // Also for a folder that was there: an earlier try may have made it and then failed to sync.
  await syncFolder(dirname(path))
}

async function syncFolder(path: string): Promise<void> {
  // Windows has no way to sync a folder; NTFS keeps renames in its journal.
  if (process.platform === 'win32') return
  const handle = await open(path, constants.O_RDONLY)
  try {
    await handle.sync()
    // Linux's xfs calls a folder synced also after it has shut its disk down, where a rename is lost; this fails then.
    await handle.stat()
  } finally {
    await handle.close()
  }
}
