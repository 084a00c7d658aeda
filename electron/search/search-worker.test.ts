import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { IndexState } from '#shared/search-contract.ts'
import { openLibrary } from '../library/library.ts'
import { sampleAnnotation, sampleArticle, sampleIds } from '../library/sample-article.ts'
import { SearchThread } from './search-thread.ts'

const ARTICLES = 12
/** Milliseconds of processor time: the clock would measure what else the machine does. */
const BAR = 1000

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'simak-worker-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a note is found within a second of being saved, and the worker starts again with it', async () => {
  const opened = await openLibrary({ folder: join(folder, 'Simak'), appData: join(folder, 'profile') })
  if (!opened.ok) throw new Error(opened.failure.code)
  const library = opened.value
  const articles = Array.from({ length: ARTICLES }, (_, at) => sampleArticle(`Bridge number ${at}`))
  for (const article of articles) await library.add(article, { file: 'a.txt', starter: false })
  await library.flush()
  const [first] = articles
  if (first === undefined) throw new Error('There are no articles.')
  const { id } = sampleIds(first)

  const thread = await started(library.folder)
  await library.saveAnnotation(sampleAnnotation(first, 'n-1', 'remember the zeppelin'))
  const before = process.cpuUsage()
  thread.changed([id])
  while ((await find(thread, 'zeppelin')).length === 0);
  const { user, system } = process.cpuUsage(before)
  expect((user + system) / 1000).toBeLessThan(BAR)
  expect(await find(thread, 'zeppelin')).toEqual([id])
  await thread.close()

  const again = await started(library.folder)
  expect(await find(again, 'zeppelin')).toEqual([id])
  await again.close()
  await library.close()
})

async function find(thread: SearchThread, query: string): Promise<string[]> {
  return (await thread.ask('query', { query, limit: 10, offset: 0, facets: false })).ids
}

/** The real worker, once it has taken everything in. */
function started(library: string): Promise<SearchThread> {
  return new Promise((resolve) => {
    const thread = new SearchThread({
      library,
      folder: join(folder, 'index'),
      workerPath: new URL('search-worker.ts', import.meta.url),
      onState: ({ state }: IndexState) => {
        if (state === 'ready') resolve(thread)
      },
    })
  })
}
