import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ExportProgress } from '#shared/export-report.ts'
import type { Failure } from '#shared/failure.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { articleOf, OPTIONS } from './export-fixtures.ts'
import { ExportThread, ExportThreadError } from './export-thread.ts'
import type { ExportedArticle } from './exported-article.ts'
import { type FolderRun, runFolderExport } from './run-export.ts'

const TOTAL = 200
let top = ''
let thread: ExportThread

beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), 'simak-run-'))
  thread = new ExportThread(new URL('export-worker.ts', import.meta.url))
})
afterEach(async () => {
  await thread.close()
  await rm(top, { recursive: true, force: true })
})

async function* articles(
  onRead: (index: number) => void = () => undefined,
): AsyncGenerator<Result<ExportedArticle, Failure>> {
  for (let i = 0; i < TOTAL; i++) {
    onRead(i)
    const id = `${String.fromCharCode(97 + (i % 26), 97 + Math.floor(i / 26))}`.padEnd(26, 'a')
    if (i === 7) yield fail({ code: 'article-missing', id })
    else yield ok(articleOf('<p>Isi.</p>', [{ quote: 'Isi.' }], { id, title: `Artikel ${i}` }))
  }
}

function runOf(part: Partial<FolderRun>): FolderRun {
  const common = { thread, folder: join(top, 'vault'), appData: join(top, 'data'), options: OPTIONS }
  return { ...common, isPreview: false, articles: articles(), total: TOTAL, ...part }
}

test('a library is exported by the batch, with progress, and what cannot be read is told', async () => {
  const seen: ExportProgress[] = []
  let read = 0
  let ahead = 0
  const report = await runFolderExport(
    runOf({
      articles: articles(() => {
        read++
        ahead = Math.max(ahead, read - (seen.at(-1)?.done ?? 0))
      }),
      onProgress: (progress) => seen.push(progress),
    }),
  )
  expect(report).toMatchObject({ ok: true, value: { counts: { new: TOTAL - 1 }, cancelled: false } })
  expect(report.ok && report.value.failed).toEqual([{ code: 'article-missing', id: expect.any(String) }])
  expect(seen.at(-1)).toEqual({ done: TOTAL, total: TOTAL })
  expect(seen.length).toBeGreaterThan(3)
  // Two batches at most are in memory, whatever the size of the library.
  expect(ahead).toBeLessThanOrEqual(3 * 32)
})

test('it stops between batches, and what is written is whole', async () => {
  const stop = new AbortController()
  const report = await runFolderExport(runOf({ signal: stop.signal, onProgress: () => stop.abort() }))
  expect(report).toMatchObject({ ok: true, value: { cancelled: true } })
  const names = await readdir(join(top, 'vault'))
  expect(names.length).toBeGreaterThan(0)
  expect(names.length).toBeLessThan(TOTAL)
  expect(names.every((name) => name.endsWith('.md'))).toBe(true)
  const again = await runFolderExport(runOf({}))
  expect(again).toMatchObject({
    ok: true,
    value: { counts: { untouched: names.length, new: TOTAL - 1 - names.length } },
  })
})

test('a template that runs away is ended with its worker, and the next call gets a new one', async () => {
  const article = articleOf('<p>Isi.</p>', [])
  const template = '{% for a in (1..3000) %}{% for b in (1..3000) %}{{ a | append: b | size }}{% endfor %}{% endfor %}'
  const options = { ...OPTIONS, note: { ...OPTIONS.note, preset: 'custom' as const, template } }
  await expect(thread.call('note', [article, options], 700)).rejects.toThrow(ExportThreadError)
  expect(await thread.call('note', [article, OPTIONS], 20_000)).toMatchObject({ ok: true })
})
