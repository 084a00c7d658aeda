/** Sees that a profile was copied: two devices with one id would write the same files with different bytes. */
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { seal, unseal } from '../storage/envelope.ts'
import { errorCode, type FileSystem } from '../storage/file-system.ts'
import { writeWhole } from '../storage/temporary-file.ts'
import { type Layout, LIBRARY_FORMAT } from './layout.ts'
import type { Kept, LibraryMemory } from './library-memory.ts'

const sessionSchema = z.object({
  sessions: z.int().nonnegative(),
  nonce: z.string(),
  /** When the device was started (ms since 1970). */
  time: z.exactOptional(z.number()),
})
type Session = z.infer<typeof sessionSchema>

/**
 * Whether another device writes into this device's folder: it was started more often than this device knows of, or as
 * often and with another random word, or has made conflict copies of this device's files.
 */
export async function isCloned(
  files: FileSystem,
  layout: Layout,
  device: string,
  memory: LibraryMemory,
): Promise<boolean> {
  const found = await readSession(files, layout.session(device))
  if (found === null) return false
  if (memory.device !== device) return true
  return (
    memory.cloned ||
    found.sessions > memory.sessions ||
    (found.sessions === memory.sessions && found.nonce !== memory.nonce)
  )
}

/** Counts a start, at `now` (ms since 1970), here first and then in the device's folder, so that the folder is ahead for nobody but a clone. */
export async function countSession(
  files: FileSystem,
  layout: Layout,
  device: string,
  memory: Kept<LibraryMemory>,
  now: number,
): Promise<void> {
  if (memory === null) return
  const known = memory.data.device === device ? memory.data.sessions : 0
  const session: Session = { sessions: known + 1, nonce: randomBytes(8).toString('hex') }
  memory.data = { ...memory.data, ...session, device, cloned: false }
  const saved = await memory.save()
  if (!saved.ok) return
  const path = layout.session(device)
  await writeWhole(files, layout.device(device), path, seal(LIBRARY_FORMAT, { ...session, time: now }))
}

/** When a device was started last (ms since 1970), by its own clock or by that of the disk; null where nothing says so. */
export async function lastStart(files: FileSystem, layout: Layout, device: string): Promise<number | null> {
  const path = layout.session(device)
  try {
    const { modified } = await files.stat(path)
    return Math.max(modified, (await readSession(files, path))?.time ?? 0)
  } catch (error) {
    if (errorCode(error) === null) throw error
    return null
  }
}

async function readSession(files: FileSystem, path: string): Promise<Session | null> {
  try {
    const unsealed = unseal(await files.readFile(path), LIBRARY_FORMAT)
    const parsed = sessionSchema.safeParse(unsealed.kind === 'good' ? unsealed.value : null)
    return parsed.success ? parsed.data : null
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  }
}
