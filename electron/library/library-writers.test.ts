import { execFileSync, spawn } from 'node:child_process'
import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { openLibrary } from './library.ts'
import { sampleArticle, sampleIds } from './sample-article.ts'

const LONG = process.env['SIMAK_FAULTS'] === 'long'
const WRITER = fileURLToPath(new URL('./kill-writer.ts', import.meta.url))
const { id: ID } = sampleIds(sampleArticle('Killed'))

/** Writes for a while; answers what was acknowledged. */
async function written(folder: string, profile: string, prefix: string, env = {}): Promise<string[]> {
  const args = [WRITER, join(folder, 'Simak'), join(folder, profile), '', '0', prefix]
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, WRITER_TIME: LONG ? '60000' : '2000', ...env },
  })
  const lines: string[] = []
  for await (const line of createInterface({ input: child.stdout })) if (line !== 'ready') lines.push(line)
  return lines
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
    const both = await Promise.all([written(folder.path, first, 'first'), written(folder.path, second, 'second')])
    for (const lines of both) expect(lines.length).toBeGreaterThan(10)
    const found = await notesIn(folder.path, 'third')
    expect(both.flat().filter((id) => !found.has(id))).toEqual([])
  },
  120_000,
)

/** Real system calls, made to fail or to kill the process by the tracer. */
function hasTracer(): boolean {
  try {
    execFileSync('strace', ['-f', '-e', 'trace=none', 'true'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const CALLS = ['openat', 'write', 'fsync', 'rename', 'link', 'unlink', 'close', 'statx']
const ERRORS = ['EIO', 'ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EMFILE']
const INJECTIONS = CALLS.flatMap((call) => [
  ...ERRORS.flatMap((error) => [20, 60, 90, 120, 160].map((at) => `${call}:error=${error}:when=${at}`)),
  ...[30, 70, 110].map((at) => `${call}:signal=SIGKILL:when=${at}`),
])

test(
  'an error or a kill in a real system call loses nothing',
  async ({ skip }) => {
    if (!hasTracer()) return skip('there is no strace here')
    const every = LONG ? 1 : 24
    for (const injection of INJECTIONS.filter((_, index) => index % every === 0)) {
      await using folder = await mkdtempDisposable(join(tmpdir(), 'simak-traced-'))
      const warmUp = await written(folder.path, 'one', 'before', { WRITER_TIME: '0' })
      expect(warmUp).toEqual([])
      const [call = ''] = injection.split(':')
      const where = ['-P', join(folder.path, 'Simak', 'devices'), '-P', folder.path]
      const only = call === 'rename' || call === 'link' || call === 'unlink' || call === 'fsync' ? [] : where
      const args = ['-f', '-qq', '-o', '/dev/null', ...only, '-e', `trace=${call}`, '-e', `inject=${injection}`]
      const writer = [process.execPath, WRITER, join(folder.path, 'Simak'), join(folder.path, 'one'), '', '0', 'during']
      const child = spawn('strace', [...args, ...writer], {
        stdio: ['ignore', 'pipe', 'ignore'],
        env: { ...process.env, UV_THREADPOOL_SIZE: '1', WRITER_TIME: '300' },
      })
      const acknowledged: string[] = []
      for await (const line of createInterface({ input: child.stdout })) if (line !== 'ready') acknowledged.push(line)
      const found = await notesIn(folder.path, 'one')
      expect({ injection, lost: acknowledged.filter((id) => !found.has(id)) }).toEqual({ injection, lost: [] })
    }
  },
  30 * 60_000,
)
