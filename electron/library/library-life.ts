import type { ArticleId } from '#shared/article.ts'
import { letGoOfEmptied } from './let-go.ts'
import { rememberFolder } from './library-memory.ts'
import { type Folders, type StoredList, writeSnapshot } from './list-snapshot.ts'
import { countRecords, type Live, readAgainst, takeIn, takeOverLibrary } from './outside-changes.ts'
import type { Prepared } from './prepare-library.ts'
import { recordName } from './record-names.ts'
import { folderFacts } from './scan.ts'
import { DeviceWatch } from './watch-devices.ts'

interface LifeOptions {
  /** As it was asked for, not its real path. */
  folder: string
  /** What the list begins with. */
  snapshot: StoredList | null
  onChanged: (ids: ArticleId[]) => void
}

/** Keeps an open library in step with its folder, and what this device remembers of it in step with the library. */
export class LibraryLife {
  /** Articles of which a damaged file of this device was met. */
  readonly damaged: Set<ArticleId>
  private readonly live: Live
  private readonly prepared: Prepared
  private readonly folder: string
  private readonly onChanged: (ids: ArticleId[]) => void
  private readonly snapshot: StoredList | null
  /** As they are kept already. */
  private readonly damagedBefore: number
  private watch: DeviceWatch | null = null
  /** The other devices' folders as they were before they were read last. */
  private othersRead: string | null = null

  constructor(live: Live, prepared: Prepared, { folder, snapshot, onChanged }: LifeOptions) {
    this.live = live
    this.snapshot = snapshot
    this.damaged = snapshot?.damaged ?? new Set()
    this.damagedBefore = this.damaged.size
    this.prepared = prepared
    this.folder = folder
    this.onChanged = onChanged
  }

  /** Reads the disk against what is known, unless nothing has changed since; then follows it. */
  async start(): Promise<void> {
    const { context } = this.live
    await this.snapshot?.rest()
    const folders = await this.foldersNow()
    if (isSame(folders, this.snapshot?.folders ?? null)) await takeOverLibrary(this.live)
    else {
      const changed = await readAgainst(this.live, this.damaged)
      if (changed.size > 0) this.onChanged([...changed])
    }
    this.othersRead = folders?.others ?? null
    if (this.snapshot === null) await this.remember()
    await this.letGo()
    this.watch = new DeviceWatch(context, async (told) => {
      const before = await this.foldersNow()
      const ids = await takeIn(this.live, told, this.damaged)
      this.othersRead = before?.others ?? null
      if (ids.size > 0) this.onChanged([...ids])
      await this.letGo()
    })
  }

  /** Removes the files of what every device has emptied from the trash. */
  async letGo(): Promise<void> {
    await letGoOfEmptied(this.live)
  }

  async stop(): Promise<void> {
    await this.watch?.stop()
  }

  async end(): Promise<void> {
    await this.remember()
    await this.prepared.release()
  }

  /** Keeps what makes the next start fast and safe; all of it can be deleted. */
  private async remember(): Promise<void> {
    const { memory, folders, id, memoryFolder } = this.prepared
    const { context, entries } = this.live
    if (context.isReadOnly()) return
    const inStep = await this.foldersInStep()
    if (!this.isKept(inStep)) {
      await writeSnapshot(context.files, memoryFolder, { entries, damaged: this.damaged, folders: inStep })
    }
    await rememberFolder(folders, { folder: this.folder, id, articles: entries.size })
    if (memory === null) return
    memory.data = { ...memory.data, held: { articles: entries.size, records: countRecords(entries) } }
    await memory.save()
  }

  /** The list in app data says all this already. */
  private isKept(folders: Folders | null): boolean {
    if (this.snapshot === null || this.live.entries.edits > 0) return false
    return this.damaged.size === this.damagedBefore && isSame(folders, this.snapshot.folders)
  }

  /** The folders as they are now, if the list says all that is in them; else the next start reads again. */
  private async foldersInStep(): Promise<Folders | null> {
    const { context, isWhole } = this.live
    const now = await this.foldersNow()
    if (now === null || now.others !== this.othersRead || !isWhole()) return null
    const names = await context.files.list(context.layout.deviceArticles(context.device))
    return names.some(({ name }) => recordName(name)?.kind === 'copy') ? null : now
  }

  private async foldersNow(): Promise<Folders | null> {
    const { context } = this.live
    const own = await folderFacts(context, [context.device])
    const others = await folderFacts(context, context.otherDevices)
    return own === null || others === null ? null : { own, others }
  }
}

function isSame(a: Folders | null, b: Folders | null): boolean {
  return a !== null && b !== null && a.own === b.own && a.others === b.others
}
