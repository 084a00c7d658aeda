import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ImportedArticle } from '#shared/article.ts'
import { hash } from 'node:crypto'
import { readCarried, takeInArticle } from './carried-article.ts'
import { contentHashOf } from './layout.ts'
import { LibraryReader } from './library-reader.ts'
import type { Library } from './library.ts'
import { CAPTURE, openAs, scratch, valueOf } from './library-fixtures.ts'
import { PlainReader } from './plain-reader.ts'
import { sampleAnnotation, sampleArticle, sampleIds } from './sample-article.ts'

const BYTES = new TextEncoder().encode('a picture')
const NAME = `${hash('sha256', BYTES)}.png`
const ADDRESS = 'https://cdn.example/a.png'
const PICTURE = `<p><img src="assets/${NAME}" alt=""></p>`

/** Adds an article and then the picture that it did not come with. */
async function addPictured(library: Library, article: ImportedArticle): Promise<string> {
  const { id, version } = sampleIds(article)
  await library.add(article, CAPTURE)
  const { content, facts } = article
  const removals = facts.removals.map((removal) => ({ ...removal, before: 1 }))
  const reading = {
    content: PICTURE + content,
    facts: { ...facts, metadata: { ...facts.metadata, title: 'Read anew' }, removals },
    assets: [{ name: NAME, bytes: BYTES }],
  }
  valueOf(await library.versions.keepPictures({ id, version, reading, from: { [ADDRESS]: NAME } }))
  return id
}

test('an article shows pictures that were asked for, and is the same version with the same facts', async () => {
  await using folder = await scratch()
  const article = sampleArticle('Satu')
  const first = await openAs(folder.path, 'a')
  const id = await addPictured(first, article)
  await first.close()
  const library = await openAs(folder.path, 'a')
  const { version } = sampleIds(article)
  const opened = valueOf(await library.open(id))
  const html = PICTURE + article.content
  expect(opened).toMatchObject({ html, version, baseVersion: version, pictures: { [ADDRESS]: NAME } })
  expect(opened.versions.map((one) => one.version)).toEqual([version])
  expect(opened.removals).toMatchObject([{ id: 'r1', before: 1 }])
  expect(opened.details.found?.title).toBe('Satu')
  expect(await library.assetPath(id, NAME)).not.toBeNull()
  // Threads and the command line read the same.
  expect(new LibraryReader(library.folder).read(id)).toMatchObject({ html, version: opened.version })
  const { context } = library.parts
  const plain = new PlainReader({ root: context.layout.root, devices: [context.device] })
  expect(plain.read(id, library.all.get(id)?.records ?? 0)).toBeNull()
  await library.close()
})

test('highlights and decisions hold with and without the pictures', async () => {
  await using folder = await scratch()
  const article = sampleArticle('Satu')
  const library = await openAs(folder.path, 'a')
  await library.add(article, CAPTURE)
  const { id } = sampleIds(article)
  const annotation = sampleAnnotation(article, 'a1', 'A note')
  valueOf(await library.saveAnnotation(annotation))
  const text = 'Quite another text.'
  valueOf(await library.versions.add(id, { html: `<p>${text}</p>`, text }))
  expect(library.summary(id)?.waiting).toBe(1)
  const { baseVersion: version } = valueOf(await library.open(id))
  const { facts } = article
  const reading = { content: `${PICTURE}<p>${text}</p>`, facts, assets: [{ name: NAME, bytes: BYTES }] }
  valueOf(await library.versions.keepPictures({ id, version, reading, from: { [ADDRESS]: NAME } }))
  const shown = valueOf(await library.open(id))
  expect(shown).toMatchObject({ html: reading.content, annotations: [annotation] })
  const { selector } = annotation.target
  const resolved = '2026-11-22T08:00:00.000Z'
  valueOf(await library.annotations.resolve(id, { annotation: 'a1', version: shown.version, resolved, selector }))
  expect(library.summary(id)?.waiting).toBe(0)
  // More pictures of the same version take nothing back.
  const more = { ...reading, content: `${reading.content}${PICTURE}` }
  valueOf(await library.versions.keepPictures({ id, version, reading: more, from: { [ADDRESS]: NAME } }))
  expect(valueOf(await library.open(id))).toMatchObject({ html: more.content, version })
  expect(library.summary(id)?.waiting).toBe(0)
  await library.close()
})

test('pictures that come later are shown where lines were put back and taken out again', async () => {
  await using folder = await scratch()
  const article = sampleArticle('Satu')
  const library = await openAs(folder.path, 'a')
  const id = await addPictured(library, article)
  const first = PICTURE + article.content
  const { baseVersion: version } = valueOf(await library.open(id))
  valueOf(await library.restoreLines(id, ['r1'], `${PICTURE}<p>MENU</p>${article.content}`, version))
  expect(valueOf(await library.open(id)).html).toContain('MENU')
  valueOf(await library.restoreLines(id, [], first, version))
  const later = `${first}${PICTURE}`
  const reading = { content: later, facts: article.facts, assets: [] }
  valueOf(await library.versions.keepPictures({ id, version, reading, from: { [ADDRESS]: NAME } }))
  expect(valueOf(await library.open(id))).toMatchObject({ html: later, version })
  expect(new LibraryReader(library.folder).read(id)?.html).toBe(later)
  await library.close()
})

test('without its files the article is shown as it came in', async () => {
  await using folder = await scratch()
  const article = sampleArticle('Satu')
  const library = await openAs(folder.path, 'a')
  const id = await addPictured(library, article)
  rmSync(join(library.folder, 'articles', id, `${contentHashOf(PICTURE + article.content)}.html`))
  expect(valueOf(await library.open(id))).toMatchObject({
    html: article.content,
    version: sampleIds(article).version,
    removals: [{ before: 0 }],
    pictures: {},
  })
  expect(new LibraryReader(library.folder).read(id)).toMatchObject({ html: article.content })
  await library.close()
})

test('pictures go where their article goes: to other devices, into other articles, out and in again', async () => {
  await using folder = await scratch()
  const [part, into] = [sampleArticle('Satu'), sampleArticle('Dua')]
  const first = await openAs(folder.path, 'a')
  const id = await addPictured(first, part)
  await first.add(into, CAPTURE)
  const { id: root } = sampleIds(into)
  const html = PICTURE + part.content

  const carried = valueOf(await readCarried(first, id))
  await using elsewhere = await scratch()
  const other = await openAs(elsewhere.path, 'b')
  valueOf(await takeInArticle(other, carried.article))
  expect(valueOf(await other.open(id)).html).toBe(html)
  await other.close()

  const joined = valueOf(await first.versions.join(id, root))
  expect(valueOf(await first.open(root, joined.version))).toMatchObject({ html, baseVersion: joined.version })
  expect(await first.assetPath(root, NAME)).not.toBeNull()
  await first.close()

  const second = await openAs(folder.path, 'b')
  expect(valueOf(await second.open(root, joined.version)).html).toBe(html)
  valueOf(await second.versions.separate(root, joined.version))
  expect(valueOf(await second.open(id)).html).toBe(html)
  await second.close()
})
