import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { articleToMarkdown } from './article-markdown.ts'
import { exportArticle, exportLibrary, inExportOrder, proposedFileName } from './export-files.ts'
import { articleOf, OPTIONS, summaryOf } from './export-fixtures.ts'
import { compareUnits } from './exported-article.ts'
import { collisionKey } from './file-names.ts'

const LATER = { ...OPTIONS, exported: '2027-01-01T00:00:00.000Z' }
let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simak-export-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

function named(title: string, id = title, text = 'Isi artikel.') {
  return articleOf(`<p>${text}</p>`, [{ quote: text }], { title, id })
}

async function contents(): Promise<Record<string, string>> {
  const names = (await readdir(folder)).toSorted()
  const entries = await Promise.all(
    names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const),
  )
  return Object.fromEntries<string>(entries)
}

describe('a whole library', () => {
  test('becomes one file per article', async () => {
    const articles = [named('Satu'), named('Dua')]
    expect(await exportLibrary(articles, folder, OPTIONS)).toEqual({
      ok: true,
      value: { folder, files: 2, written: 2 },
    })
    expect(await contents()).toEqual({
      'Dua.md': articleToMarkdown(named('Dua'), OPTIONS),
      'Satu.md': articleToMarkdown(named('Satu'), OPTIONS),
    })
  })

  test('without articles makes the folder and no file', async () => {
    const place = join(folder, 'baru', 'sekali')
    expect(await exportLibrary([], place, OPTIONS)).toEqual({
      ok: true,
      value: { folder: place, files: 0, written: 0 },
    })
    expect(await readdir(place)).toEqual([])
  })

  test('exported again without a change touches no file', async () => {
    const articles = [named('Sama', 'a'), named('sama', 'b'), named('SAMA', 'c')]
    await exportLibrary(articles, folder, OPTIONS)
    const before = await contents()
    const past = new Date('2020-01-01T00:00:00Z')
    await Promise.all(Object.keys(before).map((name) => utimes(join(folder, name), past, past)))
    expect(await exportLibrary(articles, folder, LATER)).toMatchObject({ ok: true, value: { files: 3, written: 0 } })
    expect(await contents()).toEqual(before)
    for (const name of Object.keys(before)) expect((await stat(join(folder, name))).mtime).toEqual(past)
  })

  test('never changes a file that says something else', async () => {
    await writeFile(join(folder, 'Satu.md'), 'milik pembaca')
    await mkdir(join(folder, 'SATU (2).md'))
    await exportLibrary([named('Satu')], folder, OPTIONS)
    expect(await readFile(join(folder, 'Satu.md'), 'utf8')).toBe('milik pembaca')
    expect(await readFile(join(folder, 'Satu (3).md'), 'utf8')).toBe(articleToMarkdown(named('Satu'), OPTIONS))
  })

  test('a new highlight leads to a new file beside the old one, once', async () => {
    await exportLibrary([named('Satu')], folder, OPTIONS)
    const changed = articleOf('<p>Isi artikel.</p>', [{ quote: 'Isi artikel.' }, { quote: 'artikel' }], {
      title: 'Satu',
      id: 'Satu',
    })
    await exportLibrary([changed], folder, LATER)
    expect(await exportLibrary([changed], folder, LATER)).toMatchObject({ value: { files: 1, written: 0 } })
    expect(Object.keys(await contents())).toEqual(['Satu (2).md', 'Satu.md'])
  })

  test('writes through no symbolic link', async () => {
    const outside = join(folder, 'luar.txt')
    const inside = join(folder, 'ekspor')
    await writeFile(outside, 'aman')
    await mkdir(inside)
    await symlink(outside, join(inside, 'Satu.md'))
    await symlink(join(folder, 'tidak ada'), join(inside, 'Satu (2).md'))
    await exportLibrary([named('Satu')], inside, OPTIONS)
    expect(await readFile(outside, 'utf8')).toBe('aman')
    expect(existsSync(join(folder, 'tidak ada'))).toBe(false)
    expect((await readdir(inside)).toSorted()).toEqual(['Satu (2).md', 'Satu (3).md', 'Satu.md'])
  })

  test('a folder that cannot be made is a typed failure', async () => {
    const file = join(folder, 'berkas')
    await writeFile(file, '')
    expect(await exportLibrary([], join(file, 'x'), OPTIONS)).toEqual({
      ok: false,
      failure: { code: 'export-failed', path: join(file, 'x'), reason: 'ENOTDIR' },
    })
  })

  test('any titles give as many files as articles, each with its own text', async () => {
    const unit = fc.oneof(
      fc.constantFrom('a', 'A', ' ', '.', '/', '(2)', 'é', 'e\u0301'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    )
    const titles = fc.array(fc.string({ unit, maxLength: 6 }), { maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(titles, async (all) => {
        const place = await mkdtemp(join(folder, 'p-'))
        const articles = all.map((title, i) => named(title, `artikel-${i}`))
        expect(await exportLibrary(articles, place, OPTIONS)).toMatchObject({ ok: true, value: { files: all.length } })
        const names = await readdir(place)
        expect(new Set(names.map(collisionKey)).size).toBe(all.length)
        const ids = await Promise.all(
          names.map(async (name) => /^simak_id: (.*)$/m.exec(await readFile(join(place, name), 'utf8'))?.[1] ?? ''),
        )
        expect(ids.toSorted(compareUnits)).toEqual(all.map((_, i) => `artikel-${i}`).toSorted(compareUnits))
      }),
      { numRuns: 60 },
    )
  })

  test('the order of export does not depend on the order of the list', () => {
    const list = [
      summaryOf({ id: 'b', saved: '2026-02-01' }),
      summaryOf({ id: 'a', saved: '2026-02-01' }),
      summaryOf({ id: 'c', saved: '2026-01-01' }),
    ]
    expect(inExportOrder(list).map(({ id }) => id)).toEqual(['c', 'a', 'b'])
    expect(inExportOrder(list.toReversed())).toEqual(inExportOrder(list))
  })
})

describe('one article', () => {
  test('replaces the file the reader chose', async () => {
    const path = join(folder, 'pilihan.md')
    await writeFile(path, 'lama')
    expect(await exportArticle(named('Satu'), path, OPTIONS)).toEqual({ ok: true, value: { path, written: true } })
    expect(await contents()).toEqual({ 'pilihan.md': articleToMarkdown(named('Satu'), OPTIONS) })
  })

  test('leaves the file alone where only the time differs', async () => {
    const path = join(folder, 'pilihan.md')
    await exportArticle(named('Satu'), path, OPTIONS)
    expect(await exportArticle(named('Satu'), path, LATER)).toEqual({ ok: true, value: { path, written: false } })
    expect(await readFile(path, 'utf8')).toContain(OPTIONS.exported)
  })

  test('replaces a symbolic link and not what it points to', async () => {
    const outside = join(folder, 'luar.txt')
    await writeFile(outside, 'aman')
    await symlink(outside, join(folder, 'tautan.md'))
    await exportArticle(named('Satu'), join(folder, 'tautan.md'), OPTIONS)
    expect(await readFile(outside, 'utf8')).toBe('aman')
    expect(await readFile(join(folder, 'tautan.md'), 'utf8')).toContain('# Satu')
  })

  test.each([
    ['a folder', 'sebuah-folder', 'EISDIR'],
    ['a place in a folder that is not there', 'tidak/ada.md', 'ENOENT'],
  ])('%s is a typed failure and leaves nothing behind', async (_name, name, reason) => {
    await mkdir(join(folder, 'sebuah-folder'))
    const path = join(folder, name)
    expect(await exportArticle(named('Satu'), path, OPTIONS)).toEqual({
      ok: false,
      failure: { code: 'export-failed', path, reason },
    })
    expect(await readdir(folder)).toEqual(['sebuah-folder'])
  })

  test('the proposed name is made from the title', () => {
    expect(proposedFileName(summaryOf({ title: 'A/B' }), OPTIONS)).toBe('A-B.md')
  })
})
