import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { SearchThread } from './search-thread.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'simak-thread-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A worker that answers with what it was asked, fails when told to, and ends when told to. */
const STAND_IN = `
import { parentPort } from 'node:worker_threads'
parentPort.postMessage({ kind: 'state', state: { state: 'ready', done: 1, total: 1 } })
parentPort.on('message', ({ task, name, request }) => {
  if (name === 'complete' && request.query === 'die') process.exit(3)
  if (name === 'complete' && request.query === 'fail') parentPort.postMessage({ kind: 'failed', task, reason: 'no' })
  else parentPort.postMessage({ kind: 'answer', task, value: name === 'counts' ? request.queries.map((q) => q.length) : [] })
})
`

function threadOf(onState: () => void = () => undefined): SearchThread {
  const workerPath = join(folder, 'worker.mjs')
  writeFileSync(workerPath, STAND_IN)
  return new SearchThread({ library: folder, folder, workerPath, onState })
}

describe('the search thread', () => {
  test('answers each task with its own value, and tells the state', async () => {
    let told = 0
    const thread = threadOf(() => told++)
    const answers = await Promise.all([
      thread.ask('counts', { queries: ['a', 'bb'] }),
      thread.ask('complete', { query: 'x' }),
      thread.ask('counts', { queries: ['ccc'] }),
    ])
    expect(answers).toEqual([[1, 2], [], [3]])
    expect(told).toBe(1)
    await thread.close()
  })

  test('a task that fails fails alone', async () => {
    const thread = threadOf()
    await expect(thread.ask('complete', { query: 'fail' })).rejects.toThrow('no')
    expect(await thread.ask('counts', { queries: ['a'] })).toEqual([1])
    await thread.close()
  })

  test('a worker that ends is replaced, a few times; what it was asked is refused', async () => {
    const thread = threadOf()
    for (let round = 0; round < 3; round++) {
      await expect(thread.ask('complete', { query: 'die' })).rejects.toThrow('stopped')
      expect(await thread.ask('counts', { queries: ['a'] })).toEqual([1])
    }
    await expect(thread.ask('complete', { query: 'die' })).rejects.toThrow('stopped')
    await expect(thread.ask('counts', { queries: ['a'] })).rejects.toThrow('stopped')
    await thread.close()
  })
})
