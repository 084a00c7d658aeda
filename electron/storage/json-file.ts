import { hash } from 'node:crypto'
import { dirname } from 'node:path'
import type { Adapter } from 'lowdb'
import type { Result } from '#shared/result.ts'
import { Claim } from './claim.ts'
import { type DamageReason, seal, unseal } from './envelope.ts'
import { errorCode, type FileFacts, type FileSystem } from './file-system.ts'
import { backupName, formatBackupName, hasDamagedSibling, setAside } from './file-family.ts'
import { migrate, type Migration } from './migrations.ts'
import { readIfThere, sameFacts, statIfThere } from './reading.ts'
import { evenIfTakenAway, removeQuietly, writeKnown, writeWhole } from './temporary-file.ts'

/** What lies in a file's place, and the checksum of its bytes; null for nothing. */
interface Lying {
  facts: FileFacts | null
  content: string | null
}

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
  /** When the backup was written (ms since 1970). */
  recoveredAt: number | null
}

/** A copy of the file that is kept somewhere else. */
export interface Rescue {
  from: string
  /** When it was taken (ms since 1970). */
  time: number
  bytes: Uint8Array
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
  /** The newest copy elsewhere; asked where file and backup are missing or damaged. */
  rescue?: () => Promise<Rescue | null>
  /** From older formats to `format`; the file as it was is kept beside it. */
  migrations?: readonly Migration[]
  /**
   * A good file lies there that this one neither read nor wrote: what to write so that nothing of either is lost.
   * Without it the file there goes into the backup and is written over.
   */
  reconcile?: (mine: T, found: T) => T
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
  | { kind: 'good'; value: T; bytes: Uint8Array; format: number }
  | { kind: 'newer'; format: number }
  | { kind: 'bad'; reason: DamageReason }

/** How often a write begins anew because another process keeps writing the same file. */
const MOST_TRIES = 20

/** Another process writes the file whenever this one has. Looks like an error of the system: it is tried again later. */
class ContestedFileError extends Error {
  readonly code = 'EBUSY'
  readonly syscall = 'rename'

  constructor(path: string) {
    super(`${path}: written by another process all the time`)
  }
}

/**
 * The one lowdb adapter. Both methods throw `UnusableFileError` or the system's error; EIO and EACCES are never taken
 * for "no file". Not safe for concurrent writes: `SavedFile` queues them.
 */
export class JsonFile<T> implements Adapter<T> {
  private readonly options: JsonFileOptions<T>
  /** Checksum of the bytes that were read or written last. */
  private seen = ''
  /** The file as this one has written it; null while that is not known. */
  private written: FileFacts | null = null
  /** Format of the file that was read, until it has been kept beside the new one. */
  private olderFormat: number | null = null

  constructor(options: JsonFileOptions<T>) {
    this.options = options
  }

  /** Null (lowdb: use the defaults) only where neither the file nor a backup nor a damaged copy of it exists. */
  async read(): Promise<T | null> {
    const { path, format } = this.options
    const current = await this.examine(path)
    if (current.kind === 'newer') throw new UnusableFileError(path, current)
    if (current.kind === 'good') {
      this.seen = checksum(current.bytes)
      if (current.format < format) this.olderFormat = current.format
      return current.value
    }
    const backup = await this.examine(backupName(path))
    if (backup.kind === 'newer') throw new UnusableFileError(path, backup)
    const rescued = await this.rescue()
    if (backup.kind === 'good') {
      const { modified } = await this.options.files.stat(backupName(path))
      // The version before the last is older than a copy of the last.
      const isNewer = rescued !== null && rescued.time >= modified
      const beside = { from: backupName(path), time: modified, bytes: backup.bytes, value: backup.value }
      const copy = isNewer ? rescued : beside
      await this.restore(current.reason, copy)
      return copy.value
    }
    if (rescued !== null) {
      if (backup.reason !== 'missing') await this.setBackupAside()
      await this.restore(current.reason, rescued)
      return rescued.value
    }
    const absent = current.reason === 'missing' && backup.reason === 'missing'
    if (absent && !(await this.damagedSibling())) return null
    await this.setAsideIfPossible(current.reason, null)
    if (backup.reason !== 'missing') await this.setBackupAside()
    throw new UnusableFileError(path, { kind: 'lost', reason: current.reason })
  }

  /** Durable when it returns; after a failure the old file is whole and in its place. */
  async write(data: T): Promise<void> {
    if (!this.options.owned) throw new Error(`${this.options.path} belongs to another device`)
    await evenIfTakenAway(async () => {
      if (!(await this.writeAgain(data))) await this.writeAnew(data)
    })
  }

  private async writeAnew(data: T): Promise<void> {
    const { files, path, format, codec } = this.options
    for (let tries = 1; tries <= MOST_TRIES; tries++) {
      // Before it is read: else one that is fast would always come between reading and writing.
      const claim = await Claim.on(files, path)
      try {
        const facts = await statIfThere(files, path)
        const found = await this.makeRoom()
        if (found !== null) await this.keepOlderFormat()
        const expected = { facts, content: found === null ? null : checksum(found.bytes) }
        if (await this.replace(seal(format, codec.encode(this.withFound(data, found))), expected, claim)) return
      } finally {
        await claim.release()
      }
    }
    throw new ContestedFileError(path)
  }

  /**
   * The short way: what lies there is what this one has written and verified, and so goes into the backup unread.
   * Answers false where that is not so, or where another file lies there now.
   */
  private async writeAgain(data: T): Promise<boolean> {
    const { format, codec } = this.options
    const { written, seen } = this
    if (written === null) return false
    this.written = null
    return await this.replace(seal(format, codec.encode(data)), { facts: written, content: seen }, null)
  }

  /**
   * Puts new bytes in the place, once they are on the disk; answers whether they lie there. They do not where another
   * process, which does not know of this one, has written too: what lies there then is to be taken in as well.
   * @param claimed null where the file is to be claimed when the bytes are written, and was not its own backup
   */
  private async replace(bytes: Uint8Array, expected: Lying, claimed: Claim | null): Promise<boolean> {
    const { files, root, path } = this.options
    const { temporary, facts } = await writeKnown(files, root, path, bytes)
    let claim = claimed
    let isPlaced = false
    try {
      claim ??= await Claim.on(files, path)
      if (!(await this.lies(expected))) return false
      if (expected.content !== null) await claim.copyBackup(root)
      await files.rename(temporary, path)
      isPlaced = true
      this.seen = checksum(bytes)
      if (expected.content !== null) await claim.becomeBackup(claimed !== null)
    } finally {
      if (!isPlaced) await removeQuietly(files, temporary)
      if (claimed === null) await claim?.release()
    }
    await files.syncFolder(dirname(path))
    this.written = facts
    return await this.lies({ facts, content: this.seen })
  }

  /** Some systems change a file's time when it gets its name, or say another one every time: then the content counts. */
  private async lies({ facts, content }: Lying): Promise<boolean> {
    const { files, path } = this.options
    if (sameFacts(facts, await statIfThere(files, path))) return true
    const bytes = await readIfThere(files, path)
    return (bytes === null ? null : checksum(bytes)) === content
  }

  /** The good file that lies in the place, null for none; a damaged one is set aside. */
  private async makeRoom(): Promise<Extract<Examined<T>, { kind: 'good' }> | null> {
    const { path } = this.options
    const current = await this.examine(path)
    if (current.kind === 'newer') throw new UnusableFileError(path, current)
    if (current.kind === 'good') return current
    if (current.reason !== 'missing') await this.setAside(current.reason, null)
    return null
  }

  private withFound(data: T, found: Extract<Examined<T>, { kind: 'good' }> | null): T {
    const { reconcile } = this.options
    if (found === null || reconcile === undefined || checksum(found.bytes) === this.seen) return data
    return reconcile(data, found.value)
  }

  /** One of an older format is kept for good. */
  private async keepOlderFormat(): Promise<void> {
    const { files, root, path } = this.options
    if (this.olderFormat === null) return
    const kept = formatBackupName(path, this.olderFormat)
    if ((await statIfThere(files, kept)) === null) {
      await writeWhole(files, root, kept, await files.readFile(path))
    }
    this.olderFormat = null
  }

  private async rescue(): Promise<(Rescue & { value: T }) | null> {
    const { rescue, owned, path } = this.options
    const found = owned ? await rescue?.() : null
    if (found === null || found === undefined) return null
    const examined = this.judge(found.bytes)
    if (examined.kind === 'newer') throw new UnusableFileError(path, examined)
    return examined.kind === 'good' ? { ...found, value: examined.value } : null
  }

  private async examine(path: string): Promise<Examined<T>> {
    const bytes = await readIfThere(this.options.files, path)
    return bytes === null ? { kind: 'bad', reason: 'missing' } : this.judge(bytes)
  }

  private judge(bytes: Uint8Array): Examined<T> {
    const { format, codec, migrations = [] } = this.options
    const unsealed = unseal(bytes, format)
    if (unsealed.kind === 'newer') return unsealed
    if (unsealed.kind === 'damaged') return { kind: 'bad', reason: unsealed.reason }
    const decoded = codec.decode(migrate(unsealed.value, unsealed.format, format, migrations))
    if (!decoded.ok) return { kind: 'bad', reason: 'schema' }
    return { kind: 'good', value: decoded.value, bytes, format: unsealed.format }
  }

  /** Makes the file again from a copy, which stays; on a read-only disk the value is in memory all the same. */
  private async restore(reason: DamageReason, rescue: Rescue): Promise<void> {
    const { files, root, path, owned } = this.options
    const free = await this.setAsideIfPossible(reason, rescue)
    if (!owned || !free) return
    try {
      await writeWhole(files, root, path, rescue.bytes)
      this.seen = checksum(rescue.bytes)
    } catch (error) {
      // The next write makes the file anew.
      if (errorCode(error) === null) throw error
    }
  }

  /** Answers whether the file's place is free now. */
  private async setAsideIfPossible(reason: DamageReason, rescue: Rescue | null): Promise<boolean> {
    const { path, owned, onDamage } = this.options
    if (owned && reason !== 'missing') {
      try {
        await this.setAside(reason, rescue)
        return true
      } catch (error) {
        if (errorCode(error) === null) throw error
      }
    }
    onDamage?.({ file: path, reason, setAside: null, ...recoveredBy(rescue) })
    return reason === 'missing'
  }

  private async setAside(reason: DamageReason, rescue: Rescue | null): Promise<void> {
    const { files, path, now, onDamage } = this.options
    const aside = await setAside(files, path, now())
    onDamage?.({ file: path, reason, setAside: aside, ...recoveredBy(rescue) })
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

function recoveredBy(rescue: Rescue | null): Pick<DamageReport, 'recoveredFrom' | 'recoveredAt'> {
  return { recoveredFrom: rescue?.from ?? null, recoveredAt: rescue?.time ?? null }
}

function checksum(bytes: Uint8Array): string {
  return hash('sha256', bytes)
}
