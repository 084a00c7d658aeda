import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describe } from '#shared/anchoring/describe.ts'
import type { Selector } from '#shared/annotation.ts'
import type { ImportedArticle } from '#shared/article.ts'
import { ok } from '#shared/result.ts'
import { PART } from './article-view.ts'
import { LibraryReader } from './library-reader.ts'
import { type Library, openLibrary } from './library.ts'
import { emptyTrash, listTrash } from './trash.ts'
import { sampleAnnotation, sampleArticle, sampleIds } from './sample-article.ts'

const CAPTURE = { file: 'a.txt', starter: false }

function scratch() {
  return mkdtempDisposable(join(tmpdir(), 'simak-versions-'))
}

async function open(folder: string): Promise<Library> {
  const library = await openLibrary({ folder: join(folder, 'Simak'), appData: join(folder, 'profile') })
  if (!library.ok) throw new Error(library.failure.code)
  return library.value
}

async function reopen(library: Library, folder: string): Promise<Library> {
  await library.close()
  return await open(folder)
}

test('keeps a word on where a passage stands beside the annotation, until it is taken back', async () => {
  await using folder = await scratch()
  const first = await open(folder.path)
  const article = sampleArticle('Satu')
  const { id, version } = sampleIds(article)
  await first.add(article, CAPTURE)
  const annotation = sampleAnnotation(article, 'a1', '')
  await first.saveAnnotation(annotation)
  const selector = annotation.target.selector.toReversed()
  const resolution = { annotation: 'a1', version, resolved: '2026-11-22T08:00:00.000Z', selector }
  expect(await first.annotations.resolve(id, resolution)).toEqual(ok(null))
  const second = await reopen(first, folder.path)
  expect(await second.open(id)).toMatchObject(ok({ annotations: [annotation], resolutions: [resolution] }))
  expect(await second.annotations.unresolve(id, resolution)).toEqual(ok(null))
  const third = await reopen(second, folder.path)
  expect(await third.open(id)).toMatchObject(ok({ annotations: [annotation], resolutions: [] }))
})

test('gets a newer version: highlights are carried over, and the older one stays readable with its own', async () => {
  await using folder = await scratch()
  const first = await open(folder.path)
  const article = sampleArticle('Satu')
  const { id, version } = sampleIds(article)
  await first.add(article, CAPTURE)
  const kept = sampleAnnotation(article, 'kept', '')
  const passage = describe('A paragraph of “Satu”.', 2, 21)
  await first.saveAnnotation({ ...kept, target: { ...kept.target, selector: passage } })
  const lost = sampleAnnotation(article, 'lost', '')
  const selector: Selector[] = [{ type: 'TextQuoteSelector', exact: 'gone for ever', prefix: '', suffix: '' }]
  await first.saveAnnotation({ ...lost, target: { ...lost.target, selector } })
  const text = 'New. A paragraph of “Satu”.'
  const report = await first.versions.add(id, { html: `<p>${text}</p>`, text })
  expect(report).toEqual(ok({ exact: ['kept'], moved: [], uncertain: [], orphan: ['lost'] }))
  const library = await reopen(first, folder.path)
  expect(library.summary(id)).toMatchObject({ waiting: 1 })
  const newest = await library.open(id)
  expect(newest).toMatchObject(ok({ html: `<p>${text}</p>`, removals: [], versions: [{ version }, {}] }))
  expect(await library.open(id, version)).toMatchObject(ok({ html: article.content, annotations: [{}, {}] }))
  const shown = newest.ok ? newest.value.version : ''
  await library.annotations.resolve(id, {
    annotation: 'lost',
    version: shown,
    resolved: '2026-11-22T08:00:00.000Z',
    selector,
  })
  expect(library.summary(id)).toMatchObject({ waiting: 0 })
  await library.annotations.unresolve(id, { annotation: 'lost', version: shown })
  await library.removeAnnotation(id, 'lost')
  expect(library.summary(id)).toMatchObject({ waiting: 0 })
})

/** A newer capture of an article: other bytes, with an image. */
function newerCapture(text: string): ImportedArticle {
  const article = sampleArticle('Dua')
  const name = `${'a'.repeat(64)}.png`
  const { facts } = article
  return {
    ...article,
    content: `<p>${text}</p><img src="${name}" alt="">`,
    assets: [{ name, bytes: Buffer.from('image') }],
    facts: { ...facts, metadata: { ...facts.metadata, title: 'Dua, corrected', published: '2022-08-07' }, words: 8 },
  }
}

async function withNewer(folder: string) {
  const library = await open(folder)
  const old = sampleArticle('Satu')
  const newer = newerCapture('New. A paragraph of “Satu”.')
  for (const article of [old, newer]) await library.add(article, CAPTURE)
  const kept = sampleAnnotation(old, 'kept', '')
  const passage = describe('A paragraph of “Satu”.', 2, 21)
  await library.saveAnnotation({ ...kept, target: { ...kept.target, selector: passage } })
  await library.saveAnnotation(sampleAnnotation(newer, 'own', 'Noted in the newer one'))
  return { library, into: sampleIds(old), from: sampleIds(newer) }
}

test('an article becomes a version of another one: one article with both texts, images and all notes', async () => {
  await using folder = await scratch()
  const { library, into, from } = await withNewer(folder.path)
  const joined = await library.versions.join(from.id, into.id)
  const report = { exact: ['kept'], moved: [], uncertain: [], orphan: [] }
  expect(joined).toEqual(ok({ from: from.id, article: into.id, version: from.version, report }))
  const again = await reopen(library, folder.path)
  expect(again.list()).toMatchObject([{ id: into.id, title: 'Dua, corrected', words: 8, highlights: 2, notes: 1 }])
  expect(await again.open(from.id)).toMatchObject({ failure: { code: 'article-missing' } })
  expect([again.shownAs(from.id), again.shownAs(into.id)]).toEqual([into.id, into.id])
  const newest = await again.open(into.id)
  expect(newest).toMatchObject(
    ok({
      version: from.version,
      removals: [{ id: 'r1' }],
      versions: [
        { version: into.version, dated: '2022-08-06' },
        { version: from.version, from: from.id, dated: '2022-08-07' },
      ],
    }),
  )
  expect(await again.assetPath(into.id, `${'a'.repeat(64)}.png`)).not.toBeNull()
  expect(await again.open(into.id, into.version)).toMatchObject(ok({ version: into.version }))
  // The same bytes once more: they are there, with the article that they are a version of.
  const added = await again.add(newerCapture('New. A paragraph of “Satu”.'), CAPTURE)
  expect(added).toEqual(ok({ id: into.id, title: 'Dua, corrected', already: true }))
  const reader = new LibraryReader(again.folder)
  expect(reader.read(from.id)).toBeNull()
  expect(reader.read(into.id)).toMatchObject({ version: from.version, summary: { title: 'Dua, corrected' } })
  await again.close()
})

test('an older capture that comes in later is no newer version, and what its page says was changed counts first', async () => {
  await using folder = await scratch()
  const library = await open(folder.path)
  const dated = (title: string, published: string, modified: string | null): ImportedArticle => {
    const article = sampleArticle(title)
    const { facts } = article
    const more = { subtitle: null, modified, image: null, editors: [] }
    return { ...article, facts: { ...facts, more, metadata: { ...facts.metadata, published } } }
  }
  const [root, older, changed] = [
    dated('Satu', '2022-08-06T10:00+07:00', null),
    dated('Dua', '2022-08-05', null),
    dated('Tiga', '2022-08-04', '2022-08-09'),
  ]
  for (const article of [root, older, changed]) await library.add(article, CAPTURE)
  const [first, second, third] = [sampleIds(root), sampleIds(older), sampleIds(changed)]
  expect(await library.versions.dated(third.id)).toBe('2022-08-09')
  expect(await library.versions.join(second.id, first.id)).toMatchObject({ ok: true })
  expect(await library.open(first.id)).toMatchObject(
    ok({ version: first.version, versions: [{ version: second.version }, { version: first.version }] }),
  )
  expect(library.summary(first.id)).toMatchObject({ title: 'Satu', waiting: 0 })
  expect(await library.versions.join(third.id, first.id)).toMatchObject({ ok: true })
  const again = await reopen(library, folder.path)
  const order = [second.version, first.version, third.version].map((version) => ({ version }))
  expect(await again.open(first.id)).toMatchObject(ok({ version: third.version, versions: order }))
  expect(new LibraryReader(again.folder).read(first.id)).toMatchObject({ version: third.version })
  await again.close()
})

test('a version becomes an article of its own again, with what was noted in it', async () => {
  await using folder = await scratch()
  const { library, into, from } = await withNewer(folder.path)
  await library.versions.join(from.id, into.id)
  const stored = await library.open(into.id)
  const own = stored.ok ? stored.value.annotations.find(({ id }) => id === 'own') : undefined
  if (own === undefined) throw new Error('The annotation was not brought along')
  await library.saveAnnotation({ ...own, colour: 'pink' })
  expect(await library.versions.separate(into.id, from.version)).toEqual(ok(from.id))
  const again = await reopen(library, folder.path)
  expect(again.list()).toHaveLength(2)
  expect(await again.open(from.id)).toMatchObject(ok({ annotations: [{ id: 'own', colour: 'pink' }] }))
  expect(await again.open(into.id)).toMatchObject(
    ok({ summary: { title: 'Satu' }, annotations: [{ id: 'kept' }], versions: [{ version: into.version }] }),
  )
  // A version that never was an article cannot become one.
  expect(await again.versions.separate(into.id, into.version)).toEqual(ok(null))
  await again.close()
})

test('a version of a version is one of the article; two that are part of each other are both there', async () => {
  await using folder = await scratch()
  const library = await open(folder.path)
  const [a, b, c] = ['Satu', 'Dua', 'Tiga'].map(sampleArticle)
  if (a === undefined || b === undefined || c === undefined) throw new Error('three articles')
  for (const article of [a, b, c]) await library.add(article, CAPTURE)
  const [one, two, three] = [sampleIds(a), sampleIds(b), sampleIds(c)]
  await library.versions.join(two.id, one.id)
  expect(await library.versions.join(three.id, two.id)).toMatchObject(ok({ article: one.id }))
  expect(await library.versions.join(one.id, three.id)).toMatchObject({ failure: { code: 'article-missing' } })
  expect(library.list().map(({ id }) => id)).toEqual([one.id])
  // As another device would have decided at the same time.
  await library.articleRecords.change(one.id, (store) => {
    store.put(PART, PART, { of: two.id })
    return store.save()
  })
  expect(library.list().map(({ id }) => id)).toContain(one.id)
  await library.close()
})

test('an article in the trash takes its versions along, and lines are put back in one version only', async () => {
  await using folder = await scratch()
  const { library, into, from } = await withNewer(folder.path)
  await library.versions.join(from.id, into.id)
  await library.restoreLines(into.id, ['r1'], '<p>MENU</p>', from.version)
  expect(await library.open(into.id)).toMatchObject(ok({ restored: ['r1'], html: '<p>MENU</p>' }))
  expect(await library.open(into.id, into.version)).toMatchObject(ok({ restored: [] }))
  await library.remove(into.id)
  expect(library.list()).toEqual([])
  const added = await library.add(newerCapture('New. A paragraph of “Satu”.'), CAPTURE)
  expect(added).toMatchObject(ok({ id: into.id, already: false }))
  expect(library.list()).toHaveLength(1)
  await library.close()
})

test('an emptied trash takes the versions along, and what is brought in again starts anew', async () => {
  await using folder = await scratch()
  const { library, into, from } = await withNewer(folder.path)
  await library.versions.join(from.id, into.id)
  await library.remove(into.id)
  expect(await emptyTrash(library)).toEqual(ok(null))
  expect(library.list()).toEqual([])
  expect(await library.add(sampleArticle('Satu'), CAPTURE)).toMatchObject(ok({ id: into.id, already: false }))
  expect(library.list().map(({ id }) => id)).toEqual([into.id])
  expect(await library.open(into.id)).toMatchObject(ok({ version: into.version }))
  const again = await library.add(newerCapture('New. A paragraph of “Satu”.'), CAPTURE)
  expect(again).toMatchObject(ok({ id: from.id, already: false }))
  expect(library.list()).toHaveLength(2)
  await library.close()
})

test('what the reader said of two articles stays, whatever is found later', async () => {
  await using folder = await scratch()
  const { library, into, from } = await withNewer(folder.path)
  expect(await library.versions.mark(from.id, into.id, 'offered', false)).toEqual(ok(true))
  expect(library.summary(from.id)?.twins).toEqual([{ id: into.id, kind: 'offered' }])
  expect(await library.versions.mark(from.id, into.id, 'apart', true)).toEqual(ok(true))
  expect(await library.versions.mark(from.id, into.id, 'offered', false)).toEqual(ok(false))
  const again = await reopen(library, folder.path)
  expect(again.summary(from.id)?.twins).toBeUndefined()
  await again.close()
})

test('what came in as a version is thrown away with its article, and comes back with its own file', async () => {
  await using folder = await scratch()
  const { library, into, from } = await withNewer(folder.path)
  await library.versions.join(from.id, into.id)
  await library.remove(into.id)
  expect((await listTrash(library)).articles).toMatchObject([{ id: into.id }])
  expect(await emptyTrash(library)).toEqual(ok(null))
  const again = await reopen(library, folder.path)
  expect(again.list()).toEqual([])
  const added = await again.add(newerCapture('New. A paragraph of “Satu”.'), CAPTURE)
  expect(added).toMatchObject(ok({ id: from.id, already: false }))
  expect(again.list()).toMatchObject([{ id: from.id }])
  await again.close()
})
