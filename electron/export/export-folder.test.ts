import { existsSync } from 'node:fs'
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { describe as describePassage } from '#shared/anchoring/describe.ts'
import { compareUnits } from '#shared/compare-units.ts'
import type { NoteChange } from '#shared/export-report.ts'
import { FolderExport, inExportOrder } from './export-folder.ts'
import { articleOf, noteOfArticle, OPTIONS, summaryOf } from './export-fixtures.ts'
import { ExportState } from './export-state.ts'
import type { ExportedArticle } from './exported-article.ts'
import { collisionKey } from './file-names.ts'
import { scanFolder } from './folder-scan.ts'
import type { MarkdownOptions } from './note-view.ts'
import { type RenderedArticle, renderForFolder } from './rendered-article.ts'

const LATER = { ...OPTIONS, exported: '2027-01-01T00:00:00.000Z' }
let top = ''
let folder = ''
let appData = ''

beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), 'simak-export-'))
  folder = join(top, 'vault')
  appData = join(top, 'data')
  await mkdir(folder)
})
afterEach(() => rm(top, { recursive: true, force: true }))

/** A valid article id made of a short name. */
function idOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z2-7]/g, '')
    .padEnd(26, 'a')
}

function named(title: string, name = title, note = ''): ExportedArticle {
  return articleOf('<p>Isi artikel.</p>', [{ id: 'x', quote: 'Isi artikel.', note }], { title, id: idOf(name) })
}

async function write(articles: ExportedArticle[], options: MarkdownOptions = OPTIONS): Promise<NoteChange[]> {
  return each(articles, options, (open, article) => open.write(article))
}

async function each(
  articles: ExportedArticle[],
  options: MarkdownOptions,
  work: (open: FolderExport, article: RenderedArticle) => ReturnType<FolderExport['write']>,
): Promise<NoteChange[]> {
  const open = await FolderExport.open(folder, appData, options)
  if (!open.ok) throw new Error(JSON.stringify(open.failure))
  const results = await Promise.all(articles.map((article) => work(open.value, rendered(article, options))))
  open.value.close()
  return results.map((result) => {
    if (!result.ok) throw new Error(JSON.stringify(result.failure))
    return result.value
  })
}

function rendered(article: ExportedArticle, options: MarkdownOptions = OPTIONS): RenderedArticle {
  const result = renderForFolder(article, options)
  if (!result.ok) throw new Error(JSON.stringify(result.failure))
  return result.value
}

async function contents(): Promise<Record<string, string>> {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  const entries = await Promise.all(
    names.map(async ({ parentPath, name }) => {
      const path = join(parentPath, name)
      return [path.slice(folder.length + 1), await readFile(path, 'utf8')] as const
    }),
  )
  return Object.fromEntries<string>(entries.toSorted(([a], [b]) => compareUnits(a, b)))
}

/** Everything about every file but the time of its last reading. */
async function stamps(): Promise<unknown[]> {
  const names = Object.keys(await contents())
  return Promise.all(
    names.map(async (name) => {
      const { mtimeMs, ctimeMs, ino, size, mode } = await stat(join(folder, name))
      return { name, mtimeMs, ctimeMs, ino, size, mode }
    }),
  )
}

describe('into an empty folder', () => {
  test('every article becomes a note of its own', async () => {
    const changes = await write([named('Satu'), named('Dua')])
    expect(changes.map(({ action, path }) => [action, path])).toEqual([
      ['new', 'Satu.md'],
      ['new', 'Dua.md'],
    ])
    expect(await contents()).toEqual({ 'Dua.md': noteOfArticle(named('Dua')), 'Satu.md': noteOfArticle(named('Satu')) })
  })

  test('titles that are one file on some system get numbers', async () => {
    await write([named('Sama', 'a'), named('sama', 'b'), named('SAMA', 'c')])
    const names = Object.keys(await contents())
    expect(new Set(names.map(collisionKey)).size).toBe(3)
  })

  test('a file name template makes folders and nothing outside', async () => {
    const note = { ...OPTIONS.note, fileName: '../{{ year }}/{{ title }}/../x/{{ title }}' }
    await write([named('A/B')], { ...OPTIONS, note })
    expect(Object.keys(await contents())).toEqual(['2026/A-B/x/A-B.md'])
  })

  test('a preview writes nothing', async () => {
    const changes = await each([named('Satu')], OPTIONS, (open, article) => open.preview(article))
    expect(changes[0]).toMatchObject({ action: 'new', path: 'Satu.md' })
    expect(await contents()).toEqual({})
  })
})

describe('into a folder that is not there', () => {
  beforeEach(() => {
    folder = join(top, 'new', 'vault')
  })

  test('it is made with those on the way', async () => {
    await write([named('Satu')])
    expect(Object.keys(await contents())).toEqual(['Satu.md'])
  })

  test('a preview leaves none', async () => {
    const changes = await each([named('Satu')], OPTIONS, (open, article) => open.preview(article))
    expect(changes[0]).toMatchObject({ action: 'new', path: 'Satu.md' })
    expect(existsSync(join(top, 'new'))).toBe(false)
  })
})

test('the whole article brings its images along, beside the note wherever it lies', async () => {
  const name = `${'a'.repeat(64)}.png`
  await writeFile(join(top, name), 'bytes of an image')
  const html = `<p>Isi <img src="assets/${name}" alt="Peta [1]"> artikel.</p>`
  const article = { ...articleOf(html, [{ id: 'x', quote: 'Isi artikel.' }]), images: { [name]: join(top, name) } }
  const whole = { ...OPTIONS, note: { ...OPTIONS.note, fullText: 'equals', fileName: 'sub/{{ title }}' } } as const
  await write([article], whole)
  const files = await contents()
  expect(files[join('sub', 'assets', name)]).toBe('bytes of an image')
  expect(files[join('sub', 'Pasar pagi.md')]).toContain(`==Isi artikel.==\n\n![Peta \\[1\\]](assets/${name})`)
  expect(await write([article], whole)).toMatchObject([{ action: 'untouched' }])
})

test('without the whole article no image comes along', async () => {
  const name = `${'a'.repeat(64)}.png`
  await writeFile(join(top, name), 'bytes of an image')
  await write([
    { ...articleOf(`<p>Isi.</p><p><img src="assets/${name}"></p>`, []), images: { [name]: join(top, name) } },
  ])
  expect(Object.keys(await contents())).toEqual(['Pasar pagi.md'])
})

test('the reader’s word on where a passage stands is exported', async () => {
  const article = articleOf('<p>Isi artikel. Isi artikel.</p>', [{ id: 'x', quote: 'Isi artikel.' }])
  await write([article])
  const [one] = article.annotations
  const selector = describePassage('Isi artikel. Isi artikel.', 13, 16)
  const resolutions = [{ annotation: one?.id ?? '', version: 'v', resolved: '2026-11-22T00:00:00.000Z', selector }]
  expect(await write([{ ...article, resolutions, version: 'v' }])).toMatchObject([{ action: 'changed' }])
})

test('what a killed export left behind is collected after an hour, and nothing else', async () => {
  const names = ['.simak-export-0123456789abcdef.tmp', '.simak-export-fedcba9876543210.tmp', '.simak-export-x.tmp']
  for (const name of names) await writeFile(join(folder, name), 'setengah')
  const past = new Date(Date.now() - 2 * 60 * 60 * 1000)
  for (const name of [names[0], names[2]]) await utimes(join(folder, name ?? ''), past, past)
  await write([named('Satu')])
  expect(Object.keys(await contents())).toEqual([names[1], names[2], 'Satu.md'])
})

test('a note that a power cut has left empty is filled again under its name', async () => {
  await write([named('Satu'), named('Dua')])
  const before = await contents()
  await writeFile(join(folder, 'Satu.md'), '')
  expect(await write([named('Satu'), named('Dua')])).toMatchObject([{ action: 'new' }, { action: 'untouched' }])
  expect(await contents()).toEqual(before)
})

describe('exported again', () => {
  test('without a change touches no file, not even its time', async () => {
    const articles = [named('Sama', 'a'), named('sama', 'b'), named('Lain', 'c', 'Catatan.')]
    await write(articles)
    const before = await stamps()
    expect((await write(articles, LATER)).map(({ action }) => action)).toEqual(['untouched', 'untouched', 'untouched'])
    await rm(appData, { recursive: true })
    expect((await write(articles, LATER)).map(({ action }) => action)).toEqual(['untouched', 'untouched', 'untouched'])
    expect(await stamps()).toEqual(before)
  })

  test('finds a note that was renamed and moved, whatever the title is now', async () => {
    await write([named('Satu')])
    await mkdir(join(folder, 'arsip', 'lama'), { recursive: true })
    await rename(join(folder, 'Satu.md'), join(folder, 'arsip', 'lama', 'Bacaan.md'))
    const [change] = await write([named('Judul baru', 'Satu', 'Baru.')])
    expect(change).toMatchObject({ action: 'changed', path: 'arsip/lama/Bacaan.md' })
    expect(Object.keys(await contents())).toEqual(['arsip/lama/Bacaan.md'])
  })

  test('keeps what a person wrote, and says what changes', async () => {
    await write([named('Satu', 'Satu', 'Lama.')])
    const path = join(folder, 'Satu.md')
    await writeFile(path, `${await readFile(path, 'utf8')}\nPikiran saya.\n`)
    const preview = await each([named('Satu', 'Satu', 'Baru.')], OPTIONS, (open, article) => open.preview(article))
    expect(preview[0]?.action).toBe('changed')
    expect(preview[0]?.diff).toContainEqual({ kind: 'added', text: 'Baru.' })
    expect(preview[0]?.diff).toContainEqual({ kind: 'removed', text: 'Lama.' })
    await write([named('Satu', 'Satu', 'Baru.')])
    const merged = await readFile(path, 'utf8')
    expect(merged).toContain('Pikiran saya.\n')
    expect(merged).toContain('\nBaru.\n')
    expect(merged).not.toContain('Lama.')
  })

  test('tells of a conflict and of a note edited by hand, also when nothing else changed', async () => {
    await write([named('Satu', 'Satu', 'Lama.')])
    const path = join(folder, 'Satu.md')
    await writeFile(path, (await readFile(path, 'utf8')).replace('Lama.', 'Punyaku.'))
    const edits = [{ annotation: 'x', text: 'Punyaku.', conflict: false }]
    expect((await write([named('Satu', 'Satu', 'Lama.')]))[0]).toMatchObject({ action: 'untouched', edits })
    const preview = await each([named('Satu', 'Satu', 'Lama.')], OPTIONS, (open, article) => open.preview(article))
    expect(preview[0]).toMatchObject({ action: 'untouched', edits })
    const [conflict] = await write([named('Satu', 'Satu', 'Dari Simak.')])
    expect(conflict).toMatchObject({
      action: 'conflict',
      edits: [{ annotation: 'x', text: 'Punyaku.', conflict: true }],
    })
    const taken = await write([named('Satu', 'Satu', 'Punyaku.')])
    expect(taken[0]?.action).toBe('changed')
    expect(await readFile(path, 'utf8')).toBe(noteOfArticle(named('Satu', 'Satu', 'Punyaku.')))
  })

  test('a file in another encoding is left as it is, and that is told', async () => {
    await write([named('Satu')])
    const path = join(folder, 'Satu.md')
    const bytes = Buffer.concat([await readFile(path), Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x0a])])
    await writeFile(path, bytes)
    const open = await FolderExport.open(folder, appData, OPTIONS)
    if (!open.ok) throw new Error('not open')
    expect(await open.value.write(rendered(named('Satu', 'Satu', 'Baru.')))).toMatchObject({
      ok: false,
      failure: { code: 'export-failed', path, reason: 'EILSEQ' },
    })
    open.value.close()
    expect(await readFile(path)).toEqual(bytes)
  })

  test('a file that is read-only is left as it is, and that is told', async () => {
    await write([named('Satu')])
    const path = join(folder, 'Satu.md')
    const before = await readFile(path, 'utf8')
    await chmod(path, 0o444)
    const open = await FolderExport.open(folder, appData, OPTIONS)
    if (!open.ok) throw new Error('not open')
    expect(await open.value.write(rendered(named('Satu', 'Satu', 'Baru.')))).toMatchObject({
      ok: false,
      failure: { code: 'export-failed', path, reason: 'EACCES' },
    })
    open.value.close()
    expect(await readFile(path, 'utf8')).toBe(before)
    expect(await readdir(folder)).toEqual(['Satu.md'])
  })

  test('a file that another program holds is no new one, and stops no other', async () => {
    await write([named('Satu'), named('Dua')])
    for (const name of ['Satu', 'Dua']) await utimes(join(folder, `${name}.md`), new Date(0), new Date(0))
    const state = ExportState.open(appData, await realpath(folder))
    const held = Object.assign(new Error('held'), { code: 'EBUSY' })
    const scan = await scanFolder(folder, state, () => Promise.reject(held))
    state.close()
    expect(scan.notes.get(idOf('Satu'))?.path).toBe('Satu.md')
    expect(scan.notes.get(idOf('Dua'))?.path).toBe('Dua.md')
  })

  test('of two copies of a note one is kept up to date, and the other is not touched', async () => {
    await write([named('Satu')])
    const copy = join(folder, 'arsip', 'Satu lama.md')
    await mkdir(join(folder, 'arsip'))
    await writeFile(copy, `${await readFile(join(folder, 'Satu.md'), 'utf8')}\nSalinanku.\n`)
    const before = await readFile(copy, 'utf8')
    expect((await write([named('Satu', 'Satu', 'Baru.')]))[0]).toMatchObject({ path: 'Satu.md', action: 'changed' })
    expect(await readFile(copy, 'utf8')).toBe(before)
    expect(await readFile(join(folder, 'Satu.md'), 'utf8')).toContain('Baru.')
  })

  test('keeps the permissions of a file', async () => {
    if (process.platform === 'win32') return
    await write([named('Satu')])
    const path = join(folder, 'Satu.md')
    await chmod(path, 0o640)
    await write([named('Satu', 'Satu', 'Baru.')])
    expect((await stat(path)).mode & 0o777).toBe(0o640)
  })
})

describe('what is not ours', () => {
  test('is never written over', async () => {
    await writeFile(join(folder, 'Satu.md'), 'Tulisan orang lain.')
    await write([named('Satu')])
    expect((await contents())['Satu.md']).toBe('Tulisan orang lain.')
    expect(Object.keys(await contents())).toEqual(['Satu (2).md', 'Satu.md'])
    const { utimes: touch } = await import('node:fs/promises')
    await touch(join(folder, 'Satu.md'), new Date(0), new Date(0))
    await write([named('Satu', 'Satu', 'Baru.')])
    expect((await contents())['Satu.md']).toBe('Tulisan orang lain.')
  })

  test('a note whose id was taken out is a person\u2019s own', async () => {
    await write([named('Satu')])
    const path = join(folder, 'Satu.md')
    const own = (await readFile(path, 'utf8')).replace(/simak_id: .*\n/, '')
    await writeFile(path, own)
    await write([named('Satu', 'Satu', 'Baru.')])
    expect((await contents())['Satu.md']).toBe(own)
    expect(Object.keys(await contents())).toHaveLength(2)
  })

  test('symbolic links lead nowhere', async () => {
    const outside = join(top, 'luar')
    await mkdir(outside)
    await write([named('Satu')])
    await rename(join(folder, 'Satu.md'), join(outside, 'Satu.md'))
    const before = await readFile(join(outside, 'Satu.md'), 'utf8')
    await symlink(join(outside, 'Satu.md'), join(folder, 'Satu.md'))
    await symlink(outside, join(folder, '2026'))
    const note = { ...OPTIONS.note, fileName: '{{ year }}/dalam/{{ title }}' }
    const open = await FolderExport.open(folder, appData, { ...OPTIONS, note })
    if (!open.ok) throw new Error('not open')
    expect(await open.value.write(rendered(named('Satu', 'Satu', 'Baru.'), { ...OPTIONS, note }))).toMatchObject({
      ok: false,
      failure: { code: 'export-failed', reason: 'ELOOP' },
    })
    open.value.close()
    await write([named('Satu', 'Satu', 'Baru.')])
    expect(await readFile(join(outside, 'Satu.md'), 'utf8')).toBe(before)
    expect(await readdir(outside)).toEqual(['Satu.md'])
    expect(existsSync(join(folder, 'Satu (2).md'))).toBe(true)
  })

  test('a file changed while it is merged is merged anew', async () => {
    await write([named('Satu', 'Satu', 'Lama.')])
    const path = join(folder, 'Satu.md')
    const past = new Date('2020-01-01T00:00:00Z')
    await utimes(path, past, past)
    const open = await FolderExport.open(folder, appData, OPTIONS)
    if (!open.ok) throw new Error('not open')
    const writing = open.value.write(rendered(named('Satu', 'Satu', 'Baru.')))
    await writeFile(path, `${noteOfArticle(named('Satu', 'Satu', 'Lama.'))}\nSementara itu.\n`)
    await writing
    open.value.close()
    const merged = await readFile(path, 'utf8')
    expect(merged).toContain('Sementara itu.')
    expect(await readdir(folder)).toEqual(['Satu.md'])
  })
})

test('templates that fail say where', () => {
  const note = { ...OPTIONS.note, preset: 'custom' as const, template: '{{ title }}\n{{ title | nope }}' }
  expect(renderForFolder(named('Satu'), { ...OPTIONS, note })).toMatchObject({
    ok: false,
    failure: { code: 'template-failed', line: 2 },
  })
})

test('the order does not depend on the order of the list', () => {
  const summary = fc.record({ id: fc.string(), saved: fc.constantFrom('2026-01-01', '2026-01-02') })
  fc.assert(
    fc.property(fc.uniqueArray(summary, { selector: ({ id }) => id }), (facts) => {
      const summaries = facts.map(summaryOf)
      const ids = inExportOrder(summaries).map(({ id }) => id)
      expect(inExportOrder(summaries.toReversed()).map(({ id }) => id)).toEqual(ids)
      expect(ids.toSorted(compareUnits)).toEqual(facts.map(({ id }) => id).toSorted(compareUnits))
    }),
  )
})
