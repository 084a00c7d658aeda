import { appendFile, mkdtempDisposable, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ok } from '#shared/result.ts'
import { IntendedNotes, isExportOf } from './intended-notes.ts'
import { articlesAt } from './killed-export-fixtures.ts'
import { packBatch } from './rendered-batch.ts'

const [first = [], second = []] = [1, 2].map((time) => articlesAt(time))
const packed = (articles: typeof first): Uint8Array => packBatch(articles.map((one) => ok(one))).packed

test('what is noted down is there for the next one, without a batch that was cut short', async () => {
  await using place = await mkdtempDisposable(join(tmpdir(), 'simak-intended-'))
  const path = join(place.path, 'a.intended')
  const notes = new IntendedNotes(path)
  expect(notes.read()).toEqual([])
  notes.add(packed(first))
  notes.add(packed(second))
  expect(new IntendedNotes(path).read()).toEqual([...first, ...second])
  await writeFile(path, (await readFile(path)).subarray(0, -1))
  expect(new IntendedNotes(path).read()).toEqual(first)
  notes.clear()
  expect(notes.read()).toEqual([])
  notes.add(packed(second))
  expect(notes.read()).toEqual(second)
  notes.close(true)
  expect(await readdir(place.path)).toEqual([])
})

test('what another version packed is passed by', async () => {
  await using place = await mkdtempDisposable(join(tmpdir(), 'simak-intended-'))
  const path = join(place.path, 'a.intended')
  await appendFile(path, Buffer.from([3, 0, 0, 0, 1, 2, 3]))
  expect(new IntendedNotes(path).read()).toEqual([])
})

test('zeros, as a power cut may leave them, are not looked through one by one', async () => {
  await using place = await mkdtempDisposable(join(tmpdir(), 'simak-intended-'))
  const path = join(place.path, 'a.intended')
  await writeFile(path, Buffer.alloc(2 ** 26))
  expect(new IntendedNotes(path).read()).toEqual([])
})

test('a note is told from the one before by the time of its export', () => {
  const [one = '', other = ''] = [first, second].map(([article]) => article?.note.markdown ?? '')
  expect(isExportOf(one, one)).toBe(true)
  expect(isExportOf(`${one}\nTulisanku.\n`, one)).toBe(true)
  expect(isExportOf(one, other)).toBe(false)
  expect(isExportOf('Tanpa kepala.', 'Tanpa kepala sama sekali.')).toBe(false)
})
