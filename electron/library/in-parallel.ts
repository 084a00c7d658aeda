/** Runs `work` on every item, at most `limit` at a time; answers in the order of the items. Stops at the first error. */
export async function inParallel<T, V>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<V>,
): Promise<V[]> {
  const results: V[] = []
  const queue = items.entries()
  const run = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await work(item)
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, run))
  return results
}
