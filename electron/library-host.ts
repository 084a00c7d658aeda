import { join } from 'node:path'
import type { Failure } from '#shared/failure.ts'
import type { EventName, Events } from '#shared/ipc-contract.ts'
import type { LibraryCondition, LibraryNotice } from '#shared/library-care.ts'
import { assertNever, fail, ok, type Result } from '#shared/result.ts'
import { ImportQueue, type ImportTarget } from './import/import-queue.ts'
import { LikenessThread } from './import/likeness-thread.ts'
import { type FileTrouble, type Library, openLibrary } from './library/library.ts'
import { copyLibrary, letGo } from './library/move-library.ts'
import type { Paths } from './paths.ts'
import { releaseMemory } from './release-memory.ts'
import { nodeFileSystem } from './storage/file-system.ts'
import { claimFolder } from './storage/folder-lock.ts'
import { keepLibraryPlace, readLibraryPlace } from './storage/library-place.ts'

/** The open library and what fills it. */
export interface OpenLibrary {
  library: Library
  imports: ImportQueue
  /** Finds articles with the same text. */
  likeness: LikenessThread
}

type Opened = Result<OpenLibrary, Failure>

interface HostParts {
  paths: Paths
  send: <E extends EventName>(event: E, payload: Events[E]) => void
  /** Another process asks for the window. */
  showWindow: () => void
}

/** How often (ms) it is looked whether a backup is due; the first time after the app has had time to start. */
const BACKUP_LOOK = 10 * 60 * 1000
const FIRST_LOOK = 60 * 1000
/** Milliseconds after a library has been read until what that has left behind is given back: the window asks first. */
const SETTLED = 30_000
/** How long (ms) quitting waits for a backup, which after a large import takes minutes; the next start makes it. */
const QUITTING = 3000

/** Has the one open library: opens it, opens it again when things have changed, moves it, backs it up. */
export class LibraryHost {
  private readonly parts: HostParts
  private folder: string
  private current: Promise<Opened>
  private library: Library | null = null
  private timers: NodeJS.Timeout[] = []
  private readonly quitting = new AbortController()

  constructor(parts: HostParts) {
    this.parts = parts
    this.folder = parts.paths.library
    this.current = Promise.resolve(fail({ code: 'library-unreachable', folder: this.folder, reason: '' }))
  }

  /** The library, or why it cannot be used. */
  get opened(): Promise<Opened> {
    return this.current
  }

  /** Folder of the library as it is asked for. */
  get place(): string {
    return this.folder
  }

  /** What is not on the disk now; null when all is. */
  get unsaved(): Failure | null {
    return this.library?.trouble ?? null
  }

  /** Begins to open the library; `opened` tells when it is open. */
  async start(): Promise<void> {
    const { paths } = this.parts
    if (!paths.libraryChosen) this.folder = (await readLibraryPlace(paths.appData)) ?? paths.library
    this.current = this.open({})
    const first = setTimeout(() => void this.backUpIfDue(), FIRST_LOOK)
    const later = setInterval(() => void this.backUpIfDue(), BACKUP_LOOK)
    this.timers = [first, later]
    for (const timer of this.timers) timer.unref()
  }

  /** Closes the library and opens it again; calls that come meanwhile wait. */
  async openAgain(how: { acceptVanished?: boolean; makeAnew?: boolean }): Promise<Opened> {
    const before = this.current
    this.current = before.then(async (opened) => {
      await shut(opened)
      return await this.open(how)
    })
    const opened = await this.current
    this.parts.send('library:reopened', null)
    this.tellCondition()
    return opened
  }

  /** Moves the library: copied, read back and opened in the new place before the old one is let go. */
  async move(to: string): Promise<Result<{ folder: string }, Failure>> {
    const before = await this.current
    if (!before.ok) return before
    if (before.value.library.readOnly !== null) return fail(before.value.library.readOnly)
    const from = before.value.library.folder
    const moving = shut(before).then(() =>
      copyLibrary(nodeFileSystem, {
        from,
        to,
        onProgress: (done, total) => this.parts.send('library:care-progress', { done, total }),
      }),
    )
    this.current = moving.then(async (copied) => {
      const old = this.folder
      if (copied.ok) this.folder = to
      const opened = await this.open({ makeAnew: true })
      if (opened.ok || !copied.ok) return opened
      this.folder = old
      return await this.open({})
    })
    const copied = await moving
    const opened = await this.current
    this.parts.send('library:reopened', null)
    this.tellCondition()
    if (!copied.ok) return copied
    if (!opened.ok) return opened
    if (this.folder !== to || !(await keepLibraryPlace(this.parts.paths.appData, to))) {
      return fail({ code: 'move-failed', path: to, reason: 'unfinished' })
    }
    await letGo(nodeFileSystem, from, opened.value.library.folder)
    return ok({ folder: to })
  }

  async flush(): Promise<void> {
    await this.library?.saveNow()
  }

  async condition(): Promise<LibraryCondition> {
    const opened = await this.current
    return opened.ok ? conditionOf(opened.value.library) : { folder: null, readOnly: opened.failure, notices: [] }
  }

  /** Resolves when everything is on disk. */
  async close(): Promise<void> {
    for (const timer of this.timers) clearTimeout(timer)
    const patience = setTimeout(() => this.quitting.abort(), QUITTING)
    await this.backUpIfDue()
    clearTimeout(patience)
    await shut(await this.current)
  }

  private async open(how: { acceptVanished?: boolean; makeAnew?: boolean }): Promise<Opened> {
    const { paths, send, showWindow } = this.parts
    const opened = await openLibrary({
      ...how,
      folder: this.folder,
      appData: paths.appData,
      claim: (root) => claimFolder(root, { kind: 'app', process: process.pid }, showWindow),
      onTrouble: (failure) => send('save:trouble', failure),
      onChanged: (ids) => send('library:changed', { ids }),
      onViews: () => send('views:changed', null),
      onCondition: () => this.tellCondition(),
    })
    this.library = opened.ok ? opened.value : null
    if (!opened.ok) return opened
    const library = opened.value
    const settle = (): void => void setTimeout(releaseMemory, SETTLED).unref()
    void library.checked.then(settle, () => undefined)
    void library.holder?.gone.then(() => {
      if (this.library === library) void this.openAgain({})
    })
    const likeness = new LikenessThread({
      library: library.folder,
      file: join(paths.appData, 'libraries', library.parts.id, 'likeness.bin'),
      workerPath: paths.likenessWorker,
    })
    library.versions.carryBy((job) => likeness.carry(job))
    const imports = new ImportQueue({ library: told(library, likeness), workerPath: paths.importWorker })
    return ok({ library, imports, likeness })
  }

  private tellCondition(): void {
    void this.condition().then((condition) => this.parts.send('library:condition', condition))
  }

  private async backUpIfDue(): Promise<void> {
    const { library } = this
    if (library === null || library.readOnly !== null || !library.isInStep) return
    if (!(await library.backups.isDue())) return
    const made = await library.backUp(this.quitting.signal)
    if (!made.ok) this.parts.send('save:trouble', made.failure)
    if (!this.quitting.signal.aborted) releaseMemory()
  }
}

/** A library whose new articles are looked at while the others are still coming in. */
function told(library: Library, likeness: LikenessThread): ImportTarget {
  return {
    async add(article, capture) {
      const added = await library.add(article, capture)
      if (added.ok && !added.value.already && !capture.starter) likeness.changed([added.value.id])
      return added
    },
  }
}

async function shut(opened: Opened): Promise<void> {
  if (!opened.ok) return
  await opened.value.likeness.close()
  await opened.value.imports.close()
  await opened.value.library.close()
}

function conditionOf(library: Library): LibraryCondition {
  return { folder: library.folder, readOnly: library.readOnly, notices: library.problems.map(noticeOf) }
}

function noticeOf(problem: FileTrouble): LibraryNotice {
  const { file } = problem
  switch (problem.kind) {
    case 'damaged':
      return { kind: 'damaged', file, reason: problem.reason, recoveredAt: problem.recoveredAt }
    case 'newer':
      return { kind: 'newer', file, format: problem.format }
    case 'unreadable':
      return { kind: 'unreadable', file, reason: problem.code }
    case 'rewritten':
      return { kind: 'rewritten', file }
    case 'merged':
      return { kind: 'merged', file }
    default:
      return assertNever(problem)
  }
}
