import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describe } from '#shared/anchoring/describe.ts'
import type { Selector } from '#shared/annotation.ts'
import { ok } from '#shared/result.ts'
import { type Library, openLibrary } from './library.ts'
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
  const report = await first.addVersion(id, { html: `<p>${text}</p>`, text })
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
