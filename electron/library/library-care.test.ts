import { access, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fail, ok } from '#shared/result.ts'
import { faultyFiles } from '../storage/faulty-files.ts'
import { nodeFileSystem } from '../storage/file-system.ts'
import { checkLibrary } from './check-library.ts'
import { addNoted, deviceFolders, notesOf, openAs, scratch, valueOf } from './library-fixtures.ts'
import type { Library } from './library.ts'
import { copyLibrary, letGo } from './move-library.ts'
import { sampleAnnotation, sampleArticle, sampleIds } from './sample-article.ts'
import { emptyTrash, listTrash } from './trash.ts'

const NOTHING = { articles: [], annotations: [], views: [] }

async function tree(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()
}

describe('the trash', () => {
  test('has what was deleted, and everything comes back', async () => {
    await using folder = await scratch()
    const library = await openAs(folder.path, 'one')
    const id = await addNoted(library, 'Satu', 'Deleted')
    const other = await addNoted(library, 'Dua', 'With the article')
    await library.removeAnnotation(id, 'a')
    await library.remove(other)
    const trash = await listTrash(library)
    expect(trash.articles.map(({ title }) => title)).toEqual(['Dua'])
    expect(trash.annotations).toMatchObject([{ article: id, title: 'Satu' }])
    for (const { annotation } of trash.annotations) await library.saveAnnotation(annotation)
    await library.putBack(other)
    expect(await listTrash(library)).toEqual(NOTHING)
    expect(await notesOf(library, id)).toEqual(['Deleted'])
    expect(await notesOf(library, other)).toEqual(['With the article'])
  })

  test('emptied forgets for good and touches no file of another device', async () => {
    await using folder = await scratch()
    const two = await openAs(folder.path, 'two')
    const id = await addNoted(two, 'Satu', 'Secret of the second')
    await two.close()
    const [theirs = ''] = await deviceFolders(two)
    const before = await readFile(join(theirs, 'articles', `${id}.json`))
    const library = await openAs(folder.path, 'one')
    await library.saveAnnotation(sampleAnnotation(sampleArticle('Satu'), 'b', 'Secret of the first'))
    await library.removeAnnotation(id, 'a')
    await library.removeAnnotation(id, 'b')
    const other = await addNoted(library, 'Dua', 'x')
    await library.remove(other)
    valueOf(await emptyTrash(library))
    expect(await listTrash(library)).toEqual(NOTHING)
    await library.close()
    const again = await openAs(folder.path, 'one')
    expect(await listTrash(again)).toEqual(NOTHING)
    expect(await notesOf(again, id)).toEqual([])
    expect(await readFile(join(theirs, 'articles', `${id}.json`))).toEqual(before)
    const [mine = ''] = (await deviceFolders(again)).filter((path) => path !== theirs)
    expect(await readFile(join(mine, 'articles', `${id}.json`), 'utf8')).not.toContain('Secret')
    const bytes = await addNoted(again, 'Dua', 'Again')
    expect(again.summary(bytes)).toBeDefined()
  })
})

describe('a check', () => {
  const check = (library: Library) =>
    checkLibrary(nodeFileSystem, library.parts.context.layout, {
      articles: library.all.keys(),
      onProgress: () => undefined,
      signal: new AbortController().signal,
    })

  test('of a good library finds nothing and changes nothing', async () => {
    await using folder = await scratch()
    const library = await openAs(folder.path, 'one')
    await addNoted(library, 'Satu', 'x')
    const before = await tree(library.folder)
    // Manifest, records, original, content and facts.
    expect(await check(library)).toEqual({ files: 5, findings: [] })
    expect(await tree(library.folder)).toEqual(before)
  })

  test('finds every file with a flipped bit, and a missing original', async () => {
    await using folder = await scratch()
    const library = await openAs(folder.path, 'one')
    const id = await addNoted(library, 'Satu', 'x')
    await library.flush()
    const skipped = ['.bak', '.stignore', 'session.json']
    const files = (await tree(library.folder)).filter((name) => !skipped.some((end) => name.endsWith(end)))
    expect(files).toHaveLength(5)
    for (const name of files) {
      const path = join(library.folder, name)
      const good = await readFile(path)
      const bad = Buffer.from(good)
      bad[bad.length >> 1] = (bad[bad.length >> 1] ?? 0) ^ 4
      await writeFile(path, bad)
      expect((await check(library)).findings).toMatchObject([{ file: path }])
      await writeFile(path, good)
    }
    await rm(join(library.folder, 'articles', id, 'original.txt'))
    expect((await check(library)).findings).toEqual([{ file: join(library.folder, 'articles', id), reason: 'missing' }])
  })
})

describe('moving', () => {
  const quiet = () => undefined

  test('takes everything along, and the old folder goes when the new one is verified', async () => {
    await using folder = await scratch()
    const library = await openAs(folder.path, 'one')
    const id = await addNoted(library, 'Satu', 'Moved')
    await library.close()
    const from = library.folder
    const to = join(folder.path, 'elsewhere', 'Simak')
    const before = await tree(from)
    expect(await copyLibrary(nodeFileSystem, { from, to, onProgress: quiet })).toEqual(ok(null))
    expect(await tree(to)).toEqual(before)
    await writeFile(join(from, 'of the reader.txt'), 'stays')
    await letGo(nodeFileSystem, from, to)
    expect(await tree(from)).toEqual(['of the reader.txt'])
    const moved = await openAs(folder.path, 'one', { folder: to })
    expect(await notesOf(moved, id)).toEqual(['Moved'])
    expect(await deviceFolders(moved)).toHaveLength(1)
  })

  test('into a folder that is not empty, or into itself, is refused', async () => {
    await using folder = await scratch()
    const library = await openAs(folder.path, 'one')
    await library.close()
    const from = library.folder
    await mkdir(join(folder.path, 'full'))
    await writeFile(join(folder.path, 'full', 'x'), 'x')
    const full = await copyLibrary(nodeFileSystem, { from, to: join(folder.path, 'full'), onProgress: quiet })
    expect(full).toMatchObject(fail({ code: 'move-failed', reason: 'ENOTEMPTY' }))
    const inside = await copyLibrary(nodeFileSystem, { from, to: join(from, 'articles', 'x'), onProgress: quiet })
    expect(inside).toMatchObject(fail({ code: 'move-failed', reason: 'inside' }))
  })

  test.each(['write', 'sync', 'rename', 'readFile'] as const)(
    'that fails (%s) leaves the library as it was',
    async (failing) => {
      await using folder = await scratch()
      const library = await openAs(folder.path, 'one')
      await addNoted(library, 'Satu', 'Stays')
      await library.close()
      const from = library.folder
      const before = await tree(from)
      let count = 0
      const files = faultyFiles((operation) => {
        if (operation !== failing) return null
        count += 1
        return count === 3 ? 'ENOSPC' : null
      })
      const to = join(folder.path, 'elsewhere')
      const failure = { code: 'move-failed', reason: 'ENOSPC' }
      expect(await copyLibrary(files, { from, to, onProgress: quiet })).toMatchObject({ ok: false, failure })
      expect(await tree(from)).toEqual(before)
      await access(join(from, 'articles', sampleIds(sampleArticle('Satu')).id))
    },
  )
})
