import { z } from 'zod'
import { fail, ok } from '#shared/result.ts'
import { openAppDataFile } from './app-data-file.ts'
import type { Codec } from './json-file.ts'

/** Where the window was; in device-independent pixels. */
export interface WindowState {
  bounds: { x: number; y: number; width: number; height: number }
  maximized: boolean
}

export interface WindowStateStore {
  /** Null before the first window. */
  get(): WindowState | null
  keep(state: WindowState): Promise<void>
  flush(): Promise<void>
}

const bounds = z.object({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive() })
const fileSchema = z.object({ window: z.object({ bounds, maximized: z.boolean() }).nullable() })
type WindowFile = z.infer<typeof fileSchema>

/** Never fails: without a readable file there is no state to restore. */
export async function openWindowState(appData: string): Promise<WindowStateStore> {
  const file = { name: 'window-state.json', codec, defaults: { window: null } }
  const opened = await openAppDataFile<WindowFile>(appData, file)
  const data: WindowFile = opened.ok ? opened.value.data : { window: null }
  return {
    get: () => data.window,
    keep: async (state) => {
      data.window = state
      if (opened.ok) await opened.value.save()
    },
    flush: async () => {
      if (opened.ok) await opened.value.flush()
    },
  }
}

const codec: Codec<WindowFile> = {
  decode: (value) => {
    const parsed = fileSchema.safeParse(value)
    return parsed.success ? ok(parsed.data) : fail(z.prettifyError(parsed.error))
  },
  encode: (data) => data,
}
