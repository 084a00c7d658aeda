import { join } from 'node:path'
import { fail, type Result } from '#shared/result.ts'
import { type FileSystem, makeFolderPath, nodeFileSystem } from './file-system.ts'
import type { Codec } from './json-file.ts'
import { type OpenProblem, problemOf, SavedFile } from './saved-file.ts'

const FORMAT = 1

/** A small file of this device that can be deleted without loss: damaged beyond its backup, it starts anew. */
export async function openAppDataFile<T>(
  appData: string,
  file: { name: string; codec: Codec<T>; defaults: T },
  files: FileSystem = nodeFileSystem,
): Promise<Result<SavedFile<T>, OpenProblem>> {
  try {
    await makeFolderPath(files, appData)
  } catch (error) {
    return fail(problemOf(error))
  }
  const path = join(appData, file.name)
  const common = { path, root: appData, format: FORMAT, files, now: Date.now, owned: true }
  const options = { ...common, ...file, hasDamagedSibling: () => Promise.resolve(false) }
  const opened = await SavedFile.open(options)
  // The damaged one has been set aside, so this time there is none.
  const lost = !opened.ok && opened.failure.kind === 'lost'
  return lost ? await SavedFile.open(options) : opened
}
