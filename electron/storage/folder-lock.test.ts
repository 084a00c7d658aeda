import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtempDisposable, realpath, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { type Claim, claimFolder } from './folder-lock.ts'

const HOLDER = fileURLToPath(new URL('./lock-holder-fixtures.ts', import.meta.url))

function claim(folder: string): Promise<Claim> {
  return claimFolder(folder, { kind: 'app', process: process.pid }, () => undefined)
}

/** Another process that claims the folder; answers what it says, line by line. */
async function holder(folder: string): Promise<{ child: ChildProcess; said(): Promise<string> }> {
  const child = spawn(process.execPath, [HOLDER, folder], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const said = async (): Promise<string> => String((await lines.next()).value)
  return { child, said }
}

async function killed(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit')
  child.kill('SIGKILL')
  await exit
}

const ROUNDS = 30
/** Processes that hold folders at the same time, each its own. */
const LANES = ['a', 'b', 'c']

/** What happens when a process holds a folder by its link, is asked for it by its real path, and is killed. */
async function heldAndFreed(real: string, link: string): Promise<string> {
  const { child, said } = await holder(link)
  const seen = [await said()]
  const mine = await claim(real)
  const isIt = mine.state === 'taken' && mine.holder.kind === 'command line' && mine.holder.process === child.pid
  seen.push(isIt ? 'taken' : 'not taken')
  if (mine.state === 'taken') {
    mine.focus()
    seen.push(await said())
  }
  await killed(child)
  if (mine.state === 'taken') await mine.gone.then(() => seen.push('gone'))
  const again = await claim(real)
  seen.push(again.state)
  if (again.state === 'held') await again.release()
  return seen.join(', ')
}

describe('a folder', () => {
  test('is claimed by one at a time and is free again when it is released', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'simak-lock-'))
    const first = await claim(folder.path)
    if (first.state !== 'held') throw new Error('not held')
    const second = await claim(folder.path)
    expect(second).toMatchObject({ state: 'taken', holder: { kind: 'app', process: process.pid } })
    if (second.state !== 'taken') return
    await first.release()
    await second.gone
    const third = await claim(folder.path)
    expect(third.state).toBe('held')
    if (third.state === 'held') await third.release()
  })

  test('held by another process is free as soon as that is killed, also through a symbolic link, 30 times of 30', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'simak-lock-'))
    const top = await realpath(folder.path)
    const lane = async (name: string): Promise<string[]> => {
      const real = join(top, name)
      await mkdir(real)
      await symlink(real, join(top, `link to ${name}`))
      const found: string[] = []
      for (let round = 0; round < ROUNDS / LANES.length; round++) {
        found.push(await heldAndFreed(real, join(top, `link to ${name}`)))
      }
      return found
    }
    const found = (await Promise.all(LANES.map(lane))).flat()
    expect(found).toEqual(Array.from({ length: ROUNDS }, () => 'held, taken, focus, gone, held'))
  })

  test('asked for by many at once goes to one', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'simak-lock-'))
    const claims = await Promise.all(Array.from({ length: 8 }, () => claim(folder.path)))
    expect(claims.filter(({ state }) => state === 'held')).toHaveLength(1)
    for (const each of claims) await (each.state === 'held' ? each.release() : each.leave())
  })

  test('and another one do not stand in each other’s way', async () => {
    const claims = await Promise.all([claim('/some/folder'), claim('/some/other folder')])
    expect(claims.map(({ state }) => state)).toEqual(['held', 'held'])
    for (const each of claims) if (each.state === 'held') await each.release()
  })
})
