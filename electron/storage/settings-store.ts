import { z } from 'zod'
import { HIGHLIGHT_COLOURS } from '#shared/annotation.ts'
import {
  CONTEXTS,
  type ExportSettings,
  FORMATS,
  FULL_TEXTS,
  LAYOUTS,
  type NoteOptions,
  PRESETS,
} from '#shared/export-options.ts'
import { isRecord } from '#shared/is-record.ts'
import { fail, ok } from '#shared/result.ts'
import {
  DEFAULT_SETTINGS,
  FACES,
  FONT_SIZE_RANGE,
  LANGUAGES,
  LEADING_RANGE,
  LONGEST_COLOUR_NAME,
  MEASURE_RANGE,
  type Settings,
  SORTS,
  THEMES,
} from '#shared/settings.ts'
import { openAppDataFile } from './app-data-file.ts'
import type { Codec } from './json-file.ts'

export interface SettingsStore {
  get(): Settings
  /** Answers all settings once the change is on the disk, or kept in memory because it could not be written. */
  change(part: Partial<Settings>): Promise<Settings>
  flush(): Promise<void>
}

/** Fields of a newer version are kept beside the known ones. */
type SettingsFile = Map<string, unknown>

const within = ({ min, max }: { min: number; max: number }) => z.number().min(min).max(max)

export const noteOptionsSchema = z.object({
  preset: z.enum(PRESETS),
  template: z.string().max(200_000),
  fileName: z.string().max(2_000),
  context: z.enum(CONTEXTS),
  layout: z.enum(LAYOUTS),
  fullText: z.enum(FULL_TEXTS),
}) satisfies z.ZodType<NoteOptions>

const folder = z.string().min(1).max(10_000)
const exportSchema = z.object({
  note: noteOptionsSchema,
  format: z.enum(FORMATS),
  folder: folder.nullable(),
  kept: z.object({ folder, note: noteOptionsSchema }).nullable(),
}) satisfies z.ZodType<ExportSettings>

/** What a change of settings may hold. */
export const settingsSchema = z.object({
  theme: z.enum(THEMES),
  language: z.enum(LANGUAGES),
  face: z.enum(FACES),
  fontSize: within(FONT_SIZE_RANGE),
  measure: within(MEASURE_RANGE),
  leading: within(LEADING_RANGE),
  sort: z.enum(SORTS),
  lastArticle: z.string().max(100).nullable(),
  export: exportSchema,
  colourNames: z.partialRecord(z.enum(HIGHLIGHT_COLOURS), z.string().trim().min(1).max(LONGEST_COLOUR_NAME)),
}) satisfies z.ZodType<Settings>

/** Never fails: settings that cannot be read are the defaults, and a field that makes no sense is its default. */
export async function openSettings(appData: string): Promise<SettingsStore> {
  const opened = await openAppDataFile<SettingsFile>(appData, { name: 'settings.json', codec, defaults: new Map() })
  const data: SettingsFile = opened.ok ? opened.value.data : new Map()
  return {
    get: () => readSettings(data),
    change: async (part) => {
      for (const [key, value] of Object.entries(part)) {
        if (Object.hasOwn(DEFAULT_SETTINGS, key)) data.set(key, value)
      }
      // What could not be read, or belongs to a newer version, is not written over.
      if (opened.ok) await opened.value.save()
      return readSettings(data)
    },
    flush: async () => {
      if (opened.ok) await opened.value.flush()
    },
  }
}

function readSettings(data: SettingsFile): Settings {
  const { shape } = settingsSchema
  const read = <T>(key: keyof Settings, schema: z.ZodType<T>, preset: T): T => {
    const parsed = schema.safeParse(data.get(key))
    return parsed.success ? parsed.data : preset
  }
  return {
    theme: read('theme', shape.theme, DEFAULT_SETTINGS.theme),
    language: read('language', shape.language, DEFAULT_SETTINGS.language),
    face: read('face', shape.face, DEFAULT_SETTINGS.face),
    fontSize: read('fontSize', shape.fontSize, DEFAULT_SETTINGS.fontSize),
    measure: read('measure', shape.measure, DEFAULT_SETTINGS.measure),
    leading: read('leading', shape.leading, DEFAULT_SETTINGS.leading),
    sort: read('sort', shape.sort, DEFAULT_SETTINGS.sort),
    lastArticle: read('lastArticle', shape.lastArticle, DEFAULT_SETTINGS.lastArticle),
    export: read('export', shape.export, DEFAULT_SETTINGS.export),
    colourNames: read('colourNames', shape.colourNames, DEFAULT_SETTINGS.colourNames),
  }
}

const codec: Codec<SettingsFile> = {
  decode: (value) => {
    return isRecord(value) ? ok(new Map(Object.entries(value))) : fail('not an object')
  },
  encode: (data) => Object.fromEntries(data),
}
