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

  test('held by another process is free as soon as that is killed, also through a symbolic link', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'simak-lock-'))
    const real = join(await realpath(folder.path), 'library')
    await mkdir(real)
    await symlink(real, join(folder.path, 'link'))
    for (let round = 0; round < 5; round++) {
      const { child, said } = await holder(join(folder.path, 'link'))
      expect(await said()).toBe('held')
      const mine = await claim(real)
      expect(mine).toMatchObject({ state: 'taken', holder: { kind: 'command line', process: child.pid } })
      if (mine.state !== 'taken') return
      mine.focus()
      expect(await said()).toBe('focus')
      await killed(child)
      await mine.gone
      const again = await claim(real)
      expect(again.state).toBe('held')
      if (again.state === 'held') await again.release()
    }
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
