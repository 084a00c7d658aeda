/**
 * How backups lie in the app-data folder: packs with what had changed since the backup before (files as they are, one
 * behind the other, the pack as a whole in gzip), and an index that says for every file where it lies and what its
 * checksum is. A backup of a whole library has many packs, so that none is more than can be held in memory. In packs of
 * before, each file is deflated by itself.
 */
import { hash } from 'node:crypto'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip, gzip, inflate } from 'node:zlib'
import { z } from 'zod'
import { seal, unseal } from '../storage/envelope.ts'
import { errorCode, type FileSystem } from '../storage/file-system.ts'
import { isTemporary, removeQuietly, writeWhole } from '../storage/temporary-file.ts'

const FORMAT = 1
const INDEX = /^(\d{1,15})\.index$/
const PACK = /^(\d{1,15})\.pack$/
/** Bytes after which another pack is begun, before gzip. */
const PACK_SIZE = 8 * 2 ** 20
/** What gzip begins with, and a deflated file does not. */
const GZIP = [0x1f, 0x8b]

const indexSchema = z.object({
  time: z.number(),
  /** Whose records they are. */
  device: z.string(),
  counts: z.object({ articles: z.number(), highlights: z.number(), notes: z.number() }),
  files: z.array(
    z.tuple([
      /** Article id, or `library`. */
      z.string(),
      /** Name of the pack: the backup's time, and for each further one a millisecond more. */
      z.number(),
      /** Where it begins and how many bytes it has in the pack as it is without gzip. */
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

/** A backup that is being written: its packs lie on the disk as they get full. */
export interface Packing {
  /** Copies the bytes of a file; answers where it lies: pack, offset, length. */
  add(bytes: Uint8Array): [pack: number, offset: number, length: number]
  /** To be awaited after each file: writes a pack that has got full. */
  putFull(): Promise<void>
  /** Durable when it returns; the index comes last, so a backup is there whole or not at all. */
  finish(index: BackupIndex): Promise<void>
  /** Takes the packs away that nothing names: the disk may be full. */
  giveUp(): Promise<void>
}

export class BackupFiles {
  private readonly files: FileSystem
  private readonly folder: string
  /** The pack that was read last: what is asked for next lies beside it. */
  private lastRead: { pack: number; bytes: Uint8Array; isPlain: boolean } | null = null
  /** The packs that an index names, by its time. */
  private readonly packs = new Map<number, Set<number>>()

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
    const found = await this.pack(pack)
    if (found === null) return null
    const part = found.bytes.subarray(offset, offset + length)
    const plain = found.isPlain ? part : await promisify(inflate)(part).catch(() => null)
    return plain !== null && hash('sha256', plain) === checksum ? plain : null
  }

  /** A time (ms since 1970), `now` if it can be, that no index and no pack has in its name. */
  async freeTime(now: number): Promise<number> {
    const taken = (await this.names()).flatMap((name) => [...numberIn(INDEX, name), ...numberIn(PACK, name)])
    return taken.reduce((time, other) => Math.max(time, other + 1), now)
  }

  /** Begins a backup. What a killed process leaves of one goes with the next. */
  begin(time: number): Packing {
    let pack = time
    let memory = Buffer.alloc(0)
    let size = 0
    const put = async (): Promise<void> => {
      if (size === 0) return
      // One for all: compressing each by itself keeps the collector busier than everything else.
      await this.put(`${pack}.pack`, await promisify(gzip)(memory.subarray(0, size)))
      pack += 1
      size = 0
    }
    return {
      add: (bytes) => {
        if (size + bytes.length > memory.length) memory = grown(memory, size + bytes.length)
        memory.set(bytes, size)
        const place: [number, number, number] = [pack, size, bytes.length]
        size += bytes.length
        return place
      },
      putFull: async () => {
        if (size >= PACK_SIZE) await put()
      },
      finish: async (index) => {
        await put()
        await this.put(`${index.time}.index`, await promisify(gzip)(seal(FORMAT, index)))
      },
      giveUp: async () => {
        for (let written = time; written < pack; written++) {
          await removeQuietly(this.files, join(this.folder, `${written}.pack`))
        }
      },
    }
  }

  /** Removes the other backups, the packs that none of the kept ones needs, and what killed runs left. */
  async keepOnly(times: ReadonlySet<number>): Promise<void> {
    const packs = new Set<number>()
    for (const time of times) {
      const named = await this.packsOf(time)
      // One that cannot be read might need any pack.
      if (named === null) return
      for (const pack of named) packs.add(pack)
    }
    for (const name of await this.names()) {
      const [index] = numberIn(INDEX, name)
      const [pack] = numberIn(PACK, name)
      const unneeded = (index !== undefined && !times.has(index)) || (pack !== undefined && !packs.has(pack))
      if (unneeded || isTemporary(name)) await removeQuietly(this.files, join(this.folder, name))
    }
  }

  private async packsOf(time: number): Promise<Set<number> | null> {
    const known = this.packs.get(time)
    if (known !== undefined) return known
    const index = await this.readIndex(time)
    if (index === null) return null
    const named = new Set(index.files.map(([, pack]) => pack))
    this.packs.set(time, named)
    return named
  }

  private async pack(pack: number): Promise<{ bytes: Uint8Array; isPlain: boolean } | null> {
    if (this.lastRead?.pack === pack) return this.lastRead
    const stored = await this.read(`${pack}.pack`)
    const isPlain = GZIP.every((byte, at) => stored?.[at] === byte)
    const bytes = isPlain && stored !== null ? await promisify(gunzip)(stored).catch(() => null) : stored
    this.lastRead = bytes === null ? null : { pack, bytes, isPlain }
    return this.lastRead
  }

  private async put(name: string, bytes: Uint8Array): Promise<void> {
    const path = join(this.folder, name)
    await writeWhole(this.files, '', path, bytes)
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

/** Twice as large, but at least `least`, with what is in it. */
function grown(memory: Uint8Array, least: number): Buffer<ArrayBuffer> {
  const larger = Buffer.alloc(Math.max(least, 2 * memory.length))
  larger.set(memory)
  return larger
}

function numberIn(pattern: RegExp, name: string): number[] {
  const match = pattern.exec(name)
  return match === null ? [] : [Number(match[1])]
}
