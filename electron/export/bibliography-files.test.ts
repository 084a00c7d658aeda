import { mkdtempDisposable, readFile, readdir, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { keepBibliography } from './bibliography-files.ts'
import { citationKey } from './citation-key.ts'
import { articleOf, noteOfArticle, OPTIONS, summaryOf } from './export-fixtures.ts'

const ARTICLES = [
  summaryOf({ id: 'a'.repeat(26), title: 'Harga naik', byline: ['Siti Aminah', 'Budi'], published: '2026-05-04' }),
  summaryOf({ id: 'b'.repeat(26), title: 'Pasar', url: 'https://contoh.test/?a=1', language: null }),
]
/** What CSL-JSON 1.0.2 wants of an item, as far as Simak writes it. */
const date = z.strictObject({ 'date-parts': z.array(z.array(z.int().positive()).min(1).max(3)).length(1) })
const item = z.strictObject({
  id: z.string().min(1),
  type: z.literal('webpage'),
  title: z.string(),
  author: z.array(z.strictObject({ literal: z.string() })),
  'container-title': z.string().optional(),
  URL: z.url().optional(),
  issued: date.optional(),
  accessed: date,
  language: z.string().optional(),
  custom: z.strictObject({ simak_id: z.string() }),
})

function scratch() {
  return mkdtempDisposable(join(tmpdir(), 'simak-bib-'))
}

test('every citation of the notes is in the files beside them', async () => {
  await using folder = await scratch()
  await keepBibliography(folder.path, ARTICLES)
  const bibtex = await readFile(join(folder.path, 'simak.bib'), 'utf8')
  const csl = z.array(item).parse(JSON.parse(await readFile(join(folder.path, 'simak.csl.json'), 'utf8')))
  expect(csl.map(({ id }) => id)).toEqual(ARTICLES.map(citationKey))
  expect([...bibtex.matchAll(/^@online\{(.*),$/gm)].map(([, key]) => key)).toEqual(ARTICLES.map(citationKey))
  expect(csl[0]).toMatchObject({ issued: { 'date-parts': [[2026, 5, 4]] }, language: 'id' })
  const options = { ...OPTIONS, note: { ...OPTIONS.note, preset: 'academic' as const } }
  const note = noteOfArticle(
    { ...articleOf('<p>Isi.</p>', [{ quote: 'Isi.' }]), summary: summaryOf(ARTICLES[0]) },
    options,
  )
  expect(/\[@(.*?)\]/.exec(note)?.[1]).toBe(csl[0]?.id)
})

test('again without a change touches nothing; a change is written', async () => {
  await using folder = await scratch()
  await keepBibliography(folder.path, ARTICLES)
  const stamps = async () => {
    const names = (await readdir(folder.path)).sort()
    return Promise.all(names.map(async (name) => [name, (await stat(join(folder.path, name))).ino]))
  }
  const before = await stamps()
  await keepBibliography(folder.path, ARTICLES)
  expect(await stamps()).toEqual(before)
  await keepBibliography(folder.path, ARTICLES.slice(1))
  expect(await readFile(join(folder.path, 'simak.bib'), 'utf8')).not.toContain('Harga naik')
})

test('a person\u2019s own files stay, and nothing goes through a symbolic link', async () => {
  await using folder = await scratch()
  const [bibtex, csl, outside] = ['simak.bib', 'simak.csl.json', 'di luar'].map((name) => join(folder.path, name))
  await writeFile(bibtex ?? '', '@book{saya}')
  await writeFile(outside ?? '', '[\n]')
  await symlink(outside ?? '', csl ?? '')
  await keepBibliography(folder.path, ARTICLES)
  expect(await readFile(bibtex ?? '', 'utf8')).toBe('@book{saya}')
  expect(await readFile(outside ?? '', 'utf8')).toBe('[\n]')
})
