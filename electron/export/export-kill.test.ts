import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFile, mkdtempDisposable, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { articlesAt, exportAt } from './killed-export-fixtures.ts'

const EXPORTER = fileURLToPath(new URL('./killed-export-fixtures.ts', import.meta.url))
const RUNS = process.env['SIMAK_FAULTS'] === 'long' ? 150 : 6
/** Kills in the very first export, and after some of what is remembered was kept in the middle of one. */
const LONGEST_MS = [40, 1500] as const

async function notesIn(folder: string): Promise<Map<string, string>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.md')).toSorted()
  return new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const)),
  )
}

/** Kills an export; answers the number of the last one that it had begun. */
async function killedAfter(milliseconds: number, folder: string, appData: string): Promise<number> {
  const child = spawn(process.execPath, [EXPORTER, folder, appData], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), milliseconds))
  await once(child, 'close')
  return Number(said.trimEnd().split('\n').at(-1))
}

test('an export that is killed leaves whole notes, and the next one mends the rest and keeps what was written in them', async () => {
  for (let run = 0; run < RUNS; run++) {
    await using place = await mkdtempDisposable(join(tmpdir(), 'simak-killed-'))
    const [folder, appData] = [join(place.path, 'vault'), join(place.path, 'data')]
    const last = await killedAfter((run / RUNS) * (run % 2 === 0 ? LONGEST_MS[0] : LONGEST_MS[1]), folder, appData)
    const left = await notesIn(folder).catch(() => new Map<string, string>())
    const known = new Set(
      [last - 1, last].filter((time) => time >= 0).flatMap((time) => articlesAt(time).map(({ note }) => note.markdown)),
    )
    expect([...left.values()].filter((text) => !known.has(text))).toEqual([])
    const [edited] = left.keys()
    if (edited !== undefined) await appendFile(join(folder, edited), '\nTulisanku sendiri.\n')
    expect(await exportAt(last + 1, folder, appData)).toBe(0)
    const now = await notesIn(folder)
    const wanted = new Set(articlesAt(last + 1).map(({ note }) => note.markdown))
    expect(now.size).toBe(wanted.size)
    const others = [...now].filter(([, text]) => !wanted.has(text))
    expect(others.map(([name]) => name)).toEqual(edited === undefined ? [] : [edited])
    expect(others.every(([, text]) => text.includes('Tulisanku sendiri.'))).toBe(true)
  }
}, 600_000)
