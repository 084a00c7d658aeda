import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { FoundTwin } from './import/likeness-index.ts'
import { keepTwins } from './find-twins.ts'
import { openLibrary } from './library/library.ts'
import { sampleAnnotation, sampleArticle } from './library/sample-article.ts'

test('of what came in, the later is offered as a version of the earlier; what is known already is no news', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'simak-twins-'))
  const opened = await openLibrary({ folder: join(folder.path, 'Simak'), appData: join(folder.path, 'profile') })
  if (!opened.ok) throw new Error(opened.failure.code)
  const library = opened.value
  const add = async (title: string): Promise<string> => {
    const added = await library.add(sampleArticle(title), { file: 'a.txt', starter: false })
    return added.ok ? added.value.id : ''
  }
  const [old, first, second, reprint] = [await add('Lama'), await add('Satu'), await add('Dua'), await add('Tiga')]
  const version = (id: string): FoundTwin => ({ id, kinship: 'version', resemblance: 0.9 })
  const found = [
    { id: first, twins: [version(old), version(second)] },
    { id: second, twins: [version(first), version(old)] },
    { id: reprint, twins: [{ ...version(old), kinship: 'reprint' as const }] },
  ]
  expect(await keepTwins(library, { found })).toEqual({
    newer: [
      { id: first, title: 'Satu', of: { id: old, title: 'Lama' } },
      { id: second, title: 'Dua', of: { id: first, title: 'Satu' } },
    ],
    reprints: [{ id: reprint, title: 'Tiga', of: { id: old, title: 'Lama' } }],
  })
  expect(library.summary(first)?.twins).toEqual([{ id: old, kind: 'offered' }])
  expect(library.summary(old)?.twins).toEqual([{ id: reprint, kind: 'reprint' }])
  expect(library.summary(reprint)?.twins).toEqual([{ id: old, kind: 'reprint' }])
  expect(await keepTwins(library, { found })).toEqual({})
  await library.close()
})

test('an older capture that comes in later gets the newer one offered, unless the reader has left something there', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'simak-twins-'))
  const opened = await openLibrary({ folder: join(folder.path, 'Simak'), appData: join(folder.path, 'profile') })
  if (!opened.ok) throw new Error(opened.failure.code)
  const library = opened.value
  const add = async (title: string, published: string): Promise<string> => {
    const article = sampleArticle(title)
    const metadata = { ...article.facts.metadata, published }
    const dated = { ...article, facts: { ...article.facts, metadata } }
    const added = await library.add(dated, { file: 'a.txt', starter: false })
    return added.ok ? added.value.id : ''
  }
  const [bare, marked] = [await add('Satu', '2022-08-06'), await add('Dua', '2022-08-06T10:00:00+07:00')]
  const note = sampleAnnotation(sampleArticle('Dua'), 'n1', 'Catatan')
  await library.annotations.save({ ...note, target: { ...note.target, source: marked } })
  const [older, other] = [await add('Tiga', '2022-08-05'), await add('Empat', '2022-08-05')]
  const version = (id: string): FoundTwin => ({ id, kinship: 'version', resemblance: 0.9 })
  const found = [
    { id: older, twins: [version(bare)] },
    { id: other, twins: [version(marked)] },
  ]
  const { newer } = await keepTwins(library, { found })
  expect(newer?.map(({ id, of }) => [id, of.id])).toEqual([
    [bare, older],
    [other, marked],
  ])
  await library.close()
})
