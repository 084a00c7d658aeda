import { afterEach, expect, test } from 'vitest'
import { ExportThread } from './export-thread.ts'

const thread = new ExportThread(new URL('export-worker.ts', import.meta.url))
afterEach(() => thread.close())

test('helpers are kept for the next work, and go when their thread does', async () => {
  const seen: ExportThread[] = []
  const work = async (helpers: readonly ExportThread[]): Promise<void> => {
    for (const helper of helpers) await helper.call('start', [])
    seen.push(...helpers)
  }
  await thread.withHelpers(1, work)
  await thread.withHelpers(2, work)
  const [first, again, second] = seen
  expect(again).toBe(first)
  expect(second).not.toBe(first)
  const ended = first?.call('start', [])
  await Promise.all([expect(ended).rejects.toThrow('closed'), thread.close()])
  await thread.withHelpers(1, work)
  expect(seen[3]).not.toBe(first)
})
