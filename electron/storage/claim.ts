import { randomInt } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import { backupName } from './file-family.ts'
import { errorCode, type FileSystem } from './file-system.ts'
import { sameFacts, statIfThere } from './reading.ts'
import { removeQuietly, temporaryNameOf, writeWhole } from './temporary-file.ts'

/** File systems without hard links (FAT, exFAT, many network shares) say one of these. */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EACCES', 'EINVAL', 'UNKNOWN'])
/** Milliseconds after which the process that has a file is taken for dead, and at most before each further try. */
const MOST_WAIT = 1000
const PAUSE = 16

/**
 * What one process has of a file that it is about to replace: a second link to it, whose name only one can make at a
 * time, and which becomes the backup. Others that do not know of this process wait for it. Where there is no file there
 * is nothing to have; where there are no hard links nobody waits, and the backup is a copy.
 */
export class Claim {
  private readonly files: FileSystem
  private readonly path: string
  private link: string | null
  private readonly isCopied: boolean

  private constructor(files: FileSystem, path: string, link: string | null, isCopied: boolean) {
    this.files = files
    this.path = path
    this.link = link
    this.isCopied = isCopied
  }

  static async on(files: FileSystem, path: string): Promise<Claim> {
    const link = temporaryNameOf(path)
    const begun = performance.now()
    for (;;) {
      try {
        await files.link(path, link)
        return new Claim(files, path, link, false)
      } catch (error) {
        const code = errorCode(error) ?? ''
        if (code === 'ENOENT') return new Claim(files, path, null, false)
        if (NO_LINKS.has(code)) return new Claim(files, path, null, true)
        if (code !== 'EEXIST') throw error
      }
      if (performance.now() - begun > MOST_WAIT) await removeQuietly(files, link)
      else await setTimeout(randomInt(1, PAUSE))
    }
  }

  /** To be called before the file is replaced. */
  async copyBackup(root: string): Promise<void> {
    if (this.isCopied) await writeWhole(this.files, root, backupName(this.path), await this.files.readFile(this.path))
  }

  /**
   * To be called when the file is replaced.
   * @param repeated the file may have been its own backup, as earlier versions left it where a write failed half-way
   */
  async becomeBackup(repeated: boolean): Promise<void> {
    const { files, path, link } = this
    if (link === null) return
    // rename(2) does nothing when both names are links to one file already: then the link only goes.
    if (repeated && (await isBackup(files, link, path))) return
    await files.rename(link, backupName(path))
    // From here on the name may be another one's.
    this.link = null
  }

  /** Leaves the file to others. */
  async release(): Promise<void> {
    if (this.link !== null) await removeQuietly(this.files, this.link)
    this.link = null
  }
}

async function isBackup(files: FileSystem, link: string, path: string): Promise<boolean> {
  return sameFacts(await statIfThere(files, link), await statIfThere(files, backupName(path)))
}
