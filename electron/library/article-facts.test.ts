import { hash } from 'node:crypto'
import { mkdtempDisposable, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Result } from '#shared/result.ts'
import { type Library, openLibrary } from './library.ts'
import { sampleArticle, sampleIds } from './sample-article.ts'

const NOON = Date.UTC(2026, 10, 21, 12)

function valueOf<V>(result: Result<V, unknown>): V {
  if (!result.ok) throw new Error(JSON.stringify(result.failure))
  return result.value
}

function scratch() {
  return mkdtempDisposable(join(tmpdir(), 'simak-library-'))
}

async function open(folder: string, device = 'one', now: () => number = Date.now): Promise<Library> {
  const appData = join(folder, `profile-${device}`)
  return valueOf(await openLibrary({ folder: join(folder, 'Simak'), appData, now }))
}

async function reopen(library: Library, folder: string, device = 'one'): Promise<Library> {
  await library.close()
  return await open(folder, device)
}

describe('an article', () => {
  test('shows what the reader put right, field by field, until it is to be as it was found', async () => {
    await using folder = await scratch()
    const first = await open(folder.path, 'one', () => NOON)
    const article = sampleArticle('Satu')
    const { id } = sampleIds(article)
    await first.add(article, { file: 'satu.txt', starter: false })
    await first.correctMetadata(id, { title: 'Dua', byline: [], subtitle: 'Tiga', url: null }, [])
    const library = await reopen(first, folder.path)
    expect(library.summary(id)).toMatchObject({ title: 'Dua', byline: [], published: '2022-08-06' })
    const opened = await library.open(id)
    if (!opened.ok) throw new Error(opened.failure.code)
    expect(opened.value.details).toMatchObject({
      more: { subtitle: 'Tiga' },
      found: { title: 'Satu' },
      corrections: { title: 'Dua', byline: [], subtitle: 'Tiga', url: null },
    })
    await library.correctMetadata(id, { language: 'jv' }, ['title', 'subtitle'])
    expect(library.summary(id)).toMatchObject({ title: 'Satu', byline: [], language: 'jv' })
    expect(await library.correctMetadata(id, { title: ' ' }, [])).toMatchObject({
      ok: false,
      failure: { code: 'bad-request' },
    })
  })

  test('keeps its images, each once', async () => {
    await using folder = await scratch()
    const library = await open(folder.path, 'one', () => NOON)
    const bytes = new TextEncoder().encode('a picture')
    const name = `${hash('sha256', bytes)}.png`
    const article = { ...sampleArticle('Satu'), assets: [{ name, bytes }] }
    const { id } = sampleIds(article)
    await library.add(article, { file: 'satu.html', starter: false })
    const path = (await library.assetPath(id, name)) ?? ''
    expect(new Uint8Array(await readFile(path))).toEqual(bytes)
    expect(await library.assetPath(id, `../${name}`)).toBeNull()
  })
})
