/** What the export benchmark and the processes that it starts share. */
import { mkdir } from 'node:fs/promises'
import en from '../resources/locales/en/export.json' with { type: 'json' }
import { exportWords } from '../electron/export/export-words.ts'
import { type FileSystem, nodeFileSystem } from '../electron/storage/file-system.ts'

/** A disk that need not be waited for: only the export is measured. */
export const unsyncedFiles: FileSystem = {
  ...nodeFileSystem,
  createFile: async (path) => ({ ...(await nodeFileSystem.createFile(path)), sync: () => Promise.resolve() }),
  makeFolder: async (path) => void (await mkdir(path, { recursive: true })),
  syncFolder: () => Promise.resolve(),
}

export const benchWords = exportWords((key) => {
  const found = key
    .replace('export:', '')
    .split('.')
    .reduce((at: unknown, part) => (typeof at === 'object' && at !== null ? Reflect.get(at, part) : ''), en)
  return String(found)
})
