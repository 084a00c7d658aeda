import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ExportProgress } from '#shared/export-report.ts'
import { fail, ok } from '#shared/result.ts'
import type { LibraryPlace } from '../library/plain-reader.ts'
import { articleOf, idAt, OPTIONS, summaryOf } from './export-fixtures.ts'
import { ExportThread, ExportThreadError } from './export-thread.ts'
import { type FolderRun, runFolderExport } from './run-export.ts'

const TOTAL = 400
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

const candidates = Array.from({ length: TOTAL }, (_, i) => ({
  summary: summaryOf({ id: idAt(i), title: `Artikel ${i}` }),
  records: 1,
}))

/** Files of records that tell when an article changes, and that only the library could read. */
async function place(): Promise<LibraryPlace> {
  const root = join(top, 'library')
  const articles = join(root, 'devices', 'one', 'articles')
  await mkdir(articles, { recursive: true })
  await Promise.all(candidates.map(({ summary: { id } }) => writeFile(join(articles, `${id}.json`), '1')))
  return { root, devices: ['one'] }
}

function reading(onRead: (id: string) => void = () => undefined): FolderRun['read'] {
  return (id) => {
    onRead(id)
    const { title } = candidates.find(({ summary }) => summary.id === id)?.summary ?? { title: '' }
    if (title === 'Artikel 7') return Promise.resolve(fail({ code: 'article-missing', id }))
    return Promise.resolve(ok(articleOf('<p>Isi.</p>', [{ quote: 'Isi.' }], { id, title })))
  }
}

function runOf(part: Partial<FolderRun>): FolderRun {
  const common = { thread, folder: join(top, 'vault'), appData: join(top, 'data'), options: OPTIONS }
  const how = { isPreview: false, candidates, place: null, read: reading() }
  return { ...common, ...how, ...part }
}

test('a library is exported by the batch, with progress, and what cannot be read is told', async () => {
  const seen: ExportProgress[] = []
  let read = 0
  let ahead = 0
  const report = await runFolderExport(
    runOf({
      read: reading(() => {
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
  // A few batches at most are in memory, whatever the size of the library.
  expect(ahead).toBeLessThanOrEqual(5 * 64 + 1)
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

test('what has not changed is not read, and what was deleted by hand stays deleted until it is asked for', async () => {
  const library = await place()
  expect(await runFolderExport(runOf({ place: library }))).toMatchObject({ value: { counts: { new: TOTAL - 1 } } })
  const vault = join(top, 'vault')
  await rm(join(vault, 'Artikel 3.md'))
  const read: string[] = []
  const counts = async (part: Partial<FolderRun>) => {
    read.splice(0)
    const report = await runFolderExport(runOf({ place: library, read: reading((id) => read.push(id)), ...part }))
    return report.ok ? report.value.counts : report.failure
  }
  const same = { new: 0, changed: 0, conflict: 0, untouched: TOTAL - 2, deleted: 1 }
  expect(await counts({ isPreview: true })).toEqual(same)
  expect(await counts({})).toEqual(same)
  expect(read).toEqual([idAt(7)])
  expect(await readdir(vault)).not.toContain('Artikel 3.md')
  await writeFile(join(library.root, 'devices', 'one', 'articles', `${idAt(5)}.json`), 'changed')
  expect(await counts({})).toEqual(same)
  expect(read).toEqual([idAt(5), idAt(7)])
  expect(await counts({})).toEqual(same)
  expect(read).toEqual([idAt(7)])
  expect(await counts({ options: { ...OPTIONS, again: true } })).toEqual({ ...same, new: 1, deleted: 0 })
  expect(await readdir(vault)).toContain('Artikel 3.md')
  expect(await counts({ options: { ...OPTIONS, note: { ...OPTIONS.note, context: 'sentence' } } })).toEqual({
    ...same,
    untouched: TOTAL - 1,
    deleted: 0,
  })
  expect(read).toHaveLength(TOTAL)
})

/** The first page of the index of notes by article. */
function pageOfIndex(path: string): number {
  const database = new DatabaseSync(path)
  const row = database.prepare("SELECT rootpage FROM sqlite_master WHERE name = 'sqlite_autoindex_note_1'").get()
  database.close()
  return Number(row?.['rootpage'])
}

describe('where what was exported cannot be remembered', () => {
  const exports = (): string => join(top, 'data', 'exports')
  const told = (reason: string) => ({ code: 'export-memory-failed', path: exports(), reason })
  const database = async (): Promise<string> => join(exports(), (await readdir(exports()))[0] ?? '')

  test('nothing is exported, and it says so', async () => {
    await runFolderExport(runOf({}))
    const path = await database()
    await rm(path)
    await mkdir(path)
    expect(await runFolderExport(runOf({}))).toEqual({ ok: false, failure: told('EACCES') })
    await rm(path, { recursive: true })
    expect(await runFolderExport(runOf({}))).toMatchObject({ value: { counts: { untouched: TOTAL - 1 } } })
  })

  test('damage that is found when it is opened ends it, and the next one begins anew', async () => {
    await runFolderExport(runOf({}))
    const bytes = await readFile(await database())
    await writeFile(await database(), bytes.fill(0xff, 16_384))
    expect(await runFolderExport(runOf({}))).toEqual({ ok: false, failure: told('checksum') })
    expect(await runFolderExport(runOf({}))).toMatchObject({ value: { counts: { untouched: TOTAL - 1 } } })
  })

  test('damage that is found in the middle of it too', async () => {
    await runFolderExport(runOf({}))
    await rm(join(top, 'vault'), { recursive: true })
    const bytes = await readFile(await database())
    const page = pageOfIndex(await database()) * 16_384
    await writeFile(await database(), bytes.fill(0xff, page - 16_384, page))
    const report = await runFolderExport(runOf({}))
    expect(report).toMatchObject({ ok: true, value: { counts: { new: 0 }, failed: [told('checksum')] } })
    expect(await runFolderExport(runOf({}))).toMatchObject({ value: { counts: { new: TOTAL - 1 } } })
  })

  test.skipIf(process.platform === 'win32')(
    'as the disk takes no more, what was written stays, and it says so',
    async () => {
      const program = fileURLToPath(new URL('limited-export-fixtures.ts', import.meta.url))
      const args = [process.execPath, program, join(top, 'vault'), join(top, 'data')]
      const { stdout } = await promisify(execFile)('sh', ['-c', 'ulimit -f 40; exec "$0" "$@"', ...args])
      expect(JSON.parse(stdout)).toMatchObject({ ok: true, value: { counts: { new: 40 }, failed: [told('EIO')] } })
      expect(await readdir(join(top, 'vault'))).toHaveLength(40)
    },
  )
})

test('a folder in which no note is left is a new one', async () => {
  await runFolderExport(runOf({}))
  await rm(join(top, 'vault'), { recursive: true })
  expect(await runFolderExport(runOf({}))).toMatchObject({ value: { counts: { new: TOTAL - 1, deleted: 0 } } })
})

test('a template that cannot be read is told once, and nothing is made', async () => {
  for (const part of [{ preset: 'custom' as const, template: 'a\n{{ title' }, { fileName: '\n{% for %}' }]) {
    const report = await runFolderExport(runOf({ options: { ...OPTIONS, note: { ...OPTIONS.note, ...part } } }))
    expect(report).toMatchObject({ ok: false, failure: { code: 'template-failed', line: 2 } })
  }
  await expect(stat(join(top, 'vault'))).rejects.toThrow('ENOENT')
})

test('the live preview has the note and the path it would get, safe on every system', async () => {
  const article = articleOf('<p>Isi.</p>', [{ quote: 'Isi.' }], { title: 'Nul', site: 'a/b: c' })
  const options = { ...OPTIONS, note: { ...OPTIONS.note, fileName: '{{ site }}/../{{ year }}/{{ title }}' } }
  const shown = await thread.call('note', [article, options])
  expect(shown).toMatchObject({ ok: true, value: { path: 'a-b- c/2026/_Nul.md' } })
  expect(shown.ok ? shown.value.markdown : '').toContain('\n# Nul\n')
})

test('a template that runs away is ended with its worker, and the next call gets a new one', async () => {
  const article = articleOf('<p>Isi.</p>', [])
  const template = '{% for a in (1..3000) %}{% for b in (1..3000) %}{{ a | append: b | size }}{% endfor %}{% endfor %}'
  const options = { ...OPTIONS, note: { ...OPTIONS.note, preset: 'custom' as const, template } }
  await expect(thread.call('note', [article, options], 700)).rejects.toThrow(ExportThreadError)
  expect(await thread.call('note', [article, OPTIONS], 20_000)).toMatchObject({ ok: true })
})
