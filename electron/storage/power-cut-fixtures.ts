/**
 * A disk in memory that forgets, as real ones do: what a file holds is safe once the file was synced, what a folder
 * lists once the folder was synced. A power cut keeps the safe part and any part of the rest.
 */
import type { Dirent } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { systemError } from './faulty-files.ts'
import type { FileSystem, WritableFile } from './file-system.ts'

interface Inode {
  isFolder: boolean
  cached: Uint8Array
  synced: Uint8Array
  modified: number
}

/** One change of names; atomic. */
interface Change {
  set: [path: string, inode: Inode][]
  remove: string[]
}

type Names = Map<string, Inode>

/** Which part of what is not safe a power cut keeps: asked once per thing that may go either way. */
export type Chance = () => boolean

export interface Safety {
  /** fsync of a file does what it says. */
  files: boolean
  /** fsync of a folder does what it says. */
  folders: boolean
}

export class PowerCutDisk {
  private names: Names
  private safe: Names
  /** Changes that are not safe yet, oldest first. */
  private pending: Change[] = []
  private readonly safety: Safety
  private time = 0
  private readonly onStep: () => void

  /** @param onStep called before every step that changes something */
  constructor(safety: Safety, onStep: () => void, names: Names = new Map([['/', folder()]])) {
    this.safety = safety
    this.onStep = onStep
    this.names = new Map(names)
    this.safe = new Map(names)
  }

  get files(): FileSystem {
    return {
      readFile: (path) => this.now(() => this.file(path).cached),
      peek: (path, look) => this.now(() => look(this.file(path).cached)),
      createFile: (path) => this.step(() => this.create(path)),
      list: (path) => this.now(() => this.list(path)),
      makeFolder: (path) => this.step(() => this.makeFolder(path)),
      link: (existing, path) => this.step(() => this.link(existing, path)),
      rename: (from, to) => this.step(() => this.change({ set: [[to, this.inode(from)]], remove: [from] })),
      remove: (path) => this.step(() => this.change({ set: [], remove: [this.pathOf(path)] })),
      realPath: (path) => this.now(() => this.pathOf(path)),
      stat: (path) => this.now(() => ({ size: this.inode(path).cached.length, modified: this.inode(path).modified })),
      syncFolder: (path) => this.step(() => this.syncFolder(path)),
    }
  }

  /** The disk as it may be found after the power was cut now. */
  cut(chance: Chance, onStep: () => void = () => undefined): PowerCutDisk {
    const names = new Map(this.safe)
    for (const change of this.pending) if (chance()) apply(names, change)
    const found = new Map<Inode, Inode>()
    const left = (inode: Inode): Inode => {
      const known = found.get(inode)
      if (known !== undefined) return known
      const bytes = remains(inode, chance)
      const made = { ...inode, cached: bytes, synced: bytes }
      found.set(inode, made)
      return made
    }
    const reachable = [...names].filter(([path]) => isReachable(names, path))
    return new PowerCutDisk(this.safety, onStep, new Map(reachable.map(([path, inode]) => [path, left(inode)])))
  }

  private now<V>(work: () => V): Promise<V> {
    return new Promise((resolve) => resolve(work()))
  }

  private step<V>(work: () => V): Promise<V> {
    return new Promise((resolve) => {
      this.onStep()
      resolve(work())
    })
  }

  private pathOf(path: string): string {
    if (!this.names.has(path)) throw systemError('ENOENT', 'open', path)
    return path
  }

  private inode(path: string): Inode {
    const inode = this.names.get(path)
    if (inode === undefined) throw systemError('ENOENT', 'open', path)
    return inode
  }

  private file(path: string): Inode {
    const inode = this.inode(path)
    if (inode.isFolder) throw systemError('EISDIR', 'read', path)
    return inode
  }

  private change(change: Change): void {
    for (const [path] of change.set) this.inode(dirname(path))
    apply(this.names, change)
    this.pending.push(change)
  }

  private create(path: string): WritableFile {
    if (this.names.has(path)) throw systemError('EEXIST', 'open', path)
    const inode: Inode = { isFolder: false, cached: new Uint8Array(), synced: new Uint8Array(), modified: ++this.time }
    this.change({ set: [[path, inode]], remove: [] })
    return {
      write: (bytes, offset) =>
        this.step(() => {
          inode.cached = Buffer.concat([inode.cached, bytes.subarray(offset)])
          inode.modified = ++this.time
          return bytes.length - offset
        }),
      sync: () =>
        this.step(() => {
          if (this.safety.files) inode.synced = inode.cached
        }),
      facts: () => this.now(() => ({ size: inode.cached.length, modified: inode.modified })),
      close: () => this.now(() => undefined),
    }
  }

  private makeFolder(path: string): void {
    if (!this.names.has(path)) this.change({ set: [[path, folder()]], remove: [] })
    this.syncFolder(dirname(path))
  }

  private link(existing: string, path: string): void {
    if (this.names.has(path)) throw systemError('EEXIST', 'link', path)
    this.change({ set: [[path, this.inode(existing)]], remove: [] })
  }

  private list(path: string): Dirent[] {
    this.inode(path)
    const inside = [...this.names].filter(([name]) => name !== '/' && dirname(name) === path)
    return inside.map(([name, { isFolder }]) => entry(name, isFolder))
  }

  private syncFolder(path: string): void {
    this.inode(path)
    if (!this.safety.folders) return
    const isHere = (name: string): boolean => dirname(name) === path
    const later: Change[] = []
    for (const change of this.pending) {
      const here = change.set.some(([name]) => isHere(name)) || change.remove.some(isHere)
      if (here) apply(this.safe, change)
      else later.push(change)
    }
    this.pending = later
  }
}

function apply(names: Names, { set, remove }: Change): void {
  for (const path of remove) names.delete(path)
  for (const [path, inode] of set) names.set(path, inode)
}

/** Of bytes that were not synced any beginning may be there, or NULs in their place. */
function remains({ isFolder, cached, synced }: Inode, chance: Chance): Uint8Array {
  if (isFolder || cached === synced) return synced
  if (chance()) return cached
  if (chance()) return synced
  return chance() ? cached.subarray(0, cached.length >> 1) : new Uint8Array(cached.length)
}

function isReachable(names: Names, path: string): boolean {
  for (let at = path; at !== '/'; at = dirname(at)) if (!names.has(dirname(at))) return false
  return true
}

function folder(): Inode {
  return { isFolder: true, cached: new Uint8Array(), synced: new Uint8Array(), modified: 0 }
}

function entry(path: string, isFolder: boolean): Dirent {
  const facts = {
    name: basename(path),
    parentPath: dirname(path),
    isFile: () => !isFolder,
    isDirectory: () => isFolder,
    isSymbolicLink: () => false,
    isBlockDevice: () => false,
    isCharacterDevice: () => false,
    isFIFO: () => false,
    isSocket: () => false,
  }
  return facts
}

/** Makes a folder and all above it, safe. */
export async function makeSafeFolder(files: FileSystem, path: string): Promise<void> {
  if (dirname(path) !== path) await makeSafeFolder(files, dirname(path))
  if (path !== '/') await files.makeFolder(join(path))
}
