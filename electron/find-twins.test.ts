import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { FoundTwin } from './import/likeness-index.ts'
import { keepTwins } from './find-twins.ts'
import { openLibrary } from './library/library.ts'
import { sampleArticle } from './library/sample-article.ts'

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
