import { mkdtempDisposable, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Failure } from '#shared/failure.ts'
import { ok } from '#shared/result.ts'
import { type FileOperation, faultyFiles } from './faulty-files.ts'
import { type FileSystem, nodeFileSystem } from './file-system.ts'
import type { Codec } from './json-file.ts'
import { SavedFile } from './saved-file.ts'

const codec: Codec<unknown[]> = {
  decode: (value) => ok(Array.isArray(value) ? value : []),
  encode: (data) => data,
}

function scratch() {
  return mkdtempDisposable(join(tmpdir(), 'simak-saved-file-'))
}

async function open(folder: string, files: FileSystem = nodeFileSystem, onState?: (failure: Failure | null) => void) {
  const path = join(folder, 'list.json')
  const common = { path, root: folder, format: 1, codec, files, now: Date.now, owned: true }
  const defaults: unknown[] = []
  const opened = await SavedFile.open({ ...common, defaults, retryAfter: 5, ...(onState && { onState }) })
  if (!opened.ok) throw new Error('not opened')
  return opened.value
}

/** Counts writes that reach the disk. */
function counting() {
  const counts = { creates: 0 }
  const files = faultyFiles((operation) => {
    if (operation === 'createFile') counts.creates += 1
    return null
  })
  return { counts, files }
}

afterEach(() => void vi.useRealTimers())

describe('a burst of changes', () => {
  test('is two writes, the first at once and the second with everything', async () => {
    await using folder = await scratch()
    const { counts, files } = counting()
    const file = await open(folder.path, files)
    const saves = Array.from({ length: 100 }, (_, index) => {
      file.data.push(index)
      return file.save()
    })
    expect(file.settled).toBe(false)
    expect(await Promise.all(saves)).toEqual(saves.map(() => ok(null)))
    expect(file.settled).toBe(true)
    expect(counts.creates).toBe(2)
    expect((await open(folder.path)).data).toHaveLength(100)
  })

  test('is acknowledged within 500 ms', async () => {
    await using folder = await scratch()
    const file = await open(folder.path)
    file.data.push(...Array.from({ length: 200 }, (_, index) => ({ note: `A note of some length, number ${index}` })))
    const start = performance.now()
    await Promise.all(Array.from({ length: 50 }, () => file.save()))
    expect(performance.now() - start).toBeLessThan(500)
  })

  test('waits for nothing but the disk: no timer has to fire', async () => {
    vi.useFakeTimers()
    await using folder = await scratch()
    const file = await open(folder.path)
    file.data.push('a note')
    const saves = Array.from({ length: 50 }, () => file.save())
    expect(await Promise.all(saves)).toEqual(saves.map(() => ok(null)))
    expect(vi.getTimerCount()).toBe(0)
  })

  test('is acknowledged only when it can be read back', async () => {
    await using folder = await scratch()
    const file = await open(folder.path)
    const missing: number[] = []
    for (let index = 0; index < 10; index++) {
      file.data.push(index)
      void file.save()
      file.data.push(`${index} second`)
      await file.save()
      if ((await open(folder.path)).data.length !== (index + 1) * 2) missing.push(index)
    }
    expect(missing).toEqual([])
  })
})

describe('a change that cannot be written', () => {
  const operations: FileOperation[] = ['createFile', 'write', 'sync', 'rename', 'syncFolder']

  test.each(operations)('(%s fails) stays in memory, is told, and goes out by itself', async (failing) => {
    await using folder = await scratch()
    let broken = true
    const states: (Failure | null)[] = []
    const saved = Promise.withResolvers<null>()
    const file = await open(
      folder.path,
      faultyFiles((operation) => (broken && operation === failing ? 'ENOSPC' : null)),
      (failure) => {
        states.push(failure)
        if (failure === null) saved.resolve(null)
        // Broken for three tries, so that the waiting is repeated.
        broken = states.length < 3
      },
    )
    file.data.push('a note')
    const failure = { code: 'not-saved', file: join(folder.path, 'list.json'), reason: 'ENOSPC' }
    expect(await file.save()).toEqual({ ok: false, failure })
    expect(file.data).toEqual(['a note'])
    await saved.promise
    expect(states).toEqual([failure, failure, failure, null])
    expect((await open(folder.path)).data).toEqual(['a note'])
    expect((await readdir(folder.path)).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  test('goes out with the next change', async () => {
    await using folder = await scratch()
    let broken = true
    const file = await open(
      folder.path,
      faultyFiles((operation) => (broken && operation === 'sync' ? 'EIO' : null)),
    )
    file.data.push('first')
    expect((await file.save()).ok).toBe(false)
    broken = false
    file.data.push('second')
    expect((await file.save()).ok).toBe(true)
    expect((await open(folder.path)).data).toEqual(['first', 'second'])
  })

  test('goes out with a flush, each try in a new file', async () => {
    await using folder = await scratch()
    const created: string[] = []
    let broken = true
    const file = await open(
      folder.path,
      faultyFiles((operation, path) => {
        if (operation === 'createFile') created.push(path)
        return broken && operation === 'sync' ? 'EIO' : null
      }),
    )
    file.data.push('kept')
    await file.save()
    broken = false
    await file.close()
    expect(file.settled).toBe(true)
    expect(new Set(created).size).toBe(created.length)
    expect((await open(folder.path)).data).toEqual(['kept'])
  })
})

test('flush waits for the write under way and the one behind it', async () => {
  await using folder = await scratch()
  const file = await open(folder.path)
  for (const item of ['one', 'two', 'three']) {
    file.data.push(item)
    void file.save()
  }
  await file.flush()
  expect((await open(folder.path)).data).toEqual(['one', 'two', 'three'])
})
