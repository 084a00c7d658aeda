/** Copies a library to another folder or disk, file by file and verified, before the old one is let go. */
import { hash } from 'node:crypto'
import { rmdir } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import type { Failure } from '#shared/failure.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { errorCode, type FileSystem, makeFolderPath } from '../storage/file-system.ts'
import { isTemporary, writeWhole } from '../storage/temporary-file.ts'
import { isWithin } from './layout.ts'

export interface MoveOptions {
  /** Real path of the library. */
  from: string
  /** An empty folder, or one that is made. */
  to: string
  onProgress: (done: number, total: number) => void
}

/**
 * Copies everything in the library folder and reads every copy back from the new place. Nothing of the old folder is
 * changed. Fails with move-failed; what was copied by then is left where it is.
 */
export async function copyLibrary(files: FileSystem, options: MoveOptions): Promise<Result<null, Failure>> {
  const { from, to, onProgress } = options
  try {
    await makeFolderPath(files, to)
    const target = await files.realPath(to)
    if (isWithin(from, target) || isWithin(target, from))
      return fail({ code: 'move-failed', path: to, reason: 'inside' })
    if ((await files.list(target)).length > 0) return fail({ code: 'move-failed', path: to, reason: 'ENOTEMPTY' })
    const all = await filesBelow(files, from)
    for (const [index, file] of all.entries()) {
      const path = join(target, relative(from, file))
      const bytes = await files.readFile(file)
      await writeWhole(files, target, path, bytes)
      onProgress(index + 1, all.length)
    }
    for (const file of all) {
      const path = join(target, relative(from, file))
      if ((await checksumOf(files, path)) !== (await checksumOf(files, file))) {
        return fail({ code: 'move-failed', path, reason: 'checksum' })
      }
    }
    return ok(null)
  } catch (error) {
    const reason = errorCode(error)
    if (reason === null) throw error
    return fail({ code: 'move-failed', path: to, reason })
  }
}

/** Removes of the old library exactly what lies in the new one with the same bytes, and folders left empty. */
export async function letGo(files: FileSystem, from: string, to: string): Promise<void> {
  const folders = new Set<string>()
  for (const file of await filesBelow(files, from)) {
    const moved = (await checksumOf(files, join(to, relative(from, file)))) === (await checksumOf(files, file))
    if (!moved) continue
    await files.remove(file)
    for (let folder = dirname(file); isWithin(from, folder); folder = dirname(folder)) folders.add(folder)
  }
  const deepestFirst = [...folders].sort((a, b) => b.length - a.length)
  for (const folder of deepestFirst) {
    try {
      await rmdir(folder)
    } catch (error) {
      if (errorCode(error) === null) throw error
    }
  }
}

/** Regular files only: links are neither followed nor taken along. */
async function filesBelow(files: FileSystem, folder: string): Promise<string[]> {
  const found: string[] = []
  for (const entry of await files.list(folder)) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) found.push(...(await filesBelow(files, path)))
    else if (entry.isFile() && !isTemporary(entry.name)) found.push(path)
  }
  return found
}

async function checksumOf(files: FileSystem, path: string): Promise<string | null> {
  try {
    return hash('sha256', await files.readFile(path))
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  }
}
