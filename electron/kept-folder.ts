import type { ArticleId } from '#shared/article.ts'
import { exportNotes } from './export-articles.ts'
import { jobOf } from './export-handlers.ts'
import type { Services } from './services.ts'

/** Milliseconds of quiet after a change before the folder follows. */
const QUIET = 3_000

/** "Keep this folder up to date": after every change the notes of the articles concerned are merged into the folder. */
export class KeptFolderExport {
  private readonly services: Services
  private readonly changed = new Set<ArticleId>()
  private timer: ReturnType<typeof setTimeout> | undefined
  private running: Promise<void> = Promise.resolve()

  constructor(services: Services) {
    this.services = services
    services.onChange((id) => this.follow(id))
  }

  /** What waits is written before the app quits. */
  async close(): Promise<void> {
    clearTimeout(this.timer)
    await this.write()
  }

  private follow(id: ArticleId): void {
    if (this.services.settings.get().export.kept === null) return
    this.changed.add(id)
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.write(), QUIET)
  }

  private write(): Promise<void> {
    this.running = this.running.then(() => this.writeNow())
    return this.running
  }

  private async writeNow(): Promise<void> {
    const { kept } = this.services.settings.get().export
    const opened = await this.services.opened
    if (kept === null || !opened.ok || this.changed.size === 0) return
    const ids = [...this.changed]
    this.changed.clear()
    const { signal: _signal, onProgress: _progress, ...job } = jobOf(this.services, opened.value)
    const { folder, note } = kept
    const report = await exportNotes(job, { ids, folder, note, isPreview: false })
    // What could not be written at all (the disk is away, another export is at it) goes with the next change.
    if (!report.ok) for (const id of ids) this.changed.add(id)
    const failure = report.ok ? (report.value.failed[0] ?? null) : report.failure
    this.services.send('export:kept', failure)
  }
}
