import { hash } from 'node:crypto'
import { basename, join } from 'node:path'
import type { ArticleId, ArticleSummary } from '#shared/article.ts'
import type { Failure } from '#shared/failure.ts'
import type { BackupSummary } from '#shared/library-care.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { errorCode, type FileFacts, type FileSystem } from '../storage/file-system.ts'
import type { Rescue } from '../storage/json-file.ts'
import type { StoredRecord } from '../storage/record.ts'
import { type BackedUp, type BackupCounts, BackupFiles, type BackupIndex, type Packing } from './backup-files.ts'
import { BACKUP_INTERVAL, timesToKeep } from './backup-times.ts'
import { isArticleId, type Layout } from './layout.ts'
import { recordsIn } from './record-sources.ts'

interface BackupsOptions {
  files: FileSystem
  /** App-data folder of the library. */
  folder: string
  layout: Layout
  device: string
  now: () => number
}

/** Name of the file of records that are about no article. */
const LIBRARY = 'library'

/** Copies of this device's records, in the app-data folder: made on a schedule, checked, and thinned out with time. */
export class Backups {
  private readonly options: BackupsOptions
  private readonly store: BackupFiles
  private running: Promise<unknown> = Promise.resolve()
  /** Names of the files in this device's newest backup. */
  private newestNames: Promise<ReadonlySet<string>> | null = null

  constructor(options: BackupsOptions) {
    this.options = options
    this.store = new BackupFiles(options.files, join(options.folder, 'backups'))
  }

  /** Newest first. Damaged ones are left out. */
  async list(): Promise<BackupSummary[]> {
    const summaries: BackupSummary[] = []
    for (const time of await this.store.times()) {
      const index = await this.store.readIndex(time)
      if (index !== null) summaries.push({ time, ...index.counts })
    }
    return summaries
  }

  /** Whether the newest backup is old enough for another. */
  async isDue(): Promise<boolean> {
    const [newest = 0] = await this.store.times()
    return Math.abs(this.options.now() - newest) >= BACKUP_INTERVAL
  }

  /** Makes a backup if something has changed since the last; answers its time, or null. `signal` breaks it off. */
  make(counts: BackupCounts, signal?: AbortSignal): Promise<Result<number | null, Failure>> {
    const made = this.running.then(() => this.makeNext(counts, signal))
    this.running = made.catch(() => undefined)
    return made
  }

  /** This device's records as they were then, article by article; null for what cannot be read. */
  async *read(time: number, only: ArticleId | null): AsyncGenerator<[ArticleId, StoredRecord[]] | null, void> {
    const index = await this.store.readIndex(time)
    if (index === null) yield null
    for (const file of index?.files ?? []) {
      const [name] = file
      if (!isArticleId(name) || (only !== null && only !== name)) continue
      const bytes = await this.store.readFile(file)
      const records = bytes === null ? null : recordsIn(bytes)
      yield records === null ? null : [name, [...records.records.values()]]
    }
  }

  /** The newest good copy of one of this device's files. */
  async newest(path: string): Promise<Rescue | null> {
    const name = this.nameOf(path)
    if (name === null || !(await this.namesInNewest()).has(name)) return null
    for (const time of await this.store.times()) {
      const index = await this.store.readIndex(time)
      if (index?.device !== this.options.device) continue
      const file = index.files.find(([found]) => found === name)
      const bytes = file === undefined ? null : await this.store.readFile(file)
      // What was damaged when the backup was made is in it as it was before.
      if (bytes !== null && recordsIn(bytes) !== null) return { from: 'backup', time: file?.[1] ?? time, bytes }
    }
    return null
  }

  /** Articles that the newest backup has a copy of. */
  async articles(): Promise<ArticleId[]> {
    return [...(await this.namesInNewest())].filter(isArticleId)
  }

  private namesInNewest(): Promise<ReadonlySet<string>> {
    this.newestNames ??= this.readNewest().then((files) => new Set(files.keys()))
    return this.newestNames
  }

  /** The files in this device's newest backup, by name. */
  private async readNewest(): Promise<Map<string, BackedUp>> {
    for (const time of await this.store.times()) {
      const index = await this.store.readIndex(time)
      if (index?.device === this.options.device) return byName(index)
    }
    return new Map()
  }

  private async makeNext(counts: BackupCounts, signal?: AbortSignal): Promise<Result<number | null, Failure>> {
    const { now, folder, device } = this.options
    const time = await this.store.freeTime(now())
    const packing = this.store.begin(time)
    try {
      const files = await this.gather(packing, signal)
      if (files === null) {
        await packing.giveUp()
        return ok(null)
      }
      await packing.finish({ time, device, counts, files })
      this.newestNames = Promise.resolve(new Set(files.map(([name]) => name)))
      await this.store.keepOnly(timesToKeep(await this.store.times()))
      return ok(time)
    } catch (error) {
      await packing.giveUp()
      const reason = errorCode(error)
      if (reason === null) throw error
      return fail({ code: 'not-saved', file: join(folder, 'backups'), reason })
    }
  }

  /**
   * Where every file of the backup lies; null where nothing has changed, or it was broken off. What is unchanged since
   * the backup before is taken from there; so is what is damaged now.
   */
  private async gather(packing: Packing, signal?: AbortSignal): Promise<BackedUp[] | null> {
    const known = await this.readNewest()
    const files: BackedUp[] = []
    let changed = false
    for (const { name, path } of await this.sources()) {
      if (signal?.aborted === true) return null
      const old = known.get(name)
      known.delete(name)
      const facts = await this.options.files.stat(path)
      if (old !== undefined && isSame(old, facts)) {
        files.push(old)
        continue
      }
      const added = await this.options.files.peek(path, (bytes) =>
        recordsIn(bytes) === null ? null : { place: packing.add(bytes), sum: hash('sha256', bytes) },
      )
      if (added === null) {
        if (old !== undefined) files.push(old)
        continue
      }
      changed = true
      files.push([name, ...added.place, added.sum, facts.size, facts.modified])
      await packing.putFull()
    }
    // A file that is gone stays in the backup: this program never removes one.
    return changed ? [...files, ...known.values()] : null
  }

  private async sources(): Promise<{ name: string; path: string }[]> {
    const { files, layout, device } = this.options
    const folder = layout.deviceArticles(device)
    const names = (await files.list(folder)).map((entry) => entry.name)
    const articles = names
      .filter((name) => name.endsWith('.json') && isArticleId(basename(name, '.json')))
      .map((name) => ({ name: basename(name, '.json'), path: join(folder, name) }))
    const own = (await files.list(layout.device(device))).some(({ name }) => name === 'library.json')
    return own ? [...articles, { name: LIBRARY, path: layout.libraryRecords(device) }] : articles
  }

  private nameOf(path: string): string | null {
    const { layout, device } = this.options
    if (path === layout.libraryRecords(device)) return LIBRARY
    const id = basename(path, '.json')
    return isArticleId(id) && path === layout.articleRecords(device, id) ? id : null
  }
}

function byName(index: BackupIndex): Map<string, BackedUp> {
  return new Map(index.files.map((file) => [file[0], file]))
}

function isSame([, , , , , size, modified]: BackedUp, facts: FileFacts): boolean {
  return size === facts.size && modified === facts.modified
}

/** What a backup says it holds. */
export function countsOf(shown: readonly ArticleSummary[]): BackupCounts {
  const counts = { articles: shown.length, highlights: 0, notes: 0 }
  for (const { highlights, notes } of shown) {
    counts.highlights += highlights
    counts.notes += notes
  }
  return counts
}
