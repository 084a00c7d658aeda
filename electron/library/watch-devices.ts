/** Tells what changes in the device folders, whoever changes it. */
import { type FSWatcher, watch } from 'node:fs'
import type { ArticleId } from '#shared/article.ts'
import { errorCode } from '../storage/file-system.ts'
import { familyHead } from '../storage/file-family.ts'
import { type Layout } from './layout.ts'
import { isLibraryCopy, recordName } from './record-names.ts'
import type { LibraryContext } from './record-sources.ts'

/** Milliseconds in which changes are gathered: a synchroniser brings many files at once. */
const GATHER = 150
/** How often (ms) folders are looked at where the system tells nothing, as on network disks. */
const LOOK = 20_000

export interface Changed {
  /** Articles whose files changed; null where only a look at everything can tell. */
  articles: Set<ArticleId> | null
  /** Other records of devices, or a device that was not there before. */
  devices: boolean
}

/**
 * Watches until `stop` is called. This device's own writes are not told, only conflict copies beside them.
 * @param onChange is not called again before it has resolved
 */
export class DeviceWatch {
  private readonly watchers = new Map<string, FSWatcher | null>()
  private readonly context: LibraryContext
  private readonly onChange: (changed: Changed) => Promise<void>
  private readonly times = new Map<string, number>()
  private gathered: Changed | null = null
  private timer: NodeJS.Timeout | null = null
  private readonly looking: NodeJS.Timeout
  private running: Promise<void> = Promise.resolve()

  constructor(context: LibraryContext, onChange: (changed: Changed) => Promise<void>) {
    this.context = context
    this.onChange = onChange
    this.follow()
    this.looking = setInterval(() => void this.look(), LOOK)
    this.looking.unref()
    void this.remember()
  }

  /** What was told by then is still worked on. */
  async stop(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer)
    clearInterval(this.looking)
    this.tell()
    for (const watcher of this.watchers.values()) watcher?.close()
    this.watchers.clear()
    await this.running
  }

  /** Watches the folders of devices that have come. */
  follow(): void {
    const { layout, device, otherDevices } = this.context
    this.watch(layout.devices, () => this.add(new Set(), true))
    for (const source of [device, ...otherDevices]) {
      const own = source === device
      this.watch(layout.device(source), (name) => {
        if (name === null || (name === 'library.json' && !own) || isLibraryCopy(name)) this.add(new Set(), true)
      })
      this.watch(layout.deviceArticles(source), (name) => this.told(name, own))
    }
  }

  private told(name: string | null, own: boolean): void {
    if (name === null) return this.add(null, false)
    const record = recordName(familyHead(name))
    if (record === null || (own && (record.kind === 'records' || familyHead(name) !== name))) return
    this.add(new Set([record.id]), false)
  }

  private watch(folder: string, onName: (name: string | null) => void): void {
    if (this.watchers.get(folder) !== undefined) return
    try {
      const watcher = watch(folder, { persistent: false }, (_event, name) => onName(name))
      watcher.on('error', () => this.forget(folder))
      this.watchers.set(folder, watcher)
    } catch (error) {
      // No such folder yet, or no watches left: `look` finds changes all the same.
      if (errorCode(error) === null) throw error
    }
  }

  private forget(folder: string): void {
    this.watchers.get(folder)?.close()
    this.watchers.delete(folder)
  }

  private add(articles: Set<ArticleId> | null, devices: boolean): void {
    const before = this.gathered ?? { articles: new Set(), devices: false }
    const all = before.articles === null || articles === null ? null : new Set([...before.articles, ...articles])
    this.gathered = { articles: all, devices: before.devices || devices }
    this.timer ??= setTimeout(() => this.tell(), GATHER)
  }

  private tell(): void {
    this.timer = null
    this.running = this.running.then(async () => {
      const changed = this.gathered
      this.gathered = null
      if (changed === null) return
      await this.onChange(changed)
      this.follow()
      await this.remember()
    })
  }

  /** Folders change their time when a file is put into them, which is how every synchroniser brings files. */
  private async look(): Promise<void> {
    for (const folder of foldersOf(this.context.layout, this.context.otherDevices)) {
      const time = await this.timeOf(folder)
      if (time === this.times.get(folder)) continue
      this.times.set(folder, time)
      this.add(null, true)
    }
  }

  private async remember(): Promise<void> {
    for (const folder of foldersOf(this.context.layout, this.context.otherDevices)) {
      this.times.set(folder, await this.timeOf(folder))
    }
  }

  private async timeOf(folder: string): Promise<number> {
    try {
      return (await this.context.files.stat(folder)).modified
    } catch (error) {
      if (errorCode(error) === null) throw error
      return 0
    }
  }
}

function foldersOf(layout: Layout, devices: readonly string[]): string[] {
  return [layout.devices, ...devices.flatMap((device) => [layout.device(device), layout.deviceArticles(device)])]
}
