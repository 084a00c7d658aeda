import { mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ExportState } from './export-state.ts'
import { scanFolder } from './folder-scan.ts'

const ID = 'abcdefghijklmnopqrstuvwxyz'

test.each([
  ['where it was last, whatever its copies are called', 'Satu yang panjang.md', 'Satu yang panjang.md'],
  ['with the shortest path, where none is left of where it was', 'Hilang.md', 'A.md'],
])('of a note and its copies the one counts %s', async (_, last, wanted) => {
  await using place = await mkdtempDisposable(join(tmpdir(), 'simak-scan-'))
  const vault = join(place.path, 'vault')
  await mkdir(join(vault, 'arsip'), { recursive: true })
  for (const path of ['Satu yang panjang.md', 'A.md', 'Zebra.md', 'arsip/B.md']) {
    await writeFile(join(vault, path), `---\nsimak_id: ${ID}\n---\n\nIsi.\n`)
  }
  const state = ExportState.open(join(place.path, 'data'), vault)
  const note = { markdown: 'Isi.', notes: {} }
  state.set(ID, { path: last, size: 1, mtime: 2, revision: 'r', note, edited: false })
  const scan = await scanFolder(vault, state)
  state.close()
  expect(scan.notes.get(ID)?.path).toBe(wanted)
})
