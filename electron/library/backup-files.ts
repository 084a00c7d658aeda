/**
 * How backups lie in the app-data folder: a pack per backup with what had changed since the one before (files as they
 * are, deflated, one behind the other), and an index that says for every file where it lies and what its checksum is.
 */
import { hash } from 'node:crypto'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { deflate, gunzip, gzip, inflate } from 'node:zlib'
import { z } from 'zod'
import { seal, unseal } from '../storage/envelope.ts'
import { errorCode, type FileSystem } from '../storage/file-system.ts'
import { isTemporary, moveIntoPlace, removeQuietly, writeTemporary } from '../storage/temporary-file.ts'

const FORMAT = 1
const INDEX = /^(\d{1,15})\.index$/
const PACK = /^(\d{1,15})\.pack$/

const indexSchema = z.object({
  time: z.number(),
  /** Whose records they are. */
  device: z.string(),
  counts: z.object({ articles: z.number(), highlights: z.number(), notes: z.number() }),
  files: z.array(
    z.tuple([
      /** Article id, or `library`. */
      z.string(),
      /** Time of the pack. */
      z.number(),
      /** Where it begins and how many bytes it has in the pack. */
      z.number(),
      z.number(),
      /** Of the file itself (SHA-256). */
      z.string(),
      /** Size and time that the file had, to see that it is unchanged. */
      z.number(),
      z.number(),
    ]),
  ),
})
export type BackupIndex = z.infer<typeof indexSchema>
export type BackedUp = BackupIndex['files'][number]
export type BackupCounts = BackupIndex['counts']

export class BackupFiles {
  private readonly files: FileSystem
  private readonly folder: string

  constructor(files: FileSystem, folder: string) {
    this.files = files
    this.folder = folder
  }

  /** Times of the backups, newest first; none where the folder cannot be read. */
  async times(): Promise<number[]> {
    return (await this.names()).flatMap((name) => numberIn(INDEX, name)).sort((a, b) => b - a)
  }

  /** Null for a backup that is not there or damaged. */
  async readIndex(time: number): Promise<BackupIndex | null> {
    const bytes = await this.read(`${time}.index`)
    if (bytes === null) return null
    const plain = await promisify(gunzip)(bytes).catch(() => null)
    const unsealed = plain === null ? null : unseal(plain, FORMAT)
    const parsed = indexSchema.safeParse(unsealed?.kind === 'good' ? unsealed.value : null)
    return parsed.success ? parsed.data : null
  }

  /** The bytes of one file; null where the pack is missing or damaged. */
  async readFile([, pack, offset, length, checksum]: BackedUp): Promise<Uint8Array | null> {
    const bytes = await this.read(`${pack}.pack`)
    const part = bytes?.subarray(offset, offset + length)
    const plain = part === undefined ? null : await promisify(inflate)(part).catch(() => null)
    return plain !== null && hash('sha256', plain) === checksum ? plain : null
  }

  /** Durable when it returns; the index comes last, so a backup is there whole or not at all. */
  async write(index: BackupIndex, pack: readonly Uint8Array[]): Promise<void> {
    if (pack.length > 0) await this.put(`${index.time}.pack`, Buffer.concat(pack))
    await this.put(`${index.time}.index`, await promisify(gzip)(seal(FORMAT, index)))
  }

  /** Removes the other backups, the packs that none of the kept ones needs, and what killed runs left. */
  async keepOnly(times: ReadonlySet<number>): Promise<void> {
    const packs = new Set<number>()
    for (const time of times) {
      const index = await this.readIndex(time)
      // One that cannot be read might need any pack.
      if (index === null) return
      for (const [, pack] of index.files) packs.add(pack)
    }
    for (const name of await this.names()) {
      const [index] = numberIn(INDEX, name)
      const [pack] = numberIn(PACK, name)
      const unneeded = (index !== undefined && !times.has(index)) || (pack !== undefined && !packs.has(pack))
      if (unneeded || isTemporary(name)) await removeQuietly(this.files, join(this.folder, name))
    }
  }

  private async put(name: string, bytes: Uint8Array): Promise<void> {
    const path = join(this.folder, name)
    await moveIntoPlace(this.files, await writeTemporary(this.files, '', path, bytes), path)
  }

  private async names(): Promise<string[]> {
    try {
      return (await this.files.list(this.folder)).map(({ name }) => name)
    } catch (error) {
      if (errorCode(error) === null) throw error
      return []
    }
  }

  private async read(name: string): Promise<Uint8Array | null> {
    try {
      return await this.files.readFile(join(this.folder, name))
    } catch (error) {
      if (errorCode(error) === null) throw error
      return null
    }
  }
}

export function packed(bytes: Uint8Array): Promise<Uint8Array> {
  return promisify(deflate)(bytes)
}

function numberIn(pattern: RegExp, name: string): number[] {
  const match = pattern.exec(name)
  return match === null ? [] : [Number(match[1])]
}
