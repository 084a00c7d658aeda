import { mkdir, mkdtempDisposable, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { noteOf } from '#shared/annotation.ts'
import { ok, type Result } from '#shared/result.ts'
import { seal } from '../storage/envelope.ts'
import { type Library, openLibrary } from './library.ts'
import { sampleAnnotation, sampleArticle, sampleIds } from './sample-article.ts'

const CAPTURE = { file: 'a.txt', starter: false }
const NOON = Date.UTC(2026, 10, 21, 12)

function scratch() {
  return mkdtempDisposable(join(tmpdir(), 'simak-library-'))
}

function valueOf<V>(result: Result<V, unknown>): V {
  if (!result.ok) throw new Error(JSON.stringify(result.failure))
  return result.value
}

async function open(folder: string, device = 'one', now: () => number = Date.now): Promise<Library> {
  const appData = join(folder, `profile-${device}`)
  const library = valueOf(await openLibrary({ folder: join(folder, 'Simak'), appData, now }))
  await library.checked
  return library
}

async function reopen(library: Library, folder: string, device = 'one'): Promise<Library> {
  await library.close()
  return await open(folder, device)
}

async function tree(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
}

describe('an article', () => {
  test('lies in the folder as the design says', async () => {
    await using folder = await scratch()
    const library = await open(folder.path)
    const article = sampleArticle('Satu')
    const { id, version } = sampleIds(article)
    expect(await library.add(article, CAPTURE)).toEqual(ok({ id, title: 'Satu', already: false }))
    await library.markStartersImported()
    const files = (await tree(library.folder)).map((path) => path.replace(/devices\/[a-z2-7]{16}/, 'devices/DEVICE'))
    expect(files.sort()).toEqual([
      '.stignore',
      `articles/${id}/${version}.html`,
      `articles/${id}/${version}.json`,
      `articles/${id}/original.txt`,
      `devices/DEVICE/articles/${id}.json`,
      'devices/DEVICE/library.json',
      'devices/DEVICE/session.json',
      'library.json',
    ])
    expect(id).toMatch(/^[a-z2-7]{26}$/)
    expect(await readFile(library.originalPath(id) ?? '')).toEqual(article.original)
  })

  test('is listed and opened after a restart', async () => {
    await using folder = await scratch()
    const first = await open(folder.path, 'one', () => NOON)
    const article = sampleArticle('Satu')
    const { id, version } = sampleIds(article)
    await first.add(article, { file: 'satu.txt', starter: true })
    const library = await reopen(first, folder.path)
    const summary = {
      ...article.facts.metadata,
      id,
      saved: '2026-11-21T12:00:00.000Z',
      words: 4,
      highlights: 0,
      notes: 0,
      waiting: 0,
      starter: true,
      file: 'satu.txt',
    }
    expect(library.list()).toEqual([summary])
    expect(library.summary(id)).toEqual(summary)
    const { removals } = article.facts
    const versions = [{ version, added: summary.saved, dated: '2022-08-06' }]
    const shown = { baseVersion: version, baseHtml: article.content, version, html: article.content }
    const details = {
      more: { subtitle: null, modified: null, image: null, editors: [] },
      found: { ...article.facts.metadata, subtitle: null, modified: null },
      evidence: {},
      corrections: {},
    }
    expect(await library.open(id)).toEqual(
      ok({
        summary,
        ...shown,
        pictures: {},
        removals,
        restored: [],
        details,
        annotations: [],
        resolutions: [],
        versions,
        followed: {},
        position: null,
      }),
    )
  })

  test('with the same bytes is not added again, not even when given twice at once', async () => {
    await using folder = await scratch()
    const library = await open(folder.path)
    const both = await Promise.all([
      library.add(sampleArticle('Satu'), CAPTURE),
      library.add(sampleArticle('Satu'), CAPTURE),
    ])
    expect(both.map((added) => valueOf(added).already)).toEqual([false, true])
    expect(library.list()).toHaveLength(1)
    const before = await tree(library.folder)
    expect(valueOf(await library.add(sampleArticle('Satu'), CAPTURE)).already).toBe(true)
    expect(await tree(library.folder)).toEqual(before)
  })

  test('with a damaged content is healed by importing it again', async () => {
    await using folder = await scratch()
    const library = await open(folder.path)
    const article = sampleArticle('Satu')
    const { id, version } = sampleIds(article)
    await library.add(article, CAPTURE)
    const content = join(library.folder, 'articles', id, `${version}.html`)
    await writeFile(content, '<p>Something else</p>')
    const failure = { code: 'article-damaged', id, file: content, reason: 'checksum' }
    expect(await library.open(id)).toEqual({ ok: false, failure })
    await library.add(article, CAPTURE)
    expect(valueOf(await library.open(id)).baseHtml).toBe(article.content)
    const aside = (await readdir(join(library.folder, 'articles', id))).filter((name) => name.includes('.damaged-'))
    expect(aside).toHaveLength(1)
  })

  test('in the trash is not listed, keeps everything and comes back', async () => {
    await using folder = await scratch()
    let library = await open(folder.path)
    const article = sampleArticle('Satu')
    const { id } = sampleIds(article)
    await library.add(article, CAPTURE)
    await library.saveAnnotation(sampleAnnotation(article, 'a1', 'Kept'))
    expect(await library.remove(id)).toEqual(ok(null))
    library = await reopen(library, folder.path)
    expect(library.list()).toEqual([])
    expect(library.summary(id)).toBeUndefined()
    expect(await library.open(id)).toEqual({ ok: false, failure: { code: 'article-missing', id } })
    await library.putBack(id)
    expect(library.summary(id)?.notes).toBe(1)
    await library.remove(id)
    expect(await library.add(article, CAPTURE)).toEqual(ok({ id, title: 'Satu', already: false }))
    library = await reopen(library, folder.path)
    expect(valueOf(await library.open(id)).annotations.map(noteOf)).toEqual(['Kept'])
  })
})

describe('annotations', () => {
  test('are counted, replaced, removed and brought back', async () => {
    await using folder = await scratch()
    let library = await open(folder.path)
    const article = sampleArticle('Satu')
    const { id } = sampleIds(article)
    await library.add(article, CAPTURE)
    const counts = () => [library.summary(id)?.highlights, library.summary(id)?.notes]
    const pageNote = sampleAnnotation(article, 'page', 'About all of it')
    await library.saveAnnotation({ ...pageNote, target: { ...pageNote.target, selector: [] } })
    await library.saveAnnotation(sampleAnnotation(article, 'a1', ''))
    expect(counts()).toEqual([1, 1])
    await library.saveAnnotation(sampleAnnotation(article, 'a1', 'First'))
    expect(counts()).toEqual([1, 2])
    expect(await library.removeAnnotation(id, 'a1')).toEqual(ok(null))
    expect(await library.removeAnnotation(id, 'a1')).toEqual(ok(null))
    expect(counts()).toEqual([0, 1])
    library = await reopen(library, folder.path)
    expect(counts()).toEqual([0, 1])
    await library.saveAnnotation(sampleAnnotation(article, 'a1', 'Again'))
    library = await reopen(library, folder.path)
    expect(counts()).toEqual([1, 2])
    const { annotations } = valueOf(await library.open(id))
    expect(new Set(annotations.map(noteOf))).toEqual(new Set(['About all of it', 'Again']))
  })

  test('may have any id', async () => {
    await using folder = await scratch()
    let library = await open(folder.path)
    const article = sampleArticle('Satu')
    await library.add(article, CAPTURE)
    const ids = ['__proto__', 'constructor', 'capture', 'trash']
    for (const id of ids) await library.saveAnnotation(sampleAnnotation(article, id, id))
    library = await reopen(library, folder.path)
    const { annotations } = valueOf(await library.open(sampleIds(article).id))
    expect(annotations.map((annotation) => annotation.id).sort()).toEqual(ids.toSorted())
  })

  test('of an article that is not there, or of no known shape, are refused', async () => {
    await using folder = await scratch()
    const library = await open(folder.path)
    const article = sampleArticle('Satu')
    const annotation = sampleAnnotation(article, 'a1', 'Note')
    const missing = { code: 'article-missing', id: annotation.target.source }
    expect(await library.saveAnnotation(annotation)).toEqual({ ok: false, failure: missing })
    await library.add(article, CAPTURE)
    const refused = await library.saveAnnotation({ ...annotation, created: 'yesterday' })
    expect(refused).toMatchObject({ ok: false, failure: { code: 'bad-request', channel: 'annotation:save' } })
    expect(library.summary(annotation.target.source)?.notes).toBe(0)
  })

  test('of a burst are all there, and the list knows them at once', async () => {
    await using folder = await scratch()
    let library = await open(folder.path)
    const article = sampleArticle('Satu')
    const { id } = sampleIds(article)
    await library.add(article, CAPTURE)
    const saves = Array.from({ length: 100 }, (_, index) =>
      library.saveAnnotation(sampleAnnotation(article, `a${index}`, `Note ${index}`)),
    )
    expect(await Promise.all(saves)).toEqual(saves.map(() => ok(null)))
    library = await reopen(library, folder.path)
    expect(library.summary(id)?.notes).toBe(100)
  })
})

describe('reading state', () => {
  test('position and restored lines come back', async () => {
    await using folder = await scratch()
    let library = await open(folder.path)
    const article = sampleArticle('Satu')
    const { id } = sampleIds(article)
    await library.add(article, CAPTURE)
    const composed = `<p>MENU</p>${article.content}`
    const version = valueOf(await library.restoreLines(id, ['r1'], composed))
    const position = { version, offset: 3 }
    expect(await library.keepPosition(id, position)).toEqual(ok(null))
    library = await reopen(library, folder.path)
    const restored = { restored: ['r1'], version, html: composed, baseHtml: article.content, position }
    expect(valueOf(await library.open(id))).toMatchObject(restored)
    await rm(join(library.folder, 'articles', id, `${version}.html`))
    const base = { restored: ['r1'], version: sampleIds(article).version, html: article.content }
    expect(valueOf(await library.open(id))).toMatchObject(base)
    expect(valueOf(await library.restoreLines(id, [], article.content))).toBe(sampleIds(article).version)
    expect(valueOf(await library.open(id)).restored).toEqual([])
  })

  test('a position without a version is refused', async () => {
    await using folder = await scratch()
    const library = await open(folder.path)
    const article = sampleArticle('Satu')
    await library.add(article, CAPTURE)
    const refused = await library.keepPosition(sampleIds(article).id, { version: '../x', offset: 1 })
    expect(refused).toMatchObject({ ok: false, failure: { code: 'bad-request' } })
  })

  test('an article without its facts can still be read', async () => {
    await using folder = await scratch()
    const library = await open(folder.path)
    const article = sampleArticle('Satu')
    const { id, version } = sampleIds(article)
    await library.add(article, CAPTURE)
    await rm(join(library.folder, 'articles', id, `${version}.json`))
    expect(valueOf(await library.open(id))).toMatchObject({ html: article.content, removals: [] })
    expect(library.problems).toMatchObject([{ kind: 'unreadable', code: 'ENOENT' }])
  })
})

test('starters are needed once', async () => {
  await using folder = await scratch()
  let library = await open(folder.path)
  expect(library.needsStarters).toBe(true)
  await library.add(sampleArticle('Starter'), { file: 's.md', starter: true })
  await library.markStartersImported()
  await library.remove(sampleIds(sampleArticle('Starter')).id)
  library = await reopen(library, folder.path)
  expect(library.needsStarters).toBe(false)
  const elsewhere = await open(folder.path, 'two')
  expect(elsewhere.needsStarters).toBe(false)
})

describe('two devices on one folder', () => {
  test('see what both made of an article', async () => {
    await using folder = await scratch()
    const article = sampleArticle('Satu')
    const { id } = sampleIds(article)
    const one = await open(folder.path, 'one')
    await one.add(article, CAPTURE)
    await one.saveAnnotation(sampleAnnotation(article, 'a', 'One'))
    await one.saveAnnotation(sampleAnnotation(article, 'b', 'One'))
    await one.close()
    const two = await open(folder.path, 'two')
    await two.saveAnnotation(sampleAnnotation(article, 'b', 'Two'))
    await two.saveAnnotation(sampleAnnotation(article, 'c', 'Two'))
    await two.removeAnnotation(id, 'a')
    await two.close()
    const notes = valueOf(await (await open(folder.path, 'one')).open(id)).annotations.map(({ id: name, ...rest }) => [
      name,
      noteOf({ id: name, ...rest }),
    ])
    expect(notes).toEqual([
      ['b', 'Two'],
      ['c', 'Two'],
    ])
    const files = await tree(join(folder.path, 'Simak', 'devices'))
    expect(new Set(files.map((path) => path.split('/')[0])).size).toBe(2)
  })

  test('an edit that a deletion elsewhere did not know of stands', async () => {
    await using folder = await scratch()
    const article = sampleArticle('Satu')
    const { id } = sampleIds(article)
    const one = await open(folder.path, 'one', () => NOON)
    await one.add(article, CAPTURE)
    await one.saveAnnotation(sampleAnnotation(article, 'a', 'Before'))
    // Both have read the same state; then each works alone, the deletion being the later of the two.
    const two = await open(folder.path, 'two', () => NOON + 60_000)
    await two.open(id)
    await one.saveAnnotation(sampleAnnotation(article, 'a', 'After'))
    await two.removeAnnotation(id, 'a')
    await Promise.all([one.close(), two.close()])
    for (const device of ['one', 'two']) {
      const { annotations } = valueOf(await (await open(folder.path, device)).open(id))
      expect(annotations.map(noteOf)).toEqual(['After'])
    }
  })

  test('a clock in 2099 does not let an old edit win for ever', async () => {
    await using folder = await scratch()
    const article = sampleArticle('Satu')
    const one = await open(folder.path, 'one', () => Date.UTC(2099, 0, 1))
    await one.add(article, CAPTURE)
    await one.saveAnnotation(sampleAnnotation(article, 'a', 'From 2099'))
    await one.close()
    const two = await open(folder.path, 'two', () => NOON)
    await two.saveAnnotation(sampleAnnotation(article, 'a', 'Later'))
    await two.close()
    const { annotations } = valueOf(await (await open(folder.path, 'one')).open(sampleIds(article).id))
    expect(annotations.map(noteOf)).toEqual(['Later'])
  })
})

describe('assets', () => {
  test('are found by their real path inside the library only', async () => {
    await using folder = await scratch()
    const library = await open(folder.path)
    const article = sampleArticle('Satu')
    const { id } = sampleIds(article)
    await library.add(article, CAPTURE)
    const assets = join(library.folder, 'articles', id, 'assets')
    const [inside, link] = [`${'a'.repeat(64)}.png`, `${'b'.repeat(64)}.png`]
    await mkdir(assets)
    await writeFile(join(assets, inside), 'x')
    await writeFile(join(folder.path, 'secret.png'), 'x')
    await symlink(join(folder.path, 'secret.png'), join(assets, link))
    expect(await library.assetPath(id, inside)).toBe(join(assets, inside))
    const refused = [link, `${'c'.repeat(64)}.png`, '../original.txt', 'x.png', '']
    expect(await Promise.all(refused.map((name) => library.assetPath(id, name)))).toEqual(refused.map(() => null))
    expect(await library.assetPath('../../etc', inside)).toBeNull()
  })
})

test('fields of a newer version on an annotation survive an edit by this one', async () => {
  await using folder = await scratch()
  const article = sampleArticle('Satu')
  const { id } = sampleIds(article)
  let library = await open(folder.path)
  await library.add(article, CAPTURE)
  await library.close()
  const devices = join(folder.path, 'Simak', 'devices')
  const newer = 'zzzzzzzzzzzzzzzz'
  await mkdir(join(devices, newer, 'articles'), { recursive: true })
  const hlc = `2026-11-21T12:00:00.000Z.0000.${newer}`
  const data = { ...sampleAnnotation(article, 'a', 'Old'), mood: 'puzzled' }
  const records = [{ id: 'annotation/a', type: 'annotation', hlc, data, signature: 'abc' }]
  await writeFile(join(devices, newer, 'articles', `${id}.json`), seal(1, { records }))
  library = await open(folder.path)
  await library.saveAnnotation(sampleAnnotation(article, 'a', 'New'))
  await library.close()
  const own = (await readdir(devices)).find((name) => name !== newer) ?? ''
  const written: unknown = JSON.parse(await readFile(join(devices, own, 'articles', `${id}.json`), 'utf8'))
  const kept = expect.objectContaining({ signature: 'abc', data: expect.objectContaining({ mood: 'puzzled' }) })
  expect(written).toMatchObject({ data: { records: expect.arrayContaining([kept]) } })
})
