import type { Adapter } from 'lowdb'
import type { Result } from '#shared/result.ts'
import { type DamageReason, seal, unseal } from './envelope.ts'
import { errorCode, type FileSystem } from './file-system.ts'
import { backupName, hasDamagedSibling, keepBackup, setAside } from './file-family.ts'
import { moveIntoPlace, removeQuietly, writeTemporary } from './temporary-file.ts'

/** Between what a file holds (JSON values) and what the program works with. */
export interface Codec<T> {
  /** The failure says what is wrong with the data. */
  decode(value: unknown): Result<T, string>
  encode(data: T): unknown
}

/** A damaged file was met. `setAside` is its new name, `recoveredFrom` the backup that was used; null where none. */
export interface DamageReport {
  file: string
  reason: DamageReason
  setAside: string | null
  recoveredFrom: string | null
}

export interface JsonFileOptions<T> {
  path: string
  /** Missing folders are made below this one, which must exist. */
  root: string
  /** Newest format version that this program reads, and the one that it writes. */
  format: number
  codec: Codec<T>
  files: FileSystem
  now: () => number
  /** A file of another device is read only: never set aside, never restored, never written. */
  owned: boolean
  /** Whether set-aside files of this name lie beside it; asked only where the file and its backup are missing. */
  hasDamagedSibling?: () => Promise<boolean>
  onDamage?: (report: DamageReport) => void
}

export type FileProblem = { kind: 'newer'; format: number } | { kind: 'lost'; reason: DamageReason }

/** The file is there, but cannot be used: written by a newer version, or damaged without a good backup. */
export class UnusableFileError extends Error {
  readonly path: string
  readonly problem: FileProblem

  constructor(path: string, problem: FileProblem) {
    super(`${path}: ${problem.kind === 'newer' ? `format ${problem.format}` : problem.reason}`)
    this.path = path
    this.problem = problem
  }
}

type Examined<T> =
  | { kind: 'good'; value: T }
  | { kind: 'newer'; format: number }
  | { kind: 'bad'; reason: DamageReason }

/**
 * The one lowdb adapter. Both methods throw `UnusableFileError` or the system's error; EIO and EACCES are never taken
 * for "no file". Not safe for concurrent writes: `SavedFile` queues them.
 */
export class JsonFile<T> implements Adapter<T> {
  private readonly options: JsonFileOptions<T>

  constructor(options: JsonFileOptions<T>) {
    this.options = options
  }

  /** Null (lowdb: use the defaults) only where neither the file nor a backup nor a damaged copy of it exists. */
  async read(): Promise<T | null> {
    const { path } = this.options
    const current = await this.examine(path)
    if (current.kind === 'good') return current.value
    if (current.kind === 'newer') throw new UnusableFileError(path, current)
    const backup = await this.examine(backupName(path))
    if (backup.kind === 'newer') throw new UnusableFileError(path, backup)
    if (backup.kind === 'good') {
      await this.restore(current.reason)
      return backup.value
    }
    const absent = current.reason === 'missing' && backup.reason === 'missing'
    if (absent && !(await this.damagedSibling())) return null
    await this.setAsideIfPossible(current.reason, null)
    if (backup.reason !== 'missing') await this.setBackupAside()
    throw new UnusableFileError(path, { kind: 'lost', reason: current.reason })
  }

  /** Durable when it returns; after a failure the old file is whole and in its place. */
  async write(data: T): Promise<void> {
    const { files, root, path, format, codec, owned } = this.options
    if (!owned) throw new Error(`${path} belongs to another device`)
    const bytes = seal(format, codec.encode(data))
    const temporary = await writeTemporary(files, root, path, bytes)
    try {
      await this.makeRoom()
    } catch (error) {
      await removeQuietly(files, temporary)
      throw error
    }
    await moveIntoPlace(files, temporary, path)
  }

  /** Keeps what lies in the file's place: a good file as the backup, a damaged one aside. */
  private async makeRoom(): Promise<void> {
    const { files, root, path } = this.options
    const current = await this.examine(path)
    if (current.kind === 'newer') throw new UnusableFileError(path, current)
    if (current.kind === 'good') await keepBackup(files, root, path)
    else if (current.reason !== 'missing') await this.setAside(current.reason, null)
  }

  private async examine(path: string): Promise<Examined<T>> {
    const { files, format, codec } = this.options
    const bytes = await readOrNull(files, path)
    if (bytes === null) return { kind: 'bad', reason: 'missing' }
    const unsealed = unseal(bytes, format)
    if (unsealed.kind === 'newer') return unsealed
    if (unsealed.kind === 'damaged') return { kind: 'bad', reason: unsealed.reason }
    const decoded = codec.decode(unsealed.value)
    return decoded.ok ? { kind: 'good', value: decoded.value } : { kind: 'bad', reason: 'schema' }
  }

  /** Makes the file again from its backup, which stays; on a read-only disk the value is in memory all the same. */
  private async restore(reason: DamageReason): Promise<void> {
    const { files, root, path, owned } = this.options
    const free = await this.setAsideIfPossible(reason, backupName(path))
    if (!owned || !free) return
    try {
      const bytes = await files.readFile(backupName(path))
      await moveIntoPlace(files, await writeTemporary(files, root, path, bytes), path)
    } catch (error) {
      // The next write makes the file anew.
      if (errorCode(error) === null) throw error
    }
  }

  /** Answers whether the file's place is free now. */
  private async setAsideIfPossible(reason: DamageReason, recoveredFrom: string | null): Promise<boolean> {
    const { path, owned, onDamage } = this.options
    if (owned && reason !== 'missing') {
      try {
        await this.setAside(reason, recoveredFrom)
        return true
      } catch (error) {
        if (errorCode(error) === null) throw error
      }
    }
    onDamage?.({ file: path, reason, setAside: null, recoveredFrom })
    return reason === 'missing'
  }

  private async setAside(reason: DamageReason, recoveredFrom: string | null): Promise<void> {
    const { files, path, now, onDamage } = this.options
    const aside = await setAside(files, path, now())
    onDamage?.({ file: path, reason, setAside: aside, recoveredFrom })
  }

  private async setBackupAside(): Promise<void> {
    const { files, path, owned, now } = this.options
    if (!owned) return
    try {
      await setAside(files, path, now(), backupName(path))
    } catch (error) {
      if (errorCode(error) === null) throw error
    }
  }

  private damagedSibling(): Promise<boolean> {
    const { files, path, hasDamagedSibling: ask } = this.options
    return ask === undefined ? hasDamagedSibling(files, path) : ask()
  }
}

async function readOrNull(files: FileSystem, path: string): Promise<Uint8Array | null> {
  try {
    return await files.readFile(path)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  }
}
