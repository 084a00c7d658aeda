import type { ArticleId } from '#shared/article.ts'
import type { Failure } from '#shared/failure.ts'
import type { FileSystem } from '../storage/file-system.ts'
import type { Claim } from '../storage/folder-lock.ts'

/** How a library is opened. */
export interface LibraryOptions {
  folder: string
  appData: string
  /** Told what is not saved, and null when all is saved again. */
  onTrouble?: (failure: Failure | null) => void
  /** Told which articles changed otherwise than by a call of this library. */
  onChanged?: (ids: ArticleId[]) => void
  /** Told when another device has changed collections or saved searches. */
  onViews?: () => void
  /** Told when `readOnly` or `problems` are others than before. */
  onCondition?: () => void
  /** Milliseconds since 1970. */
  now?: () => number
  files?: FileSystem
  /** First wait before a failed write is tried again (ms). */
  retryAfter?: number
  /** Claims the folder for this process; without it nobody asks who else has the folder. */
  claim?: (root: string) => Promise<Claim>
  /** Makes a new library also where one was known and is gone. */
  makeAnew?: boolean
  /** Takes the library as it is, however much is gone. */
  acceptVanished?: boolean
}
