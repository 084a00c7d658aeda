import type { ArticleId } from '#shared/article.ts'
import { letGoOfEmptied } from './let-go.ts'
import { rememberFolder } from './library-memory.ts'
import { type Folders, type StoredList, writeSnapshot } from './list-snapshot.ts'
import { countRecords, type Live, readAgainst, takeIn, takeOverLibrary } from './outside-changes.ts'
import type { Prepared } from './prepare-library.ts'
import { recordName } from './record-names.ts'
import { factsNow, folderFacts, isAsListed } from './scan.ts'
import { DeviceWatch } from './watch-devices.ts'

interface LifeOptions {
  /** As it was asked for, not its real path. */
  folder: string
  /** What the list begins with. */
  snapshot: StoredList | null
  onChanged: (ids: ArticleId[]) => void
  /** What `start` has answered. */
  checked: () => Promise<void>
  /** Gives the signal that `live` listens to. */
  closing: AbortController
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
  /** The list agrees with the disk. */
  isInStep = false
  /** Changes that wait until it does. */
  private waiting = 0
  private readonly closing: AbortController
  private readonly checked: () => Promise<void>
  /** The other devices' folders as they were before they were read last. */
  private othersRead: string | null = null

  constructor(live: Live, prepared: Prepared, { folder, snapshot, onChanged, checked, closing }: LifeOptions) {
    this.live = live
    this.checked = checked
    this.closing = closing
    this.snapshot = snapshot
    this.damaged = snapshot?.damaged ?? new Set()
    this.damagedBefore = this.damaged.size
    this.prepared = prepared
    this.folder = folder
    this.onChanged = onChanged
  }

  /** Reads the disk against what is known, unless nothing has changed since; then follows it. */
  async start(): Promise<void> {
    await this.compare()
    this.isInStep = !this.closing.signal.aborted
    if (!this.isInStep) return
    if (this.snapshot === null) await this.remember()
    await this.letGo()
    this.follow()
  }

  /**
   * Resolves when the article may be changed: as soon as its own files are seen to be what the list was read from, or
   * else when everything has been compared. A file that is missing or another may be on its way from another device.
   */
  async ready(id: ArticleId): Promise<void> {
    const { touched, entries, context } = this.live
    if (this.isInStep || touched.has(id)) return
    this.snapshot?.seek(id)
    const entry = entries.get(id)
    if (entry !== undefined && !this.damaged.has(id) && (await isAsListed(context, entry))) touched.add(id)
    else await this.whole()
  }

  /** Resolves when everything has been compared; whoever waits for that keeps it from being broken off. */
  async whole(): Promise<void> {
    this.waiting += 1
    await this.checked()
    this.waiting -= 1
    if (!this.isInStep) throw new Error('The library was closed before it could be changed.')
  }

  /** The library is to be closed: comparing stops, unless a change waits for it. */
  cancel(): void {
    if (this.waiting === 0) this.closing.abort()
  }

  private async compare(): Promise<void> {
    const { touched } = this.live
    await this.snapshot?.rest()
    const folders = await this.foldersNow()
    if (isSame(folders, this.snapshot?.folders ?? null)) await takeOverLibrary(this.live)
    else {
      const changed = await readAgainst(this.live, this.damaged)
      if (changed.size > 0) this.onChanged([...changed])
    }
    touched.clear()
    this.othersRead = folders?.others ?? null
  }

  private follow(): void {
    const { context } = this.live
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
    // What was not compared to the end says nothing that the next start could trust.
    if (this.isInStep) await this.remember()
    await this.prepared.release()
  }

  /** Keeps what makes the next start fast and safe; all of it can be deleted. */
  private async remember(): Promise<void> {
    const { memory, folders, id, memoryFolder } = this.prepared
    const { context, entries } = this.live
    if (context.isReadOnly()) return
    const inStep = await this.foldersInStep()
    if (inStep !== null) await this.completeSources()
    if (!this.isKept(inStep)) {
      await writeSnapshot(context.files, memoryFolder, { entries, damaged: this.damaged, folders: inStep })
    }
    await rememberFolder(folders, { folder: this.folder, id, articles: entries.size })
    if (memory === null) return
    memory.data = { ...memory.data, held: { articles: entries.size, records: countRecords(entries) } }
    await memory.save()
  }

  /** Changes leave open which files an article was read from; now that all are on the disk, it can be said. */
  private async completeSources(): Promise<void> {
    const { context, entries } = this.live
    for (const [id, entry] of entries) {
      if (entry.sources === '') entries.set(id, { ...entry, sources: await factsNow(context, id) })
    }
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
