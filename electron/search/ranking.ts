import type { IndexView } from './index-view.ts'

export interface Ranked {
  doc: number
  score: number
}

/** The best `limit` documents, best first; equals by the newest saved. */
export function bestOf(view: IndexView, scores: Float32Array, limit: number): Ranked[] {
  const { saved } = view
  const isWorse = (a: Ranked, b: Ranked): boolean =>
    a.score < b.score || (a.score === b.score && (saved[a.doc] ?? 0) < (saved[b.doc] ?? 0))
  const heap: Ranked[] = []
  for (let doc = 0; doc < scores.length; doc++) {
    const score = scores[doc] ?? 0
    if (score <= 0) continue
    const worst = heap[0]
    if (heap.length < limit) rise(heap, { doc, score }, isWorse)
    else if (worst !== undefined && score >= worst.score && isWorse(worst, { doc, score }))
      sink(heap, { doc, score }, isWorse)
  }
  return heap.sort((a, b) => (isWorse(a, b) ? 1 : -1))
}

/** Adds to a heap whose root is the worst. */
function rise(heap: Ranked[], item: Ranked, isWorse: (a: Ranked, b: Ranked) => boolean): void {
  let at = heap.length
  heap.push(item)
  while (at > 0) {
    const parent = (at - 1) >>> 1
    const above = heap[parent]
    if (above === undefined || !isWorse(item, above)) break
    heap[at] = above
    at = parent
  }
  heap[at] = item
}

/** Puts an item in the place of the root. */
function sink(heap: Ranked[], item: Ranked, isWorse: (a: Ranked, b: Ranked) => boolean): void {
  let at = 0
  for (;;) {
    const left = heap[at * 2 + 1]
    const right = heap[at * 2 + 2]
    if (left === undefined) break
    const down = right !== undefined && isWorse(right, left) ? right : left
    if (!isWorse(down, item)) break
    heap[at] = down
    at = down === left ? at * 2 + 1 : at * 2 + 2
  }
  heap[at] = item
}
