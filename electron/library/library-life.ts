import type { ArticleId } from '#shared/article.ts'
import { rememberFolder } from './library-memory.ts'
import { writeSnapshot } from './list-snapshot.ts'
import { countRecords, type Live, readAgainst, takeIn } from './outside-changes.ts'
import type { Prepared } from './prepare-library.ts'
import { DeviceWatch } from './watch-devices.ts'

/** Keeps an open library in step with its folder, and what this device remembers of it in step with the library. */
export class LibraryLife {
  /** Articles of which a damaged file of this device was met. */
  readonly damaged = new Set<ArticleId>()
  private readonly live: Live
  private readonly prepared: Prepared
  private readonly folder: string
  private readonly onChanged: (ids: ArticleId[]) => void
  private watch: DeviceWatch | null = null

  /** @param folder as it was asked for, not its real path */
  constructor(live: Live, prepared: Prepared, folder: string, onChanged: (ids: ArticleId[]) => void) {
    this.live = live
    this.prepared = prepared
    this.folder = folder
    this.onChanged = onChanged
  }

  /** Reads the disk against what is known, then follows it. */
  async start(tell: boolean): Promise<void> {
    const changed = await readAgainst(this.live, this.damaged)
    if (tell && changed.size > 0) this.onChanged([...changed])
    this.watch = new DeviceWatch(this.live.context, async (told) => {
      const ids = await takeIn(this.live, told, this.damaged)
      if (ids.size > 0) this.onChanged([...ids])
    })
    if (changed.size > 0) await this.remember()
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
    await writeSnapshot(context.files, memoryFolder, entries)
    await rememberFolder(folders, { folder: this.folder, id, articles: entries.size })
    if (memory === null) return
    memory.data = { ...memory.data, held: { articles: entries.size, records: countRecords(entries) } }
    await memory.save()
  }
}
