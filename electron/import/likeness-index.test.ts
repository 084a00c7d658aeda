import { mkdtempDisposable, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ImportedArticle } from '#shared/article.ts'
import { LibraryReader } from '../library/library-reader.ts'
import { type Library, openLibrary } from '../library/library.ts'
import { LikenessIndex } from './likeness-index.ts'
import { LikenessThread } from './likeness-thread.ts'

const PARAGRAPH = Array.from({ length: 40 }, (_, at) => `The ${at}th cart paid ${at * 3} coins at gate ${at * 5}.`)

interface Page {
  text: string
  site: string | null
  url: string | null
}

function pageOf({ text, site, url }: Page): ImportedArticle {
  const metadata = { title: 'Carts', byline: [], site, url, published: null, language: 'en' }
  return {
    original: Buffer.from(`${url ?? ''}\n${text}`),
    extension: 'html',
    content: `<p>${text}</p>`,
    facts: { importer: 'test 1', metadata, removals: [], words: 9 },
  }
}

async function add(library: Library, page: Page): Promise<string> {
  const added = await library.add(pageOf(page), { file: 'a.html', starter: false })
  if (!added.ok) throw new Error(added.failure.code)
  return added.value.id
}

async function fill(folder: string) {
  const library = await openLibrary({ folder: join(folder, 'Simak'), appData: join(folder, 'profile') })
  if (!library.ok) throw new Error(library.failure.code)
  const text = PARAGRAPH.join(' ')
  const first = await add(library.value, { text, site: 'Kabar', url: 'https://kabar.id/carts' })
  const changed = PARAGRAPH.toSpliced(3, 1, 'A new sentence stands here.').join(' ')
  return {
    library: library.value,
    first,
    again: await add(library.value, { text: changed, site: 'Kabar', url: 'https://www.kabar.id/carts?utm_source=x' }),
    reprint: await add(library.value, { text: `WARTA - ${text}`, site: 'Warta', url: 'https://warta.com/9' }),
    short: await add(library.value, { text: 'The 1th cart paid.', site: 'Kabar', url: 'https://kabar.id/short' }),
    file: join(folder, 'app', 'likeness.bin'),
  }
}

test('finds the page again by its address or text, the reprint by its text, and nothing that is only alike', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'simak-likeness-'))
  const { library, first, again, reprint, short, file } = await fill(folder.path)
  const index = new LikenessIndex(new LibraryReader(library.folder), file)
  for (const _ of index.sync()) continue
  expect(index.find(first)).toMatchObject([
    { id: again, kinship: 'version' },
    { id: reprint, kinship: 'reprint' },
  ])
  expect(index.find(again)).toMatchObject([
    { id: first, kinship: 'version' },
    { id: reprint, kinship: 'reprint' },
  ])
  expect(index.find(short)).toEqual([])

  await library.remove(first)
  await library.flush()
  const next = new LikenessIndex(new LibraryReader(library.folder), file)
  expect(next.find(again)).toMatchObject([{ id: reprint }])
  await library.close()
})

test('what was kept is used again; a damaged file is made anew', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'simak-likeness-'))
  const { library, first, file } = await fill(folder.path)
  const reader = new LibraryReader(library.folder)
  const steps = (): number => [...new LikenessIndex(reader, file).sync()].length
  expect(steps()).toBe(4)
  expect(steps()).toBe(0)
  expect(new LikenessIndex(reader, file).find(first)).toHaveLength(2)
  await truncate(file, 100)
  expect(steps()).toBe(4)
  await library.close()
})

test('answers from a thread of its own, and does not wait for one that is gone', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'simak-likeness-'))
  const { library, again, file } = await fill(folder.path)
  const workerPath = new URL('likeness-worker.ts', import.meta.url)
  const thread = new LikenessThread({ library: library.folder, file, workerPath })
  thread.changed([again])
  const later = await thread.findLater([again])
  expect(later.whole).toBe(true)
  expect(later.found).toMatchObject([{ id: again, twins: [{ kinship: 'version' }, { kinship: 'reprint' }] }])
  await thread.close()
  expect(await thread.find([again])).toMatchObject({ found: [] })
  const lost = new LikenessThread({ library: join(library.folder, 'nowhere'), file, workerPath })
  expect(await lost.find([again])).toMatchObject({ found: [] })
  await library.close()
})
