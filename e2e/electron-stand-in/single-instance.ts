import { randomUUID } from 'node:crypto'
import {
  closeSync,
  type FSWatcher,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { decodeClone, encodeClone } from './page/codec.ts'

/** What a second process tells the first. */
export interface Announcement {
  argv: string[]
  cwd: string
  data: unknown
}

/** Start of a process in clock ticks since boot (proc(5), field 22): tells a process from a later one with its number. */
function startOf(pid: string): string | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    return fields[0] === 'Z' ? null : (fields[19] ?? null)
  } catch {
    return null
  }
}

/**
 * The lock on a user data folder. Electron answers at once, so everything here is synchronous: the lock is a file with the
 * holder's process number, and a second process leaves its command line as a file in a folder that the first one watches.
 */
export class InstanceLock {
  #folder: string | null = null
  #watcher: FSWatcher | null = null

  get held(): boolean {
    return this.#folder !== null
  }

  request(userData: string, announcement: Announcement, heard: (other: Announcement) => void): boolean {
    if (this.held) return true
    const folder = join(userData, 'single-instance')
    mkdirSync(join(folder, 'letters'), { recursive: true })
    if (!this.#take(join(folder, 'lock'))) {
      const letter = join(folder, randomUUID())
      writeFileSync(letter, encodeClone(announcement))
      renameSync(letter, join(folder, 'letters', `${process.pid}-${randomUUID()}`))
      return false
    }
    this.#folder = folder
    this.#watch(join(folder, 'letters'), heard)
    return true
  }

  release(): void {
    if (this.#folder === null) return
    this.#watcher?.close()
    rmSync(join(this.#folder, 'lock'), { force: true })
    this.#folder = null
  }

  #take(lock: string): boolean {
    for (;;) {
      try {
        const file = openSync(lock, 'wx')
        writeFileSync(file, `${process.pid} ${startOf(`${process.pid}`)}`)
        closeSync(file)
        return true
      } catch (error) {
        if (!(error instanceof Error) || !('code' in error) || error.code !== 'EEXIST') throw error
      }
      const [pid = '', start = ''] = readFileSync(lock, 'utf8').split(' ')
      if (startOf(pid) === start) return false
      rmSync(lock, { force: true })
    }
  }

  #watch(letters: string, heard: (other: Announcement) => void): void {
    const collect = (): void => {
      for (const name of readdirSync(letters)) {
        const text = readFileSync(join(letters, name), 'utf8')
        rmSync(join(letters, name))
        // Written by request() above.
        heard(decodeClone(text) as Announcement)
      }
    }
    // What lies here was meant for a process that has gone.
    for (const name of readdirSync(letters)) rmSync(join(letters, name))
    this.#watcher = watch(letters, collect)
    this.#watcher.unref()
  }
}
