/** The names around one file: its backup and the damaged copies that were set aside. */
import { hash } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import { errorCode, type FileSystem } from './file-system.ts'

const BACKUP = '.bak'
const DAMAGED = '.damaged-'
/** A conflict copy whose records have been taken over. */
const MERGED = '.merged-'
/** The file as it was before it was brought to a newer format. */
const FORMAT = '.format-'

export function backupName(path: string): string {
  return path + BACKUP
}

/** The file that a name in a folder is about: "a.json" for "a.json.bak", "a.json.damaged-..." and so on, else the name. */
export function familyHead(name: string): string {
  if (name.endsWith(BACKUP)) return name.slice(0, -BACKUP.length)
  const marks = [DAMAGED, MERGED, FORMAT].map((mark) => name.indexOf(mark)).filter((at) => at >= 0)
  return marks.length === 0 ? name : name.slice(0, Math.min(...marks))
}

/** Where a file is kept as it was in an older format. */
export function formatBackupName(path: string, format: number): string {
  return `${path}${FORMAT}${format}`
}

/** Where a conflict copy of `path` goes when its records have been taken over: alike on every device that does so. */
export function mergedName(path: string, bytes: Uint8Array): string {
  return `${path}${MERGED}${hash('sha256', bytes).slice(0, 16)}`
}

/** Whether a name is that of a damaged file that was set aside. */
export function isSetAside(name: string): boolean {
  return name.includes(DAMAGED)
}

/** Renames a damaged file, or its backup `from`, so that nothing is overwritten; `time` in ms since 1970. */
export async function setAside(files: FileSystem, path: string, time: number, from = path): Promise<string> {
  const folder = dirname(path)
  const taken = new Set((await files.list(folder)).map((entry) => entry.name))
  const stamp = new Date(time).toISOString().replaceAll(/[-:.]/g, '')
  const first = `${basename(path)}${DAMAGED}${stamp}`
  let name = first
  for (let count = 2; taken.has(name); count++) name = `${first}-${count}`
  await files.rename(from, join(folder, name))
  await files.syncFolder(folder)
  return join(folder, name)
}

export async function hasDamagedSibling(files: FileSystem, path: string): Promise<boolean> {
  const start = basename(path) + DAMAGED
  try {
    return (await files.list(dirname(path))).some((entry) => entry.name.startsWith(start))
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false
    throw error
  }
}
