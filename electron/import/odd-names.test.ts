import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { ok } from '#shared/result.ts'
import { ImportQueue } from './import-queue.ts'
import { fileSource } from './import-source.ts'
import { pngOf, zipOf } from './zip-fixtures.ts'

const WORKER = new URL('./import-worker.ts', import.meta.url)
const top = mkdtempSync(join(tmpdir(), 'simak-names-'))
const titles: string[] = []
const queue = new ImportQueue({
  library: {
    add: (article, { file }) => {
      titles.push(article.facts.metadata.title)
      return Promise.resolve(ok({ id: file, title: file, already: false }))
    },
  },
  workerPath: WORKER,
  workers: 1,
})
afterAll(async () => {
  await queue.close()
  rmSync(top, { recursive: true })
})

/** Linux allows every byte but the slash and NUL; where a system allows less, the file is not there to be tried. */
function write(folder: string, name: string | Buffer, content: string | Uint8Array): boolean {
  const path = typeof name === 'string' ? join(folder, name) : Buffer.concat([Buffer.from(`${folder}/`), name])
  try {
    writeFileSync(path, content)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false
    throw error
  }
}

function folderOf(name: string): string {
  const folder = join(top, name)
  mkdirSync(folder)
  return folder
}

describe('files go in whatever they are called', () => {
  const NAMES: (string | Buffer)[] = [
    'new\nline.txt',
    'tab\tand bell\u0007.txt',
    ' spaces before and after .txt',
    `quotes "'\`.txt`,
    'shell $(x) ; & | > *.txt',
    'address %41 #a ?b=c.txt',
    'back\\slash.txt',
    '-rf.txt',
    'two..dots.tar.txt',
    'emoji 📰 and right to left \u202e.txt',
    'combining e\u0301.txt',
    'composed \u00e9.txt',
    'CON.txt',
    `${'a'.repeat(251)}.txt`,
    `${'é'.repeat(125)}.txt`,
    Buffer.from([0xff, 0xfe, 0x80, ...Buffer.from('.txt')]),
    Buffer.from('caf\xe9 latin.txt', 'latin1'),
  ]

  test('out of a folder, also one whose own name is no UTF-8', async () => {
    const folder = folderOf('names')
    const inside = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xe9])])
    let count = NAMES.filter((name, at) => write(folder, name, `The river ${at}\n\nIt rose in the night.`)).length
    try {
      mkdirSync(inside)
      writeFileSync(Buffer.concat([inside, Buffer.from('/deep.txt')]), 'The deep river\n\nIt fell by day.')
      count += 1
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error
    }
    const summary = await queue.run([fileSource(folder)], { starter: false })
    expect(summary.failed).toEqual([])
    expect(summary.imported).toHaveLength(count)
    expect(titles.every((title) => title.startsWith('The river') || title === 'The deep river')).toBe(true)
  })

  test('given one by one, with pictures beside a page', async () => {
    const folder = folderOf('page')
    const name = `${'halaman '.repeat(12)}#1 100%.html`
    write(folder, name, `<p>${'The river rose in the night. '.repeat(9)}</p><img src="a%20%23b.png" alt="River">`)
    write(folder, 'a #b.png', pngOf(200, 100))
    const summary = await queue.run([fileSource(join(folder, name))], { starter: false })
    expect(summary).toMatchObject({ imported: [{ name }], failed: [] })
  })
})

test('what cannot be read says why, and holds nothing back', async () => {
  const folder = folderOf('bad')
  write(folder, 'good.txt', 'A good note\n\nIt can be read.')
  const gone = fileSource(join(folder, 'gone.txt'))
  const long = fileSource(join(folder, `${'x'.repeat(300)}.txt`))
  const summary = await queue.run([gone, long, fileSource(join(folder, 'good.txt'))], { starter: false })
  expect(summary.imported.map(({ name }) => name)).toEqual(['good.txt'])
  expect(summary.failed.map(({ failure }) => failure)).toMatchObject([
    { code: 'file-unreadable', reason: 'ENOENT' },
    { code: 'file-unreadable', reason: 'ENAMETOOLONG' },
  ])
})

test('archives in a folder are unpacked; one that is broken fails alone', async () => {
  const folder = folderOf('archives')
  write(folder, 'a.zip', zipOf([{ name: 'one.txt', content: 'One note\n\nPacked.' }]))
  write(folder, 'b.zip', zipOf([{ name: 'two.txt', content: 'x' }]).subarray(0, 30))
  write(folder, 'c.txt', 'Three notes\n\nOf which this is one.')
  const summary = await queue.run([fileSource(folder)], { starter: false })
  expect(summary.imported.map(({ name }) => name)).toEqual(['one.txt', 'c.txt'])
  expect(summary.failed).toMatchObject([{ name: 'b.zip', failure: { code: 'archive-damaged' } }])
})
