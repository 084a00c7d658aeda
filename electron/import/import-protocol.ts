import type { ImportedArticle } from '#shared/article.ts'
import type { Beside } from './beside.ts'
import type { Fetched } from './image-store.ts'
import type { PlacedContent } from './place-pictures.ts'
import type { Failure } from '#shared/failure.ts'
import type { Result } from '#shared/result.ts'

/** One file for the import worker. */
export interface WorkerTask {
  task: number
  name: string
  bytes: Uint8Array
  beside: Beside
  encoding?: string | null
  /** Pictures that did not come with it. */
  fetched?: Fetched
  /** What is shown of the article: to be answered with the pictures in it, instead of what would be made anew. */
  into?: PlacedContent | null
}

/** The original stays with who sent it. */
export type MadeArticle = Omit<ImportedArticle, 'original'>

export interface WorkerAnswer {
  task: number
  result: Result<MadeArticle, Failure>
}
