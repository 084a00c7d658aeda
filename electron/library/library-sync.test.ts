import { copyFile, cp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { addNoted, CAPTURE, deviceFolders, notesOf, openAs, scratch, valueOf } from './library-fixtures.ts'
import type { Library } from './library.ts'
import { sampleAnnotation, sampleArticle, sampleIds } from './sample-article.ts'

const ARTICLE = sampleArticle('Satu')
const { id: ID } = sampleIds(ARTICLE)

/** Resolves when `library` has told that articles changed, at least once after this was called. */
function changes(): { told: string[][]; next(): Promise<void>; onChanged(ids: string[]): void } {
  const told: string[][] = []
  let waiting = Promise.withResolvers<undefined>()
  return {
    told,
    next: async () => {
      await waiting.promise
    },
    onChanged: (ids) => {
      told.push(ids)
      waiting.resolve(undefined)
      waiting = Promise.withResolvers<undefined>()
    },
  }
}

async function note(library: Library, id: string, text: string): Promise<void> {
  valueOf(await library.saveAnnotation(sampleAnnotation(ARTICLE, id, text)))
}

describe('while the library is open', () => {
  test('what another device writes is told and shown, also in records that are in memory', async () => {
    await using folder = await scratch()
    const heard = changes()
    const one = await openAs(folder.path, 'one', { onChanged: heard.onChanged })
    await addNoted(one, 'Satu', 'Of the first')
    expect(await notesOf(one, ID)).toEqual(['Of the first'])
    const next = heard.next()
    const two = await openAs(folder.path, 'two')
    await note(two, 'b', 'Of the second')
    await next
    expect(heard.told).toEqual([[ID]])
    expect(await notesOf(one, ID)).toEqual(['Of the first', 'Of the second'])
    expect(one.summary(ID)?.notes).toBe(2)
    const later = heard.next()
    const other = sampleArticle('Dua')
    await two.add(other, CAPTURE)
    await later
    expect(
      one
        .list()
        .map(({ title }) => title)
        .sort(),
    ).toEqual(['Dua', 'Satu'])
    await note(one, 'b', 'Changed by the first')
    await one.close()
    await two.close()
    expect(await notesOf(await openAs(folder.path, 'two'), ID)).toEqual(['Changed by the first', 'Of the first'])
  })

  test('what another device collects is told and there', async () => {
    await using folder = await scratch()
    const views = Promise.withResolvers<undefined>()
    const one = await openAs(folder.path, 'one', { onViews: () => views.resolve(undefined) })
    const two = await openAs(folder.path, 'two')
    valueOf(await two.arrangement.setView('collection', 'c', { name: 'Thesis' }))
    await views.promise
    expect(one.arrangement.views.collections).toEqual([{ id: 'c', name: 'Thesis' }])
    await Promise.all([one.close(), two.close()])
  })

  test('its own writes are not told', async () => {
    await using folder = await scratch()
    const heard = changes()
    const one = await openAs(folder.path, 'one', { onChanged: heard.onChanged })
    for (let index = 0; index < 5; index++) await addNoted(one, `Number ${index}`, 'x')
    const next = heard.next()
    const two = await openAs(folder.path, 'two')
    await addNoted(two, 'Last', 'x')
    await next
    await one.close()
    expect(heard.told).toEqual([[sampleIds(sampleArticle('Last')).id]])
  })
})

describe('a conflict copy', () => {
  const names = [
    (id: string) => `${id}.sync-conflict-20261121-120000-ABCDEFG.json`,
    (id: string) => `${id} (Budi's conflicted copy 2026-11-21).json`,
    (id: string) => `${id} (conflicted copy 2026-11-21 120000).json`,
    (id: string) => `${id.toUpperCase()}.json`,
  ]

  /** A library with "Kept" whose copy, made when it also had a second note, lies beside it under `name`. */
  async function withCopy(folder: string, name: (id: string) => string, device: string): Promise<string> {
    const one = await openAs(folder, 'one')
    await addNoted(one, 'Satu', 'Kept')
    await one.close()
    const [records = ''] = (await deviceFolders(one)).map((path) => join(path, 'articles'))
    const file = join(records, `${ID}.json`)
    await copyFile(file, join(folder, 'before'))
    const again = await openAs(folder, 'one')
    await note(again, 'b', 'Only in the copy')
    await again.close()
    await rename(file, join(records, name(ID)))
    await copyFile(join(folder, 'before'), file)
    await rm(`${file}.bak`)
    await openAs(folder, device).then((library) => library.close())
    return records
  }

  test.each(names)('is merged in and set aside by the device whose file it is', async (name) => {
    await using folder = await scratch()
    const records = await withCopy(folder.path, name, 'one')
    const left = await readdir(records)
    expect(left.filter((entry) => entry.includes('.merged-'))).toHaveLength(1)
    expect(left.filter((entry) => entry.endsWith('.json'))).toEqual([`${ID}.json`])
    const library = await openAs(folder.path, 'one')
    expect(await notesOf(library, ID)).toEqual(['Kept', 'Only in the copy'])
  })

  test.each(names)('is merged in by another device', async (name) => {
    await using folder = await scratch()
    await withCopy(folder.path, name, 'two')
    const library = await openAs(folder.path, 'two')
    expect(await notesOf(library, ID)).toEqual(['Kept', 'Only in the copy'])
  })

  test('that comes while the library is open is merged in; one that is damaged is left alone', async () => {
    await using folder = await scratch()
    const records = await withCopy(folder.path, names[0] ?? String, 'one')
    const [merged = ''] = (await readdir(records)).filter((name) => name.includes('.merged-'))
    const bothMerged = Promise.withResolvers<undefined>()
    const two: Library = await openAs(folder.path, 'two', {
      onCondition: () => {
        if (two.problems.filter(({ kind }) => kind === 'merged').length === 2) bothMerged.resolve(undefined)
      },
    })
    valueOf(await two.removeAnnotation(ID, 'a'))
    await note(two, 'b', 'Later')
    const three = await openAs(folder.path, 'three')
    await note(three, 'c', 'Of the third')
    await three.close()
    const [file = ''] = (await deviceFolders(three)).map((path) => join(path, 'articles', `${ID}.json`)).slice(-1)
    await writeFile(join(records, `${ID}.sync-conflict-1.json`), 'damaged')
    await copyFile(join(records, merged), join(records, `${ID}.sync-conflict-2.json`))
    await copyFile(file, join(records, `${ID} (conflicted copy).json`))
    await bothMerged.promise
    await two.close()
    const left = (await readdir(records)).filter((name) => name.endsWith('.json'))
    expect(left.sort()).toEqual([`${ID}.json`, `${ID}.sync-conflict-1.json`].sort())
    expect(await notesOf(await openAs(folder.path, 'two'), ID)).toContain('Later')
  })
})

describe('a profile that was copied', () => {
  test('takes a new device id when both were used, and nothing is lost', async () => {
    await using folder = await scratch()
    const one = await openAs(folder.path, 'one')
    await addNoted(one, 'Satu', 'Before')
    await one.close()
    await cp(join(folder.path, 'profile-one'), join(folder.path, 'profile-copy'), { recursive: true })
    const copy = await openAs(folder.path, 'copy')
    await note(copy, 'b', 'Of the copy')
    await copy.close()
    expect(await deviceFolders(one)).toHaveLength(1)
    const again = await openAs(folder.path, 'one')
    await note(again, 'c', 'Of the first')
    await again.close()
    expect(await deviceFolders(one)).toHaveLength(2)
    expect(await notesOf(await openAs(folder.path, 'copy'), ID)).toEqual(['Before', 'Of the copy', 'Of the first'])
  })

  test('that is used alone keeps its id', async () => {
    await using folder = await scratch()
    for (let start = 0; start < 3; start++) await (await openAs(folder.path, 'one')).close()
    expect(await deviceFolders(await openAs(folder.path, 'one'))).toHaveLength(1)
  })

  test('takes a new id when its own files have conflict copies', async () => {
    await using folder = await scratch()
    const one = await openAs(folder.path, 'one')
    await addNoted(one, 'Satu', 'Before')
    await one.close()
    const [records = ''] = (await deviceFolders(one)).map((path) => join(path, 'articles'))
    await copyFile(join(records, `${ID}.json`), join(records, `${ID}.sync-conflict-2.json`))
    await (await openAs(folder.path, 'one')).close()
    await (await openAs(folder.path, 'one')).close()
    expect(await deviceFolders(one)).toHaveLength(2)
  })

  test('and writes at the same time loses nothing', async () => {
    await using folder = await scratch()
    const one = await openAs(folder.path, 'one')
    await addNoted(one, 'Satu', 'Before')
    await one.flush()
    await cp(join(folder.path, 'profile-one'), join(folder.path, 'profile-copy'), { recursive: true })
    const copy = await openAs(folder.path, 'copy')
    await note(copy, 'b', 'Of the copy')
    await note(one, 'c', 'Of the first')
    await note(copy, 'd', 'Of the copy again')
    await Promise.all([one.close(), copy.close()])
    const all = ['Before', 'Of the copy', 'Of the copy again', 'Of the first']
    expect(await notesOf(await openAs(folder.path, 'three'), ID)).toEqual(all)
  })
})

describe('at the start', () => {
  test('temporary files of dead runs go', async () => {
    await using folder = await scratch()
    const one = await openAs(folder.path, 'one')
    await addNoted(one, 'Satu', 'x')
    await one.close()
    const [device = ''] = await deviceFolders(one)
    for (const place of [one.folder, device, join(device, 'articles')]) {
      await writeFile(join(place, '.simak-0123456789abcdef.tmp'), 'x')
    }
    await (await openAs(folder.path, 'one')).close()
    const left = await readdir(one.folder, { recursive: true })
    expect(left.filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  test('Syncthing is told to leave temporary files alone, and a list of the reader’s own stays', async () => {
    await using folder = await scratch()
    const one = await openAs(folder.path, 'one')
    await one.close()
    const ignore = join(one.folder, '.stignore')
    expect(await readFile(ignore, 'utf8')).toContain('.simak-*.tmp')
    await writeFile(ignore, 'mine')
    await (await openAs(folder.path, 'one')).close()
    expect(await readFile(ignore, 'utf8')).toBe('mine')
  })

  test('the list of the last time is there at once, and what changed since comes after', async () => {
    await using folder = await scratch()
    const one = await openAs(folder.path, 'one')
    await addNoted(one, 'Satu', 'x')
    await one.close()
    const two = await openAs(folder.path, 'two')
    await addNoted(two, 'Dua', 'x')
    await two.close()
    const heard = changes()
    const next = heard.next()
    const again = await openAs(folder.path, 'one', { onChanged: heard.onChanged })
    await next
    expect(heard.told).toEqual([[sampleIds(sampleArticle('Dua')).id]])
    await again.close()
    await rm(join(folder.path, 'profile-one', 'libraries'), { recursive: true })
    expect((await openAs(folder.path, 'one')).list()).toHaveLength(2)
  })

  test('a file that came just before the last end is not overlooked', async () => {
    await using folder = await scratch()
    const one = await openAs(folder.path, 'one')
    await addNoted(one, 'Satu', 'x')
    const two = await openAs(folder.path, 'two')
    for (let round = 0; round < 5; round++) {
      const again = await openAs(folder.path, 'one')
      await note(two, `round-${round}`, `Round ${round}`)
      await again.close()
      const next = await openAs(folder.path, 'one')
      expect(next.summary(ID)?.notes).toBe(round + 2)
      await next.close()
    }
  })
})
