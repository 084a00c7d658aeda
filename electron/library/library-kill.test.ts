import { spawn } from 'node:child_process'
import { mkdtempDisposable, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { FILE_STEPS, type FileOperation } from '../storage/faulty-files.ts'
import { stockValue } from '../storage/stock-lowdb-fixtures.ts'
import { inParallel } from './in-parallel.ts'
import { openLibrary } from './library.ts'
import { sampleArticle, sampleIds } from './sample-article.ts'

const LONG = process.env['SIMAK_FAULTS'] === 'long'
const WRITER = fileURLToPath(new URL('./kill-writer.ts', import.meta.url))
const STOCK = fileURLToPath(new URL('../storage/stock-lowdb-fixtures.ts', import.meta.url))
const { id: ID } = sampleIds(sampleArticle('Killed'))
/** The writer's code, compiled once for all runs. */
const COMPILED = join(tmpdir(), 'simak-kill-compiled')
const PATIENCE = 30 * 60_000

interface Run {
  /** Milliseconds after the first note until the kill; null lets the writer kill itself. */
  after: number | null
  step?: [kind: FileOperation, at: number]
  env?: Record<string, string>
}

/** Runs a writer until it is killed; answers what it had acknowledged by then. */
async function acknowledgedBy(folder: string, { after, step, env = {} }: Run): Promise<string[]> {
  const steps = step === undefined ? [] : [step[0], String(step[1])]
  const child = spawn(process.execPath, [WRITER, join(folder, 'Simak'), join(folder, 'profile'), ...steps], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, WRITER_TIME: '400', NODE_COMPILE_CACHE: COMPILED, ...env },
  })
  const closed = new Promise((resolve) => child.once('close', resolve))
  const lines: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    if (lines.length === 0 && after !== null) setTimeout(() => child.kill('SIGKILL'), after)
    lines.push(line)
  }
  await closed
  return lines
}

/** Opens the library again: everything acknowledged is there, nothing damaged, nothing left behind. */
async function lossAfter(run: Run): Promise<string> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'simak-kill-'))
  const lines = await acknowledgedBy(folder.path, run)
  const library = await openLibrary({ folder: join(folder.path, 'Simak'), appData: join(folder.path, 'profile') })
  if (!library.ok) return library.failure.code
  await library.value.checked
  const { problems, readOnly } = library.value
  if (problems.length > 0 || readOnly !== null) return JSON.stringify({ problems, readOnly })
  const opened = lines.length === 0 ? null : await library.value.open(ID)
  if (opened?.ok === false) return opened.failure.code
  const found = new Set(['ready', ...(opened?.value.annotations ?? []).map(({ id }) => id)])
  const lost = lines.filter((line) => !found.has(line))
  await library.value.close()
  // Beside the settings another process may be writing at this moment: what lies there goes when it is old.
  const places = [join(folder.path, 'Simak'), join(folder.path, 'profile', 'libraries')]
  const names = await Promise.all(places.map((place) => readdir(place, { recursive: true })))
  const left = names.flat().filter((name) => name.endsWith('.tmp'))
  return [...lost, ...left].join(' ')
}

/** Kills a writer with stock lowdb, reads its file again, and answers the temporary files that lie there still. */
async function leftByStock(after: number): Promise<string[]> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'simak-kill-'))
  const file = join(folder.path, 'notes.json')
  // Half a megabyte, so that writing takes most of the time.
  const child = spawn(process.execPath, [STOCK, file, 'note', String(2 ** 19)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const closed = new Promise((resolve) => child.once('close', resolve))
  child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), after))
  await closed
  await stockValue(file)
  return (await readdir(folder.path)).filter((name) => name.endsWith('.tmp'))
}

async function lossesOf(runs: readonly Run[]): Promise<string[]> {
  return (await inParallel(runs, 3, lossAfter)).filter((loss) => loss !== '')
}

afterAll(() => rm(COMPILED, { recursive: true, force: true }))

describe('a process that is killed', () => {
  test(
    'at any moment loses nothing that was acknowledged and leaves no file behind',
    async () => {
      const count = LONG ? 2000 : 200
      // Moments that differ from run to run, in a row that is the same every time.
      const runs = Array.from({ length: count }, (_, index): Run => ({ after: (index * 37) % 97 }))
      expect(await lossesOf(runs)).toEqual([])
    },
    PATIENCE,
  )

  test(
    'at a step of any kind on the disk loses nothing',
    async () => {
      const kinds: FileOperation[] = [...FILE_STEPS, 'makeFolder']
      const positions = LONG ? Array.from({ length: 40 }, (_, index) => index + 1) : [1, 4, 11]
      const runs = kinds.flatMap((kind) => positions.map((at): Run => ({ after: null, step: [kind, at] })))
      expect(await lossesOf(runs)).toEqual([])
    },
    PATIENCE,
  )

  test(
    'is seen to lose something where files are written in their place',
    async () => {
      const positions = Array.from({ length: LONG ? 100 : 15 }, (_, index) => index + 5)
      const runs = positions.map((at): Run => ({ after: null, step: ['rename', at], env: { IN_PLACE: '1' } }))
      expect((await lossesOf(runs)).length).toBeGreaterThan(0)
    },
    PATIENCE,
  )

  test(
    'is seen to leave files behind where stock lowdb writes',
    async () => {
      // Most moments find it in the middle of a write, but no single one must.
      let left: string[] = []
      for (let round = 0; round < 300 && left.length === 0; round++) left = await leftByStock((round * 37) % 97)
      expect(left).not.toEqual([])
    },
    PATIENCE,
  )
})
