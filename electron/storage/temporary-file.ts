import { hash, randomBytes } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import { errorCode, type FileFacts, type FileSystem, makeFoldersBelow, type WritableFile } from './file-system.ts'

/**
 * Writes `bytes` into a new file beside `path` and answers its name once they are on the disk. After a failure no
 * temporary file is left (as far as the system lets us). Folders missing between `root` and the file are made.
 * Folders in which several devices write have no place for temporary files of unknown owners: `besidePath` then names a
 * file of this device beside which to write.
 */
export async function writeTemporary(
  files: FileSystem,
  root: string,
  besidePath: string,
  bytes: Uint8Array,
): Promise<string> {
  return (await writeKnown(files, root, besidePath, bytes)).temporary
}

/** As `writeTemporary`; answers also what the file has, by which it is known again under its later name. */
export async function writeKnown(
  files: FileSystem,
  root: string,
  besidePath: string,
  bytes: Uint8Array,
): Promise<{ temporary: string; facts: FileFacts }> {
  return await write(files, root, besidePath, (file) => writeAll(file, bytes))
}

/** As `writeTemporary`, for what is too much to be held in memory as one. */
export async function writePieces(
  files: FileSystem,
  root: string,
  besidePath: string,
  pieces: AsyncIterable<Uint8Array>,
): Promise<string> {
  const { temporary } = await write(files, root, besidePath, async (file) => {
    let size = 0
    for await (const piece of pieces) size = await writeAll(file, piece, size)
    return size
  })
  return temporary
}

/** @param fill writes what is to be in the file; answers how many bytes that are */
async function write(
  files: FileSystem,
  root: string,
  besidePath: string,
  fill: (file: WritableFile) => Promise<number>,
): Promise<{ temporary: string; facts: FileFacts }> {
  const temporary = besideName(besidePath)
  const file = await createBelow(files, root, temporary)
  try {
    try {
      const size = await fill(file)
      await file.sync()
      const facts = await file.facts()
      if (facts.size !== size) throw new ShortFileError(temporary, facts.size, size)
      return { temporary, facts }
    } finally {
      await file.close()
    }
  } catch (error) {
    await removeQuietly(files, temporary)
    throw error
  }
}

/**
 * Does a step that writes a temporary file, and does it again where the file was taken away: a second process of this
 * device that starts takes it for one that a dead run has left.
 */
export async function evenIfTakenAway<T>(step: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await step()
    } catch (error) {
      if (errorCode(error) !== 'ENOENT' || tries === MOST_TRIES) throw error
    }
  }
}

const MOST_TRIES = 20

/**
 * Writes a file as a whole, durably: whoever reads it sees the old bytes or all the new ones. Throws the system's errors
 * and leaves no temporary file then. `besidePath` as in `writeTemporary`, the file's own path unless told.
 */
export async function writeWhole(
  files: FileSystem,
  root: string,
  path: string,
  bytes: Uint8Array,
  besidePath = path,
): Promise<void> {
  await evenIfTakenAway(async () => {
    const temporary = await writeTemporary(files, root, besidePath, bytes)
    await moveIntoPlace(files, temporary, path)
  })
}

/** Puts a finished temporary file in its place, durably; removes it when that fails. */
export async function moveIntoPlace(files: FileSystem, temporary: string, path: string): Promise<void> {
  try {
    await files.rename(temporary, path)
  } catch (error) {
    await removeQuietly(files, temporary)
    throw error
  }
  await files.syncFolder(dirname(path))
}

/** A name for a short-lived file in the same folder, recognisable for synchronisers to ignore: `.simak-<random>.tmp`. */
export function besideName(path: string): string {
  return join(dirname(path), `.simak-${randomBytes(8).toString('hex')}.tmp`)
}

/** A name of the same form that is always the same for a file. */
export function temporaryNameOf(path: string): string {
  return join(dirname(path), `.simak-${hash('sha256', basename(path)).slice(0, 16)}.tmp`)
}

/** Whether a name is one that these two make. */
export function isTemporary(name: string): boolean {
  return /^\.simak-[0-9a-f]{16}\.tmp$/.test(name)
}

/**
 * Removes temporary files that earlier runs left in a folder; a folder that is not there has none. Where
 * another process may be writing, `writtenBefore` (ms since 1970) spares what may be in use.
 */
export async function collectTemporaries(files: FileSystem, folder: string, writtenBefore = Infinity): Promise<void> {
  try {
    for (const { name } of await files.list(folder)) {
      const path = join(folder, name)
      if (!isTemporary(name) || (await files.stat(path)).modified >= writtenBefore) continue
      await removeQuietly(files, path)
    }
  } catch (error) {
    if (errorCode(error) === null) throw error
  }
}

/** For cleaning up behind a failure that is reported itself. */
export async function removeQuietly(files: FileSystem, path: string): Promise<void> {
  try {
    await files.remove(path)
  } catch (error) {
    if (errorCode(error) === null) throw error
  }
}

/** The system took all writes and still has fewer bytes: what a full disk looks like on some file systems. */
export class ShortFileError extends Error {
  readonly code = 'ESHORT'
  readonly syscall = 'write'

  constructor(path: string, size: number, wanted: number) {
    super(`${path} has ${size} of ${wanted} bytes`)
  }
}

async function createBelow(files: FileSystem, root: string, path: string): Promise<WritableFile> {
  try {
    return await files.createFile(path)
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error
    await makeFoldersBelow(files, root, dirname(path))
    return await files.createFile(path)
  }
}

/** Answers where in the file the bytes end. */
async function writeAll(file: WritableFile, bytes: Uint8Array, start = 0): Promise<number> {
  for (let offset = 0; offset < bytes.length; ) {
    const written = await file.write(bytes, offset, start)
    if (written <= 0) throw new ShortFileError('a new file', offset, bytes.length)
    offset += written
  }
  return start + bytes.length
}
