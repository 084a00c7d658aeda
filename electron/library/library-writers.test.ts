import { spawn } from 'node:child_process'
import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { stockNotes } from '../storage/stock-lowdb-fixtures.ts'
import { openLibrary } from './library.ts'
import { sampleArticle, sampleIds } from './sample-article.ts'

const LONG = process.env['SIMAK_FAULTS'] === 'long'
const WRITER = fileURLToPath(new URL('./kill-writer.ts', import.meta.url))
const STOCK = fileURLToPath(new URL('../storage/stock-lowdb-fixtures.ts', import.meta.url))
const { id: ID } = sampleIds(sampleArticle('Killed'))

/** Notes that each writer is to write, however slow the disk is. */
const LEAST = 12

/** Writes for a while; answers what was acknowledged. */
function written(folder: string, profile: string, prefix: string): Promise<string[]> {
  return linesOf([WRITER, join(folder, 'Simak'), join(folder, profile), '', '0', prefix], LONG ? 60_000 : 2000)
}

async function linesOf(args: readonly string[], milliseconds: number): Promise<string[]> {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, WRITER_TIME: String(milliseconds), WRITER_LEAST: String(LEAST) },
  })
  const lines: string[] = []
  for await (const line of createInterface({ input: child.stdout })) if (line !== 'ready') lines.push(line)
  return lines
}

async function makeProfile(folder: string, profile: string): Promise<void> {
  const library = await openLibrary({ folder: join(folder, 'Simak'), appData: join(folder, profile) })
  if (!library.ok) throw new Error(library.failure.code)
  await library.value.close()
}

async function notesIn(folder: string, profile: string): Promise<Set<string>> {
  const library = await openLibrary({ folder: join(folder, 'Simak'), appData: join(folder, profile) })
  if (!library.ok) throw new Error(library.failure.code)
  await library.value.checked
  expect(library.value.problems.filter(({ kind }) => kind !== 'merged')).toEqual([])
  const opened = await library.value.open(ID)
  if (!opened.ok) throw new Error(opened.failure.code)
  await library.value.close()
  return new Set(opened.value.annotations.map(({ id }) => id))
}

test.each([
  ['two devices', ['one', 'two']],
  ['two processes of one device that do not know of each other', ['one', 'one']],
])(
  '%s write at the same time: nothing is lost',
  async (_name, profiles) => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'simak-writers-'))
    const [first = '', second = ''] = profiles
    // The lock, which these do without, keeps two processes from making one profile at the same time.
    for (const profile of new Set(profiles)) await makeProfile(folder.path, profile)
    const both = await Promise.all([written(folder.path, first, 'first'), written(folder.path, second, 'second')])
    for (const lines of both) expect(lines.length).toBeGreaterThanOrEqual(LEAST)
    const found = await notesIn(folder.path, 'third')
    expect(both.flat().filter((id) => !found.has(id))).toEqual([])
  },
  120_000,
)

/** What two processes have written and is not there; they may miss each other where one starts late. */
async function lostByStock(): Promise<string[]> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'simak-writers-'))
  const file = join(folder.path, 'notes.json')
  const both = await Promise.all(['first', 'second'].map((prefix) => linesOf([STOCK, file, prefix], 1500)))
  // What two of them have written at once may not even be JSON.
  const found = await stockNotes(file).catch(() => new Set<string>())
  return both.flat().filter((id) => !found.has(id))
}

test('two processes that write one file with stock lowdb lose much of it', async () => {
  let lost: string[] = []
  for (let round = 0; round < 20 && lost.length <= 10; round++) lost = await lostByStock()
  expect(lost.length).toBeGreaterThan(10)
})
