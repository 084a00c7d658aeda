/** A synchroniser's conflict copies: their records are taken over into this device's file, then they are set aside. */
import { basename, dirname } from 'node:path'
import { ok } from '#shared/result.ts'
import { mergedName } from '../storage/file-family.ts'
import { errorCode } from '../storage/file-system.ts'
import type { RecordStore } from './record-store.ts'
import type { LibraryContext } from './record-sources.ts'
import { readCopy } from './scan.ts'

/** Answers whether one of the copies was of this device's own files, which only a second device with its id makes. */
export async function takeOver(
  context: LibraryContext,
  store: RecordStore,
  copies: readonly string[],
): Promise<{ cloned: boolean; changed: boolean }> {
  const taken: string[] = []
  let changed = false
  for (const path of copies) {
    const records = await readCopy(context, path)
    // One that cannot be read stays where it is, for a later start or another program.
    if (records.length === 0) continue
    changed = store.absorb(records, true) || changed
    taken.push(path)
  }
  const saved = taken.length > 0 ? await store.save() : ok(null)
  if (saved.ok) for (const path of taken) await setAsideMerged(context, path)
  const own = context.layout.device(context.device)
  return { cloned: copies.some((path) => dirname(path).startsWith(own)), changed }
}

async function setAsideMerged({ files, onProblem }: LibraryContext, path: string): Promise<void> {
  try {
    await files.rename(path, mergedName(path, await files.readFile(path)))
    await files.syncFolder(dirname(path))
    onProblem({ kind: 'merged', file: basename(path) })
  } catch (error) {
    // Another device may have done the same at the same time.
    if (errorCode(error) === null) throw error
  }
}
