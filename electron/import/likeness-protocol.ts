import type { ArticleId } from '#shared/article.ts'
import type { Carried, CarryJob } from '#shared/version.ts'
import type { FoundTwin } from './likeness-index.ts'

/** What the likeness worker is started with. */
export interface LikenessWorkerData {
  /** The library folder. */
  library: string
  /** The derived file, in the app data. */
  file: string
}

export interface TwinsOf {
  id: ArticleId
  twins: FoundTwin[]
}

/**
 * To the worker. `changed`: articles that came in or are others now; `find`: what is like these, of what is known by
 * now; `find-later`: the same when the whole library is known; `carry`: where highlights are in a new version.
 */
export type LikenessMessage =
  | { name: 'changed'; ids: ArticleId[] }
  | { name: 'find' | 'find-later'; task: number; ids: ArticleId[] }
  | { name: 'carry'; task: number; job: CarryJob }
  | { name: 'close'; task: number }

/** From the worker. `whole`: nothing of the library was still unknown. */
export interface LikenessReply {
  task: number
  whole: boolean
  found: TwinsOf[]
  carried?: Carried
}
