import { closeSync, openSync, readFileSync, readSync } from 'node:fs'
import { errorCode, type FileFacts, type FileSystem } from './file-system.ts'

/** The file's bytes; null where there is none. A file that cannot be read is not taken for none: that error is thrown. */
export async function readIfThere(files: FileSystem, path: string): Promise<Uint8Array | null> {
  return await ifThere(() => files.readFile(path))
}

/** What the disk says of a file; null where there is none. Throws what else the system says. */
export async function statIfThere(files: FileSystem, path: string): Promise<FileFacts | null> {
  return await ifThere(() => files.stat(path))
}

/** Whether the disk says the same of two files; null stands for none. */
export function sameFacts(a: FileFacts | null, b: FileFacts | null): boolean {
  return a?.size === b?.size && a?.modified === b?.modified
}

/** The file's bytes; null where the system does not give them, for whatever reason. */
export async function readIfPossible(files: FileSystem, path: string): Promise<Uint8Array | null> {
  try {
    return await files.readFile(path)
  } catch (error) {
    if (errorCode(error) === null) throw error
    return null
  }
}

/** As `readIfPossible`, for a thread that has nothing else to do. */
export function readNowIfPossible(path: string): Buffer | null {
  try {
    return readFileSync(path)
  } catch (error) {
    if (errorCode(error) === null) throw error
    return null
  }
}

/** Bytes of most files; the few longer ones get memory of their own. */
const REUSED = 256 * 1024

/** Reads small files one after the other into the same memory: to get fresh memory takes longer than to read. */
export class FileBuffer {
  private readonly buffer = Buffer.allocUnsafeSlow(REUSED)

  /** As `readNowIfPossible`, but the bytes are good only until the next file is read. */
  readNowIfPossible(path: string): Buffer | null {
    try {
      const length = this.fill(path)
      return length < REUSED ? this.buffer.subarray(0, length) : readFileSync(path)
    } catch (error) {
      if (errorCode(error) === null) throw error
      return null
    }
  }

  private fill(path: string): number {
    const file = openSync(path, 'r')
    try {
      let length = 0
      for (let read = -1; read !== 0; length += read) {
        read = readSync(file, this.buffer, length, REUSED - length, null)
      }
      return length
    } finally {
      closeSync(file)
    }
  }
}

async function ifThere<T>(look: () => Promise<T>): Promise<T | null> {
  try {
    return await look()
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  }
}
