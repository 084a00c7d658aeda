/** Real system calls of a process that saves notes, made to fail or to kill it by strace. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempDisposable, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import { inParallel } from './in-parallel.ts'
import { notesAfterRestart } from './library-fixtures.ts'
import { sampleArticle, sampleIds } from './sample-article.ts'
import type { TracedSave } from './traced-writer.ts'

const LONG = process.env['SIMAK_FAULTS'] === 'long'
const WRITER = fileURLToPath(new URL('./traced-writer.ts', import.meta.url))
const { id: ID } = sampleIds(sampleArticle('Traced'))
const PATIENCE = 10 * 60_000

// Files are written by pwrite64; by write(2) libuv wakes its loop.
const CALLS = ['openat', 'pwrite64', 'fsync', 'rename', 'link', 'unlink', 'close', 'statx']
const ERRORS = ['EIO', 'ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EMFILE']
const POSITIONS = [1, 2, 3, 4, 5]

/** What strace is asked to do to the calls of the thread that works on the disk. */
function injectionsOf(call: string, what: string, at: number): string[] {
  const wanted = `${call}:${what}:when=${at}`
  // Temporary files are removed only when something else has failed: here the fsync of every file.
  return call === 'unlink' ? ['fsync:error=EIO:when=1+', wanted] : [wanted]
}

const FAILING = CALLS.flatMap((call) =>
  ERRORS.flatMap((error) => POSITIONS.map((at) => injectionsOf(call, `error=${error}`, at))),
)
const KILLING = CALLS.flatMap((call) => POSITIONS.map((at) => injectionsOf(call, 'signal=SIGKILL', at)))

/** A process that saves notes when it is told to. */
class Writer {
  readonly folder: string
  private isKilled = false
  private readonly child: ChildProcess
  private readonly ended: Promise<unknown[]>
  private readonly lines: AsyncIterator<string>

  constructor(folder: string, env: Record<string, string> = {}) {
    this.folder = folder
    // One thread works on the disk, so that the n-th call is the n-th step.
    this.child = spawn(process.execPath, [WRITER, join(folder, 'Simak'), join(folder, 'profile')], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, UV_THREADPOOL_SIZE: '1', ...env },
    })
    this.ended = once(this.child, 'close')
    // A killed process takes no more lines.
    this.child.stdin?.on('error', () => undefined)
    const { stdout } = this.child
    if (stdout === null) throw new Error('no output')
    this.lines = createInterface({ input: stdout })[Symbol.asyncIterator]()
  }

  /** Lines up to this one; those up to its end where the process ends before. */
  async until(last: string): Promise<string[]> {
    const lines: string[] = []
    for (;;) {
      const next = await this.lines.next()
      if (next.done === true) break
      if (next.value === last) return lines
      lines.push(next.value)
    }
    const [, signal] = await this.ended
    this.isKilled = signal === 'SIGKILL'
    return lines
  }

  /** Saves five notes while the calls are made to fail; answers how that went and whether a call did fail. */
  async saveTraced(prefix: string, injections: readonly string[]): Promise<{ saves: TracedSave[]; struck: boolean }> {
    const calls = new Set(injections.map((injection) => injection.split(':')[0]))
    const inject = injections.flatMap((injection) => ['-e', `inject=${injection}`])
    const args = ['-e', `trace=${[...calls].join(',')}`, ...inject, '-p', String(await this.diskThread())]
    const tracer = spawn('strace', args, { stdio: ['ignore', 'ignore', 'pipe'] })
    const ended = once(tracer, 'close')
    let said = ''
    await new Promise<void>((resolve) => {
      tracer.stderr.on('data', (data: Buffer) => {
        said += data.toString()
        if (said.includes('attached')) resolve()
      })
      tracer.once('close', () => resolve())
    })
    this.say(prefix)
    // The writer's own lines.
    const saves = (await this.until('done')).map((line) => JSON.parse(line) as TracedSave)
    if (this.isKilled) return { saves, struck: true }
    tracer.kill('SIGINT')
    await ended
    const wanted = injections.at(-1)?.split(':')[0] ?? ''
    const struck = said.split('\n').some((line) => line.startsWith(wanted) && line.includes('INJECTED'))
    return { saves, struck }
  }

  async flush(): Promise<void> {
    this.say('flush')
    await this.until('flushed')
  }

  async close(): Promise<void> {
    this.child.stdin?.end()
    await this.ended
  }

  private say(line: string): void {
    this.child.stdin?.write(`${line}\n`)
  }

  /** The thread of libuv's pool, of which there is one. */
  private async diskThread(): Promise<number> {
    const tasks = `/proc/${this.child.pid}/task`
    for (const task of await readdir(tasks)) {
      if ((await readFile(join(tasks, task, 'comm'), 'utf8')).startsWith('libuv-worker')) return Number(task)
    }
    throw new Error('There is no thread for the disk')
  }
}

async function startWriter(folder: string, env?: Record<string, string>): Promise<Writer> {
  const writer = new Writer(folder, env)
  await writer.until('ready')
  return writer
}

/** What is wrong with how five saves went; '' where nothing is. */
function wrongIn({ saves, struck }: { saves: TracedSave[]; struck: boolean }): string {
  const wrong = new Set<string>()
  if (!struck) wrong.add('did not strike')
  for (const { saved, kept, told, whole } of saves) {
    if (!whole) wrong.add('damaged')
    if (!kept) wrong.add('not in memory')
    if (!saved && !told) wrong.add('not told')
  }
  return [...wrong].join(', ')
}

/** All wrong things of all cases, one writer for all of them; after each case everything must get to the disk. */
async function wrongAfter(cases: readonly string[][], env?: Record<string, string>): Promise<string[]> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'simak-traced-'))
  const writer = await startWriter(folder.path, env)
  const wrong: string[] = []
  const ids: string[] = []
  for (const [index, injections] of cases.entries()) {
    const done = await writer.saveTraced(`n${index}`, injections)
    ids.push(...done.saves.map(({ id }) => id))
    const said = wrongIn(done)
    if (said !== '') wrong.push(`${injections.join(' ')}: ${said}`)
    await writer.flush()
  }
  await writer.close()
  if (wrong.length > 0) return wrong
  const found = await notesAfterRestart(folder.path, ID)
  return ids.filter((id) => !found.has(id))
}

/** A process that is killed at a call: what it had acknowledged and is not there. */
async function lostAfterKill(injections: readonly string[]): Promise<string> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'simak-traced-'))
  const writer = await startWriter(folder.path)
  const { saves, struck } = await writer.saveTraced('k', injections)
  await writer.close()
  if (!struck) return `${injections.join(' ')}: did not strike`
  const found = await notesAfterRestart(folder.path, ID)
  const lost = saves.filter(({ id, saved }) => saved && !found.has(id))
  return lost.length === 0 ? '' : `${injections.join(' ')}: ${lost.map(({ id }) => id).join(' ')} lost`
}

/** Every n-th of them in the short form. */
function some<T>(cases: readonly T[], every: number): T[] {
  return cases.filter((_, index) => LONG || index % every === 0)
}

let mayTrace = false
beforeAll(async () => {
  try {
    await promisify(execFile)('sh', ['-c', 'sleep 0.2 & strace -qq -e trace=none -p $!'])
    mayTrace = true
  } catch {
    mayTrace = false
  }
})
const WHY = 'there is no strace here, or it may not look at other processes'

describe('a real system call', () => {
  test(
    'that fails leaves the file whole, the change in memory and the reader told',
    async ({ skip }) => {
      if (!mayTrace) return skip(WHY)
      expect(FAILING.length).toBeGreaterThanOrEqual(240)
      expect(await wrongAfter(some(FAILING, 19))).toEqual([])
    },
    PATIENCE,
  )

  test(
    'at which the process is killed loses nothing that was acknowledged',
    async ({ skip }) => {
      if (!mayTrace) return skip(WHY)
      const lost = await inParallel(some(KILLING, 17), 2, lostAfterKill)
      expect(lost.filter((text) => text !== '')).toEqual([])
    },
    PATIENCE,
  )

  test('that fails is seen to damage a file that is written in its place', async ({ skip }) => {
    if (!mayTrace) return skip(WHY)
    const cases = [15, 20, 25, 30].map((at) => injectionsOf('pwrite64', 'error=ENOSPC', at))
    expect((await wrongAfter(cases, { IN_PLACE: '1' })).join('\n')).toContain('damaged')
  })
})
