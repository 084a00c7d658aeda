import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ExportState } from './export-state.ts'

let appData = ''
const LAST = { path: 'a.md', size: 1, mtime: 2, revision: 'r', note: { markdown: 'Isi.', notes: {} }, edited: false }

beforeEach(() => {
  appData = mkdtempSync(join(tmpdir(), 'simak-state-'))
})
afterEach(() => rmSync(appData, { recursive: true, force: true }))

test('of two exports into one folder at once the second is told, and nothing is forgotten', () => {
  const first = ExportState.open(appData, '/catatan')
  first.set('a', LAST)
  expect(() => ExportState.open(appData, '/catatan')).toThrow(expect.objectContaining({ code: 'EBUSY' }))
  const other = ExportState.open(appData, '/lain')
  expect(other.last('a')).toBeNull()
  other.close()
  first.close()
  const again = ExportState.open(appData, '/catatan')
  expect(again.last('a')).toEqual(LAST)
  again.close()
})

test('a damaged file is begun anew', () => {
  ExportState.open(appData, '/catatan').close()
  const [name = ''] = readdirSync(join(appData, 'exports'))
  writeFileSync(join(appData, 'exports', name), 'no database, certainly none')
  const state = ExportState.open(appData, '/catatan')
  expect(state.last('a')).toBeNull()
  state.close()
})

test('a file with other tables is begun anew', () => {
  ExportState.open(appData, '/catatan').close()
  const [name = ''] = readdirSync(join(appData, 'exports'))
  const database = new DatabaseSync(join(appData, 'exports', name))
  database.exec('DROP TABLE note; CREATE TABLE note (other TEXT)')
  database.close()
  const state = ExportState.open(appData, '/catatan')
  state.set('a', LAST)
  expect(state.last('a')).toEqual(LAST)
  state.close()
})
