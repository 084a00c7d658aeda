import { spawn } from 'node:child_process'
import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { openLibrary } from './library.ts'
import { sampleArticle, sampleIds } from './sample-article.ts'

const WRITER = fileURLToPath(new URL('./kill-writer.ts', import.meta.url))

/** Runs a writer, kills it once it has acknowledged `count` notes, and answers what it had acknowledged by then. */
async function killAfter(folder: string, count: number): Promise<string[]> {
  const child = spawn(process.execPath, [WRITER, join(folder, 'Simak'), join(folder, 'profile')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const closed = new Promise((resolve) => child.once('close', resolve))
  const acknowledged: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(line)
    if (acknowledged.length === count) child.kill('SIGKILL')
  }
  await closed
  return acknowledged
}

describe('a process that is killed', () => {
  test.each([1, 2, 7, 20, 33])('after %i notes loses none that was acknowledged', async (count) => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'simak-kill-'))
    const acknowledged = await killAfter(folder.path, count)
    expect(acknowledged.length).toBeGreaterThanOrEqual(count)
    const library = await openLibrary({ folder: join(folder.path, 'Simak'), appData: join(folder.path, 'profile') })
    if (!library.ok) throw new Error(library.failure.code)
    const opened = await library.value.open(sampleIds(sampleArticle('Killed')).id)
    if (!opened.ok) throw new Error(opened.failure.code)
    const found = new Set(opened.value.annotations.map((annotation) => annotation.id))
    expect(acknowledged.filter((id) => !found.has(id))).toEqual([])
    expect(library.value.problems).toEqual([])
  })
})
