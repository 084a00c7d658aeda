import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import type { ImportProgress } from '#shared/import-summary.ts'
import { ok } from '#shared/result.ts'
import { articleIdOf } from '../library/layout.ts'
import { ImportQueue, type ImportQueueOptions, type ImportTarget } from './import-queue.ts'
import { bytesSource, fileSource, type ImportSource } from './import-source.ts'

const WORKER = new URL('./import-worker.ts', import.meta.url)
const folder = mkdtempSync(join(tmpdir(), 'simak-queue-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A worker that does what the file's name says. */
const ODD_WORKER = join(folder, 'odd-worker.mjs')
writeFileSync(
  ODD_WORKER,
  `import { parentPort } from 'node:worker_threads'
parentPort.on('message', ({ task, name, bytes }) => {
  if (name === 'hang.txt') { for (;;) {} }
  if (name === 'crash.txt') process.exit(3)
  // What Node throws at its own limit.
  if (name === 'limit.txt') throw Object.assign(new Error('limit'), { code: 'ERR_WORKER_OUT_OF_MEMORY' })
  if (name === 'memory.txt') { const all = []; for (;;) all.push({ at: all.length }) }
  if (name === 'buffers.txt') { const all = []; for (;;) { all.push(new Uint8Array(2 ** 20).fill(1)); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5) } }
  if (name === 'throw.txt') throw new Error('broken')
  const metadata = { title: name, byline: [], site: null, url: null, published: null, language: null }
  const facts = { importer: 'odd', metadata, removals: [], words: 1 }
  parentPort.postMessage({ task, result: { ok: true, value: { original: bytes, extension: 'txt', content: '<p>x</p>', facts } } })
})`,
)

/** Knows articles by their bytes, as the library does. */
function target(): ImportTarget & { titles: string[] } {
  const known = new Set<string>()
  const titles: string[] = []
  return {
    titles,
    add(article) {
      const id = Buffer.from(article.original).toString('hex')
      const already = known.has(id)
      known.add(id)
      if (!already) titles.push(article.facts.metadata.title)
      return Promise.resolve(ok({ id, title: article.facts.metadata.title, already }))
    },
  }
}

const queues: ImportQueue[] = []
function queueOf(
  library: ImportTarget,
  workerPath: string | URL,
  { timeLimit = 60_000, memoryLimit = 1024, workers = 1 }: Partial<ImportQueueOptions> = {},
): ImportQueue {
  const queue = new ImportQueue({ library, workerPath, timeLimit, memoryLimit, workers })
  queues.push(queue)
  return queue
}
afterEach(async () => {
  for (const queue of queues.splice(0)) await queue.close()
})

function text(name: string, content = name): ImportSource {
  return bytesSource(name, new TextEncoder().encode(content))
}

describe('with the real worker', () => {
  test('files go in one after another; what fails does not keep the others out', async () => {
    const library = target()
    const progress: ImportProgress[] = []
    const sources = [
      text('one.txt', 'A first note\n\nIt says that the river was high on Monday and that nobody could cross.'),
      text('empty.txt', '  \n'),
      fileSource(join(folder, 'gone.txt')),
      text('two.md', '# A second note\n\nWords.'),
      text('again.txt', 'A first note\n\nIt says that the river was high on Monday and that nobody could cross.'),
      bytesSource('picture.png', Uint8Array.of(0x89, 0x50, 0, 0, 1, 2, 0, 3)),
    ]
    const summary = await queueOf(library, WORKER, { workers: 2 }).run(sources, {
      starter: false,
      onProgress: (step) => progress.push(step),
    })
    expect(library.titles).toEqual(['A first note', 'A second note'])
    expect(summary.imported.map(({ name, title }) => [name, title])).toEqual([
      ['one.txt', 'A first note'],
      ['two.md', 'A second note'],
    ])
    expect(summary.already.map(({ name }) => name)).toEqual(['again.txt'])
    expect(summary.failed.map(({ name, failure }) => [name, failure.code])).toEqual([
      ['empty.txt', 'file-empty'],
      ['gone.txt', 'file-unreadable'],
      ['picture.png', 'file-type-unknown'],
    ])
    expect(summary.cancelled).toBe(false)
    const done = progress.map((step) => step.done)
    expect(done).toEqual(done.toSorted((a, b) => a - b))
    expect(progress.at(-1)).toMatchObject({ done: 6, total: 6, remaining: 0 })
    expect(progress.every(({ total }) => total === 6)).toBe(true)
  })
})

test('a text whose encoding is in doubt says so, and is read again as the reader says', async () => {
  const queue = queueOf(target(), WORKER)
  const bytes = new Uint8Array(Buffer.from('A story\n\nThey wrote a na\u0095ve story in the caf\u008e.', 'latin1'))
  const { doubtful } = await queue.run([bytesSource('story.txt', bytes)], { starter: false })
  expect(doubtful).toMatchObject([{ title: 'A story', doubt: { used: {}, other: {} } }])
  const read = await queue.readAgain('story.txt', bytes, { encoding: 'macintosh' })
  expect(read.ok && read.value.content).toBe('<p>They wrote a naïve story in the café.</p>')
})

test('a file whose bytes are known goes to no worker', async () => {
  const known = new Set(['a.txt', 'c.txt'].map((name) => articleIdOf(new TextEncoder().encode(name))))
  const library: ImportTarget & { titles: string[] } = {
    ...target(),
    summary: (id) => (known.has(id) ? { title: 'Known' } : undefined),
  }
  const summary = await queueOf(library, ODD_WORKER).run(
    ['a.txt', 'b.txt', 'c.txt'].map((name) => text(name)),
    {
      starter: false,
    },
  )
  expect(library.titles).toEqual(['b.txt'])
  expect(summary.already.map(({ name, title }) => [name, title])).toEqual([
    ['a.txt', 'Known'],
    ['c.txt', 'Known'],
  ])
  expect(summary.imported.map(({ name }) => name)).toEqual(['b.txt'])
})

describe('with a worker in trouble', () => {
  test.each<[string, string]>([
    ['hang.txt', 'timeout'],
    ['crash.txt', 'worker ended with 3'],
    ['throw.txt', 'broken'],
  ])('%s fails alone', async (name, reason) => {
    const library = target()
    // Enough for a busy machine to answer in where nothing hangs.
    const summary = await queueOf(library, ODD_WORKER, { timeLimit: 3000 }).run(
      [text('a.txt'), text(name), text('b.txt')],
      {
        starter: false,
      },
    )
    expect(library.titles).toEqual(['a.txt', 'b.txt'])
    expect(summary.failed).toEqual([{ name, failure: { code: 'import-failed', name, reason } }])
  })

  test.each(['memory.txt', 'buffers.txt', 'limit.txt'])(
    '%s takes too much memory, fails alone and says so',
    async (name) => {
      const library = target()
      const queue = queueOf(library, ODD_WORKER, { memoryLimit: 128 })
      const summary = await queue.run([text('a.txt'), text(name), text('b.txt')], { starter: false })
      expect(library.titles).toEqual(['a.txt', 'b.txt'])
      expect(summary.failed).toEqual([{ name, failure: { code: 'import-failed', name, reason: 'memory' } }])
    },
  )

  test('cancelling stops at the file being worked on and leaves whole articles only', async () => {
    const library = target()
    const stop = new AbortController()
    const summary = await queueOf(library, ODD_WORKER).run([text('a.txt'), text('hang.txt'), text('b.txt')], {
      starter: false,
      signal: stop.signal,
      onProgress: ({ name }) => {
        if (name === 'hang.txt') queueMicrotask(() => stop.abort())
      },
    })
    expect(library.titles).toEqual(['a.txt'])
    expect(summary).toMatchObject({ cancelled: true, failed: [] })
  })

  test('several workers fill the library in the order of the files, around one that hangs', async () => {
    const library = target()
    const names = Array.from({ length: 40 }, (_, index) => `${index}.txt`)
    const sources = names.map((name) => text(name)).toSpliced(3, 0, text('hang.txt'))
    const summary = await queueOf(library, ODD_WORKER, { timeLimit: 3000, workers: 3 }).run(sources, { starter: false })
    expect(library.titles).toEqual(names)
    expect(summary.failed.map(({ name }) => name)).toEqual(['hang.txt'])
  })

  test('two runs at once keep their order', async () => {
    const library = target()
    const queue = queueOf(library, ODD_WORKER)
    await Promise.all([
      queue.run([text('a.txt'), text('b.txt')], { starter: false }),
      queue.run([text('c.txt')], { starter: true }),
    ])
    expect(library.titles).toEqual(['a.txt', 'b.txt', 'c.txt'])
  })
})
