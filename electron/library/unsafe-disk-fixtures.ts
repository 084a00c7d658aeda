/** File systems with one step of safety taken out, so that the fault suites can show that they see it. */
import { mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { FileSystem } from '../storage/file-system.ts'

const PIECE = 64

/**
 * Files are written where they lie, slowly, as a program does that knows no better.
 * @param onPiece told before every piece how much of the file is written
 */
export function writingInPlace(files: FileSystem, onPiece: (path: string, share: number) => void): FileSystem {
  return {
    ...files,
    rename: async (from, to) => {
      const bytes = await files.readFile(from)
      await using file = await open(to, 'w')
      for (let offset = 0; offset < bytes.length; offset += PIECE) {
        onPiece(to, offset / bytes.length)
        await file.write(bytes.subarray(offset, offset + PIECE), 0, null, offset)
      }
      await files.remove(from)
    },
  }
}

/** Folders that are missing are made wherever a file is written, as many programs do. */
export function makingFolders(files: FileSystem): FileSystem {
  return {
    ...files,
    createFile: async (path) => {
      await mkdir(dirname(path), { recursive: true })
      return await files.createFile(path)
    },
  }
}

/** Nothing waits for the disk: what was written is in the system's memory alone. */
export function withoutSync(files: FileSystem): FileSystem {
  return {
    ...files,
    createFile: async (path) => ({ ...(await files.createFile(path)), sync: () => Promise.resolve() }),
    syncFolder: () => Promise.resolve(),
  }
}
