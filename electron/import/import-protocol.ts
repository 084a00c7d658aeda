import type { ImportedArticle } from '#shared/article.ts'
import type { Beside } from './beside.ts'
import type { Failure } from '#shared/failure.ts'
import type { Result } from '#shared/result.ts'

/** One file for the import worker. */
export interface WorkerTask {
  task: number
  name: string
  bytes: Uint8Array
  beside: Beside
  encoding?: string | null
}

/** The original stays with who sent it. */
export type MadeArticle = Omit<ImportedArticle, 'original'>

export interface WorkerAnswer {
  task: number
  result: Result<MadeArticle, Failure>
}
