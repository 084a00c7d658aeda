import { basename, join } from 'node:path'
import type { FileSystem } from './file-system.ts'
import { setAside } from './file-family.ts'
import { readIfThere } from './reading.ts'
import { writeWhole } from './temporary-file.ts'

/**
 * Writes a file that never changes. One that is there already is left alone if `isGood` says so, else set aside.
 * Durable when it returns; throws the system's errors. `time` (ms since 1970) names a file that is set aside;
 * `workshop` is a folder of the same disk for the temporary file, instead of the file's own; with `anew` a good file is
 * written over with the same bytes, so that it counts as changed now.
 */
export async function writeOnce(
  files: FileSystem,
  target: { root: string; path: string; time: number; workshop?: string; anew?: boolean },
  bytes: Uint8Array,
  isGood: (existing: Uint8Array) => boolean,
): Promise<void> {
  const { root, path, time, workshop } = target
  const existing = await readIfThere(files, path)
  const isThere = existing !== null && isGood(existing)
  if (isThere && target.anew !== true) return
  if (existing !== null && !isThere) await setAside(files, path, time)
  const beside = workshop === undefined ? path : join(workshop, basename(path))
  await writeWhole(files, root, path, bytes, beside)
}
