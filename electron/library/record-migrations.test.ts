import { mkdir, mkdtempDisposable, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { unseal } from '../storage/envelope.ts'
import { nodeFileSystem } from '../storage/file-system.ts'
import { JsonFile } from '../storage/json-file.ts'
import { migrate, type Migration } from '../storage/migrations.ts'
import { decodeRecordFile, encodeRecordFile, type RecordFile } from '../storage/record-file.ts'
import { annotationsOf, entryOf } from './article-view.ts'
import { LIBRARY_FORMAT } from './layout.ts'
import { deviceFolders, openAs, scratch, valueOf } from './library-fixtures.ts'
import { earlierNotes } from './note-history.ts'
import { RECORD_MIGRATIONS } from './record-migrations.ts'
import { sampleAnnotation, sampleArticle, sampleIds } from './sample-article.ts'

const FORMATS = Array.from({ length: LIBRARY_FORMAT }, (_, index) => index + 1)
const { id: ID } = sampleIds(sampleArticle('Format'))

/** A file as the program of that format wrote it; never to be made anew. */
function written(format: number): Promise<Uint8Array> {
  return readFile(join(import.meta.dirname, 'formats', `format-${format}.sealed`))
}

function frozen(value: unknown): unknown {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen)
  return value
}

test('there is one step from every format to the next', () => {
  expect(RECORD_MIGRATIONS.map(({ from }) => from)).toEqual(FORMATS.slice(0, -1))
})

describe.each(FORMATS)('a file of format %i', (format) => {
  test('is what it was, comes up to date without being changed itself, and says the same', async () => {
    const unsealed = unseal(await written(format), LIBRARY_FORMAT)
    if (unsealed.kind !== 'good') throw new Error(unsealed.kind)
    expect(unsealed.format).toBe(format)
    const value = frozen(unsealed.value)
    const now = migrate(value, format, LIBRARY_FORMAT, RECORD_MIGRATIONS)
    expect(migrate(value, format, LIBRARY_FORMAT, RECORD_MIGRATIONS)).toEqual(now)
    const { records, rest } = valueOf(decodeRecordFile(now))
    const entry = entryOf(ID, records)
    expect(entry).toMatchObject({ deleted: 1, summary: { title: 'Format, diperbaiki', highlights: 1, notes: 1 } })
    expect(entry?.summary.shelf).toMatchObject({ favourite: true, read: true })
    expect(annotationsOf(records).map(({ id }) => id)).toEqual(['a'])
    const noted = records.get('annotation/a')
    expect(noted === undefined ? [] : earlierNotes(noted).map(({ note }) => note)).toEqual(['Catatan pertama'])
    expect(records.get('of-a-newer-version/x')).toMatchObject({ data: { anything: [1, null] }, beside: 'kept' })
    expect(Object.fromEntries(rest)).toEqual({ later: { alsoKept: true } })
  })

  test('is read by the library, and written by it in the newest format', async () => {
    await using folder = await scratch()
    const first = await openAs(folder.path, 'one')
    await first.close()
    const [device = ''] = await deviceFolders(first)
    const file = join(device, 'articles', `${ID}.json`)
    await mkdir(join(device, 'articles'), { recursive: true })
    await writeFile(file, await written(format))
    const library = await openAs(folder.path, 'one')
    expect(library.problems).toEqual([])
    valueOf(await library.saveAnnotation(sampleAnnotation(sampleArticle('Format'), 'c', 'New')))
    expect(library.summary(ID)?.notes).toBe(2)
    await library.close()
    const kept = (await readdir(join(device, 'articles'))).filter((name) => name.includes('.format-'))
    expect(kept).toEqual(format < LIBRARY_FORMAT ? [`${ID}.json.format-${format}`] : [])
  })
})

test('a later program brings a real file up by two steps and keeps it as it was', async () => {
  // Formats that do not exist: the second names the list otherwise, the third adds a field to every record.
  const later: Migration[] = [
    ...RECORD_MIGRATIONS,
    {
      from: LIBRARY_FORMAT,
      migrate: (value) => {
        const { records, ...rest } = value as { records: object[] }
        return { ...rest, entries: records }
      },
    },
    {
      from: LIBRARY_FORMAT + 1,
      migrate: (value) => {
        const { entries, ...rest } = value as { entries: object[] }
        return { ...rest, records: entries.map((record) => ({ ...record, seen: false })) }
      },
    },
  ]
  await using folder = await mkdtempDisposable(join(tmpdir(), 'simak-format-'))
  const path = join(folder.path, 'a.json')
  const before = await written(LIBRARY_FORMAT)
  await writeFile(path, before)
  const codec = { decode: decodeRecordFile, encode: (file: RecordFile) => encodeRecordFile(file) }
  const common = { path, root: folder.path, files: nodeFileSystem, now: Date.now, owned: true, codec }
  const file = new JsonFile({ ...common, format: LIBRARY_FORMAT + 2, migrations: later })
  const read = await file.read()
  if (read === null) throw new Error('nothing read')
  expect([...read.records.values()].every((record) => 'seen' in record)).toBe(true)
  await file.write(read)
  expect(await readFile(`${path}.format-${LIBRARY_FORMAT}`)).toEqual(before)
  // This program refuses what that one wrote, and leaves it alone.
  const now = new JsonFile({ ...common, format: LIBRARY_FORMAT })
  await expect(now.read()).rejects.toMatchObject({ problem: { kind: 'newer', format: LIBRARY_FORMAT + 2 } })
})
