/** What this device remembers of libraries, in its app-data folder: can be deleted without loss. */
import { join } from 'node:path'
import { z } from 'zod'
import { fail, ok } from '#shared/result.ts'
import { openAppDataFile } from '../storage/app-data-file.ts'
import type { FileSystem } from '../storage/file-system.ts'
import type { Codec } from '../storage/json-file.ts'
import type { SavedFile } from '../storage/saved-file.ts'

const foldersSchema = z.object({
  libraries: z.array(z.object({ folder: z.string(), id: z.string(), articles: z.int().nonnegative() })),
})
/** Folders in which a library was open, newest last. */
export type KnownFolders = z.infer<typeof foldersSchema>

const memorySchema = z.object({
  device: z.string(),
  sessions: z.int().nonnegative(),
  nonce: z.string(),
  /** A conflict copy of this device's own files was met: the next start takes a new device id. */
  cloned: z.boolean(),
  /** What the library held when it was read last; null before that. */
  held: z.object({ articles: z.int().nonnegative(), records: z.int().nonnegative() }).nullable(),
})
export type LibraryMemory = z.infer<typeof memorySchema>
/** Null where it cannot be kept; nothing is remembered then. */
export type Kept<T> = SavedFile<T> | null

const NOTHING: LibraryMemory = { device: '', sessions: 0, nonce: '', cloned: false, held: null }
const MOST_FOLDERS = 50

/** The app-data folder of one library. */
export function memoryFolder(appData: string, libraryId: string): string {
  return join(appData, 'libraries', libraryId)
}

export async function openMemory(folder: string, files: FileSystem): Promise<Kept<LibraryMemory>> {
  const file = { name: 'memory.json', codec: codecOf(memorySchema), defaults: { ...NOTHING } }
  const opened = await openAppDataFile<LibraryMemory>(folder, file, files)
  return opened.ok ? opened.value : null
}

export async function openKnownFolders(appData: string, files: FileSystem): Promise<Kept<KnownFolders>> {
  const file = { name: 'folders.json', codec: codecOf(foldersSchema), defaults: { libraries: [] } }
  const opened = await openAppDataFile<KnownFolders>(appData, file, files)
  return opened.ok ? opened.value : null
}

/** Remembers that the library `id` with so many articles lies in `folder`. */
export async function rememberFolder(
  known: Kept<KnownFolders>,
  place: { folder: string; id: string; articles: number },
): Promise<void> {
  if (known === null) return
  const found = known.data.libraries.find(({ folder }) => folder === place.folder)
  if (found?.id === place.id && found.articles === place.articles) return
  const others = known.data.libraries.filter((entry) => entry !== found)
  known.data = { libraries: [...others, place].slice(-MOST_FOLDERS) }
  await known.save()
}

function codecOf<T>(schema: z.ZodType<T>): Codec<T> {
  return {
    decode: (value) => {
      const parsed = schema.safeParse(value)
      return parsed.success ? ok(parsed.data) : fail(z.prettifyError(parsed.error))
    },
    encode: (data) => data,
  }
}
