import { z } from 'zod'
import { fail, ok } from '#shared/result.ts'
import { openAppDataFile } from './app-data-file.ts'
import type { Codec } from './json-file.ts'

const schema = z.object({ folder: z.string().min(1).nullable() })
type Place = z.infer<typeof schema>
const FILE = { name: 'library-place.json', defaults: { folder: null } }

/** The folder to which the reader has moved the library; null while it is where it is by itself. */
export async function readLibraryPlace(appData: string): Promise<string | null> {
  const opened = await openAppDataFile<Place>(appData, { ...FILE, codec })
  return opened.ok ? opened.value.data.folder : null
}

/** Durable when it answers true. */
export async function keepLibraryPlace(appData: string, folder: string): Promise<boolean> {
  const opened = await openAppDataFile<Place>(appData, { ...FILE, codec })
  if (!opened.ok) return false
  opened.value.data = { folder }
  const saved = await opened.value.save()
  await opened.value.close()
  return saved.ok
}

const codec: Codec<Place> = {
  decode: (value) => {
    const parsed = schema.safeParse(value)
    return parsed.success ? ok(parsed.data) : fail(z.prettifyError(parsed.error))
  },
  encode: (data) => data,
}
