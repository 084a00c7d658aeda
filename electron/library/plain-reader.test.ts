import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { addNoted, openAs, quickScratch, valueOf } from './library-fixtures.ts'
import type { Library } from './library.ts'
import { PlainReader } from './plain-reader.ts'
import { sampleAnnotation, sampleArticle, sampleIds } from './sample-article.ts'
import { shelfRecordId } from './shelf.ts'

const article = sampleArticle('Jembatan')
const { id, version } = sampleIds(article)

function readerOf(library: Library): PlainReader {
  const { layout, device, otherDevices } = library.parts.context
  return new PlainReader({ root: layout.root, devices: [device, ...otherDevices] })
}

function recordsIn(library: Library): number {
  return library.all.get(id)?.records ?? -1
}

test('an article is read as the library reads it, with what another device says', async () => {
  await using folder = await quickScratch()
  const first = await openAs(folder.path, 'one')
  await addNoted(first, 'Jembatan', 'Catatan.')
  await first.keepPosition(id, { version, offset: 3 })
  await first.close()
  const library = await openAs(folder.path, 'two')
  valueOf(await library.saveAnnotation(sampleAnnotation(article, 'b', 'Dari yang lain.')))
  valueOf(await library.removeAnnotation(id, 'a'))
  await library.arrangement.setShelf(id, shelfRecordId('archived'), true)
  await library.flush()
  const stored = valueOf(await library.open(id))
  const { html, annotations, resolutions, followed } = stored
  const expected = { html, annotations, resolutions, followed, version: stored.version, status: 'archived' }
  expect(annotations.map((one) => one.id)).toEqual(['b'])
  expect(readerOf(library).read(id, recordsIn(library))).toEqual(expected)
  await library.close()
})

test('its revision is another one after every change', async () => {
  await using folder = await quickScratch()
  const library = await openAs(folder.path, 'one')
  await addNoted(library, 'Jembatan', 'Catatan.')
  await library.flush()
  const before = readerOf(library).revisionOf(id)
  expect(readerOf(library).revisionOf(id)).toBe(before)
  valueOf(await library.removeAnnotation(id, 'a'))
  await library.flush()
  expect(readerOf(library).revisionOf(id)).not.toBe(before)
  await library.close()
})

test('what is not in order is left to the library', async () => {
  await using folder = await quickScratch()
  const library = await openAs(folder.path, 'one')
  await addNoted(library, 'Jembatan', 'Catatan.')
  await library.flush()
  const { layout, device } = library.parts.context
  const read = () => readerOf(library).read(id, recordsIn(library))
  expect(read()).not.toBeNull()
  for (const path of [layout.content(id, version), layout.articleRecords(device, id)]) {
    const bytes = await readFile(path)
    await writeFile(path, bytes.subarray(0, bytes.length - 7))
    expect(read(), path).toBeNull()
    await writeFile(path, bytes)
    expect(read(), path).not.toBeNull()
  }
  expect(readerOf(library).read(id, recordsIn(library) + 1)).toBeNull()
  await library.restoreLines(id, ['r1'], '<p>MENU</p>')
  await library.flush()
  expect(read()).toBeNull()
  expect(readerOf(library).assetPath(id, '../../library.json')).toBeNull()
  expect(readerOf(library).assetPath(id, join('..', 'x.png'))).toBeNull()
  await library.close()
})
