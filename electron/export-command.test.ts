import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { describe as describePassage } from '#shared/anchoring/describe.ts'
import { bodiesOf } from '#shared/annotation.ts'
import { parseExportCommand, runExportCommand } from './export-command.ts'
import { exportedArticle, type Printer } from './export-articles.ts'
import { articleTextOf } from './export/exported-article.ts'
import { type Library, openLibrary } from './library/library.ts'
import { claimFolder } from './storage/folder-lock.ts'
import { openSettings } from './storage/settings-store.ts'
import { shelfRecordId } from './library/shelf.ts'

const HTML = '<p>Harga cabai naik sejak pekan lalu.</p><p>Pedagang mengeluh 👩‍👩‍👧 karena pembeli berkurang.</p>'
let top = ''
let told = ''

beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), 'simak-command-'))
  told = ''
  const listen = (text: string | Uint8Array): boolean => {
    told += String(text)
    return true
  }
  vi.spyOn(process.stdout, 'write').mockImplementation(listen)
  vi.spyOn(process.stderr, 'write').mockImplementation(listen)
})
afterEach(async () => {
  vi.restoreAllMocks()
  await rm(top, { recursive: true, force: true })
})

async function open(name = 'library'): Promise<Library> {
  const library = await openLibrary({ folder: join(top, name), appData: join(top, `${name}-data`) })
  if (!library.ok) throw new Error(JSON.stringify(library.failure))
  return library.value
}

/** A library of one article with a highlight, a page note, a restored line and a reading position. */
async function fill(): Promise<string> {
  const library = await open()
  const added = await library.add(
    {
      original: new TextEncoder().encode('Harga cabai\n\nisi'),
      extension: 'txt',
      content: HTML,
      facts: {
        importer: 'test',
        metadata: {
          title: 'Harga cabai',
          byline: ['Siti'],
          site: 'Kabar',
          url: null,
          published: '2026-05-04',
          language: 'id',
        },
        removals: [{ id: 'r1', kind: 'share', text: 'Bagikan', html: '<p>Bagikan</p>', before: 2 }],
        words: 12,
      },
    },
    { file: 'cabai.txt', starter: false, saved: '2026-01-02T03:04:05.000Z' },
  )
  if (!added.ok) throw new Error(added.failure.code)
  const { id } = added.value
  await library.restoreLines(id, ['r1'], `${HTML}<p>Bagikan</p>`)
  const opened = await library.open(id)
  if (!opened.ok) throw new Error(opened.failure.code)
  const text = articleTextOf(opened.value.html)
  const start = text.indexOf('Pedagang')
  const common = { created: '2026-01-03T00:00:00.000Z', modified: '2026-01-03T00:00:00.000Z', colour: 'blue' as const }
  const target = { source: id, version: opened.value.version }
  const selector = describePassage(text, start, start + 30)
  const body = bodiesOf('Sejak kapan?', ['harga naik'])
  await library.saveAnnotation({
    ...common,
    id: 'a-1',
    motivation: 'highlighting',
    body,
    target: { ...target, selector },
  })
  await library.saveAnnotation({
    ...common,
    id: 'a-2',
    motivation: 'commenting',
    body: bodiesOf('Catatan artikel', []),
    target: { ...target, selector: [] },
  })
  await library.keepPosition(id, { version: opened.value.version, offset: 12 })
  await library.close()
  return id
}

async function addSecond(): Promise<void> {
  const library = await open()
  const metadata = { title: 'Dua', byline: [], site: null, url: null, published: null, language: 'id' }
  const original = new TextEncoder().encode('Dua')
  const facts = { importer: 'test', metadata, removals: [], words: 1 }
  const how = { file: 'dua.txt', starter: false, saved: '2026-01-03T03:04:05.000Z' }
  const added = await library.add({ original, extension: 'txt', content: '<p>Dua.</p>', facts }, how)
  if (!added.ok) throw new Error(added.failure.code)
  await library.close()
}

/** Every file of a folder with its bytes. */
async function contentsOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  return await Promise.all(paths.sort().map(async (path) => `${path} ${await readFile(path, 'base64')}`))
}

function run(...args: string[]): Promise<number> {
  return runWith(null, args)
}

function runWith(print: Printer | null, args: readonly string[]): Promise<number> {
  const paths = {
    appData: join(top, 'library-data'),
    library: join(top, 'library'),
    exportWorker: join(import.meta.dirname, 'export', 'export-worker.ts'),
  }
  return runExportCommand(args, { paths, locale: 'id', print })
}

test.each([
  [[], '--to is missing'],
  [['--to', 'x', '--format', 'docx'], 'No such format'],
  [['--to', 'x', '--preset', 'y', '--context', 'z'], 'No such preset, context'],
  [['--to', 'x', '--preset', 'logseq', '--layout', 'footnotes'], 'logseq has no layout footnotes, only blocks'],
  [['--to', 'x', '--nope'], '--nope'],
  [['--to', 'x', '--format', 'html', '--preview'], '--preview is for notes'],
  [['--to', 'x', '--template', 'no-such.liquid'], 'The template cannot be read: no-such.liquid'],
])('%j is refused with a reason', async (args, reason) => {
  const command = await parseExportCommand(args)
  expect(command).toMatchObject({ ok: false, failure: expect.stringContaining(reason) })
  expect(await run(...args)).toBe(2)
})

test('all options reach the export', async () => {
  const template = join(top, 'x.liquid')
  await writeFile(template, '{{ title }}')
  const args = `--to ${top} --template ${template} --file-name {{year}} --context sentence --layout callouts --full-text mark --article abc --query tag:x --preview --again --json`
  expect(await parseExportCommand(args.split(' '))).toEqual({
    ok: true,
    value: {
      to: top,
      format: 'markdown',
      ids: ['abc'],
      query: 'tag:x',
      note: {
        preset: 'custom',
        template: '{{ title }}',
        fileName: '{{year}}',
        context: 'sentence',
        layout: 'callouts',
        fullText: 'mark',
      },
      language: null,
      preview: true,
      again: true,
      json: true,
    },
  })
})

describe('simak export', () => {
  test('writes notes without a window, and a second time nothing', async () => {
    const id = await fill()
    const vault = join(top, 'vault')
    expect(await run('--to', vault, '--preview')).toBe(0)
    expect(told).toContain('new       Harga cabai.md')
    expect(existsSync(vault)).toBe(false)
    expect(await run('--to', vault)).toBe(0)
    const note = await readFile(join(vault, 'Harga cabai.md'), 'utf8')
    expect(note).toContain(`simak_id: ${id}`)
    expect(note).toContain('status: reading')
    expect(note).toContain(`#harga-naik · Biru · [Buka di bagian ini](simak://article/${id}/a-1)\n\n^hl-a-1`)
    const before = await stat(join(vault, 'Harga cabai.md'))
    told = ''
    expect(await run('--to', vault, '--json')).toBe(0)
    expect(JSON.parse(told)).toMatchObject({ counts: { untouched: 1, new: 0, changed: 0, conflict: 0 }, failed: [] })
    const after = await stat(join(vault, 'Harga cabai.md'))
    expect([after.mtimeMs, after.ctimeMs, after.ino]).toEqual([before.mtimeMs, before.ctimeMs, before.ino])
  })

  test.each(['html', 'json-ld', 'csv', 'bibtex', 'csl'])('writes %s', async (format) => {
    await fill()
    const target = join(top, `all.${format}`)
    expect(await run('--to', target, '--format', format)).toBe(0)
    const written = await readFile(target, 'utf8')
    expect(written).toContain('Harga cabai')
    if (format !== 'bibtex' && format !== 'csl') expect(written).toContain('Sejak kapan?')
    if (format === 'json-ld' || format === 'csl') expect(() => void JSON.parse(written)).not.toThrow()
  })

  test('pages of several articles make their folder, as notes do', async () => {
    await fill()
    await addSecond()
    expect(await run('--to', join(top, 'a', 'pages'), '--format', 'html')).toBe(0)
    expect((await readdir(join(top, 'a', 'pages'))).toSorted()).toEqual(['Dua.html', 'Harga cabai.html'])
  })

  test('a page that cannot be printed is told, and the others are made', async () => {
    await fill()
    await addSecond()
    const print: Printer = (html) =>
      html.includes('Harga cabai')
        ? Promise.reject(Object.assign(new Error('Printing failed'), { code: 'EPRINT' }))
        : Promise.resolve(Buffer.from(`%PDF-1.4\n${html.length}`))
    expect(await runWith(print, ['--to', join(top, 'pages'), '--format', 'pdf'])).toBe(1)
    expect(told).toContain('{"code":"export-failed","path":"Harga cabai","reason":"EPRINT"}')
    expect(await readdir(join(top, 'pages'))).toEqual(['Dua.pdf'])
  })

  test('exports what a search finds, and nothing where it finds nothing or is not understood', async () => {
    const id = await fill()
    const vault = join(top, 'vault')
    expect(await run('--to', vault, '--query', 'tag:"harga naik" is:read', '--json')).toBe(0)
    expect(JSON.parse(told)).toMatchObject({ changes: [{ id, action: 'new' }] })
    told = ''
    expect(await run('--to', join(top, 'other'), '--query', 'tag:lain', '--json')).toBe(0)
    expect(JSON.parse(told)).toMatchObject({ changes: [] })
    expect(await run('--to', join(top, 'other'), '--query', 'saved:kemarin-lusa')).toBe(2)
    expect(existsSync(join(top, 'other'))).toBe(false)
  })

  test('an article that is not there is an error, not an empty export', async () => {
    await fill()
    expect(await run('--to', join(top, 'vault'), '--article', 'nope')).toBe(2)
    expect(told).toContain('Not in the library: nope')
  })

  test('speaks as the window does: its language, and the reader’s names of colours', async () => {
    await fill()
    const settings = await openSettings(join(top, 'library-data'))
    await settings.change({ language: 'en', colourNames: { blue: 'Doubtful' } })
    await settings.flush()
    expect(await run('--to', join(top, 'vault'))).toBe(0)
    expect(await readFile(join(top, 'vault', 'Harga cabai.md'), 'utf8')).toContain('Doubtful · [Open at the passage]')
    expect(await run('--to', join(top, 'satu'), '--language', 'id')).toBe(0)
    expect(await readFile(join(top, 'satu', 'Harga cabai.md'), 'utf8')).toContain('Doubtful · [Buka di bagian ini]')
    expect(await run('--to', join(top, 'doubted'), '--query', 'colour:doubtful')).toBe(0)
    expect(await readdir(join(top, 'doubted'))).toContain('Harga cabai.md')
  })

  test('only reads a library that another Simak has, and says so', async () => {
    await fill()
    const folder = await realpath(join(top, 'library'))
    const app = await claimFolder(folder, { kind: 'app', process: 4711 }, () => undefined)
    if (app.state !== 'held') throw new Error('not held')
    const before = await contentsOf(folder)
    expect(await run('--to', join(top, 'vault'))).toBe(0)
    expect(told).toContain('Another Simak (app, process 4711) has the library: only reading.')
    expect(await readdir(join(top, 'vault'))).toContain('Harga cabai.md')
    expect(await contentsOf(folder)).toEqual(before)
    await app.release()
    told = ''
    expect(await run('--to', join(top, 'vault'))).toBe(0)
    expect(told).not.toContain('only reading')
  })

  test('a library that is not there is a failure', async () => {
    await writeFile(join(top, 'library'), 'no folder')
    expect(await run('--to', join(top, 'x'))).toBe(1)
    expect(told).toContain('library-')
  })
})

test.each([
  ['read', true, 'read'],
  ['read', false, 'unread'],
  ['archived', true, 'archived'],
  ['favourite', true, 'reading'],
] as const)('an article marked %s (%s) is exported as %s', async (fact, on, status) => {
  const id = await fill()
  const library = await open()
  await library.arrangement.setShelf(id, shelfRecordId(fact), on)
  expect(await exportedArticle(library, id)).toMatchObject({ value: { status } })
  await library.close()
})
