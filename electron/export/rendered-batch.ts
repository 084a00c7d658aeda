import { deserialize, serialize } from 'node:v8'
import type { Failure } from '#shared/failure.ts'
import type { Result } from '#shared/result.ts'
import type { RenderedArticle } from './rendered-article.ts'

export type Rendered = Result<RenderedArticle, Failure>

/**
 * Rendered articles on their way from the worker that renders to the one that writes. The main thread, which hands them
 * on, has no need to look at them: for it they are bytes.
 */
export interface RenderedBatch {
  packed: Uint8Array
  /** Which of the wanted articles the library has to read; nothing is said of them in the bytes. */
  missing: readonly number[]
}

export function packBatch(rendered: readonly (Rendered | null)[]): RenderedBatch {
  const missing = rendered.flatMap((one, i) => (one === null ? [i] : []))
  return { packed: serialize(rendered), missing }
}

/** @param found what the library has read, by the numbers in `missing` */
export function unpackBatch(packed: Uint8Array, found: readonly (readonly [number, Rendered])[]): Rendered[] {
  // Only `packBatch` makes these bytes.
  const rendered = deserialize(packed) as (Rendered | null)[]
  for (const [at, one] of found) rendered[at] = one
  return rendered.filter((one) => one !== null)
}
