import { type Dirent, lstatSync, rmSync } from 'node:fs'
import { open, lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode, TEMPORARY } from './atomic-file.ts'
import type { ExportState, Stamp } from './export-state.ts'
import { collisionKey } from './file-names.ts'
import { simakIdOf, splitFrontMatter } from './merge-front-matter.ts'

/** Bytes in which a file must name its article. */
const HEAD_BYTES = 8192
/** Folders that belong to other programs. */
const NOT_ENTERED = /^(?:\.|node_modules$)/
const AT_A_TIME = 32
/** Another export that runs may need a younger one. */
const LEFT_AFTER_MS = 60 * 60 * 1000

export interface FoundNote extends Stamp {
  path: string
}

/** What stands in a folder: notes by article, and every name that is taken. Paths are below the folder, with '/'. */
export interface FolderScan {
  notes: Map<string, FoundNote>
  /** Collision keys of all paths. */
  taken: Set<string>
}

/** What a file says at its beginning of whose note it is; fails as the file system does. */
type ReadId = (path: string) => Promise<string | null>

/**
 * Goes through a folder without following a symbolic link; only Markdown files that changed are read. What cannot be read
 * does not stop it: a folder is passed by, a file that another program holds is whose it was.
 */
export async function scanFolder(root: string, state: ExportState, readId: ReadId = idIn): Promise<FolderScan> {
  const scan: FolderScan = { notes: new Map(), taken: new Set() }
  const folders = ['']
  for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
    const entries = await entriesOf(root, folder)
    const files: string[] = []
    for (const entry of entries) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      scan.taken.add(collisionKey(path))
      if (entry.isDirectory() && !NOT_ENTERED.test(entry.name)) folders.push(path)
      else if (entry.isFile() && /\.(?:md|markdown)$/i.test(entry.name)) files.push(path)
      else if (entry.isFile() && TEMPORARY.test(entry.name)) removeLeft(join(root, path))
    }
    for (let i = 0; i < files.length; i += AT_A_TIME) {
      const found = await Promise.all(files.slice(i, i + AT_A_TIME).map((path) => identify(root, path, state, readId)))
      for (const note of found) if (note !== null) addNote(scan, note, state)
    }
  }
  return scan
}

/** What an export that was killed has left behind. */
function removeLeft(path: string): void {
  const stamp = stampNow(path)
  if (stamp !== null && Date.now() - stamp.mtime > LEFT_AFTER_MS) rmSync(path, { force: true })
}

/** Of two copies of a note, the one where it was last, else the one with the shorter path counts. */
function addNote(scan: FolderScan, { id, ...note }: FoundNote & { id: string }, state: ExportState): void {
  const known = scan.notes.get(id)
  if (known !== undefined) {
    const last = state.lastStamp(id)?.path
    const isBetter = note.path === last || (known.path !== last && note.path.length < known.path.length)
    if (!isBetter) return
  }
  scan.notes.set(id, note)
}

/** The folder itself must be readable. */
async function entriesOf(root: string, folder: string): Promise<Dirent[]> {
  return await readdir(join(root, folder), { withFileTypes: true }).catch((error: unknown) => {
    if (folder === '' || errorCode(error) === null) throw error
    return []
  })
}

async function identify(root: string, path: string, state: ExportState, readId: ReadId) {
  const stamp = stampNow(join(root, path))
  if (stamp === null) return null
  const known = state.ownerOf(path, stamp)
  const read = known ?? (await readId(join(root, path)).catch(whereUnreadable))
  const id = read === undefined ? (state.lastOwnerOf(path) ?? '') : (read ?? '')
  if (known === undefined && read !== undefined) state.see(path, stamp, id)
  return id === '' ? null : { id, path, ...stamp }
}

/** Null for what is no regular file or is gone. */
export async function stampOf(path: string): Promise<Stamp | null> {
  try {
    const stats = await lstat(path)
    return stats.isFile() ? { size: stats.size, mtime: stats.mtimeMs } : null
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return null
    throw error
  }
}

/** The same at once, for a thread that has nothing else to do. */
export function stampNow(path: string): Stamp | null {
  const stats = lstatSync(path, { throwIfNoEntry: false })
  return stats?.isFile() === true ? { size: stats.size, mtime: stats.mtimeMs } : null
}

function whereUnreadable(error: unknown): undefined {
  if (errorCode(error) === null) throw error
  return undefined
}

async function idIn(path: string): Promise<string | null> {
  const handle = await open(path, 'r')
  try {
    const bytes = Buffer.alloc(HEAD_BYTES)
    const { bytesRead } = await handle.read(bytes, 0, HEAD_BYTES, 0)
    const { head } = splitFrontMatter(bytes.toString('utf8', 0, bytesRead))
    return head === '' ? null : simakIdOf(head)
  } finally {
    await handle.close()
  }
}
