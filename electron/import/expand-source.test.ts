import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { expandSource } from './expand-source.ts'
import { bytesSource, fileSource, type ImportSource } from './import-source.ts'
import { pngOf, zipOf } from './zip-fixtures.ts'

const P1 =
  'The villagers built a bridge of bamboo across the river before the rain came. It took them two weeks of work.'
const PICTURE = pngOf(200, 100)

/** The superuser may look into everything; the tests of a fresh machine are run by it. */
async function unprivileged<V>(work: () => Promise<V>): Promise<V> {
  if (process.geteuid?.() !== 0) return await work()
  process.seteuid?.('nobody')
  try {
    return await work()
  } finally {
    process.seteuid?.(0)
  }
}

describe('folders and archives', () => {
  const folder = mkdtempSync(join(tmpdir(), 'simak-folder-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const names = async (source: ImportSource): Promise<string[] | string> => {
    const expanded = await expandSource(source)
    return expanded.ok ? expanded.value.map((file) => file.name) : expanded.failure.code
  }

  test('a folder is the files of known types in it and below it', async () => {
    const notes = join(folder, 'notes')
    mkdirSync(join(notes, 'Page_files'), { recursive: true })
    mkdirSync(join(notes, 'b', 'deep'), { recursive: true })
    for (const path of ['Page.html', 'Page_files/frame.html', 'b/deep/c.md', 'a.txt', '.hidden.txt', 'd.exe'])
      writeFileSync(join(notes, path), path)
    symlinkSync(notes, join(notes, 'b', 'loop'))
    expect(await names(fileSource(notes))).toEqual(['a.txt', 'c.md', 'Page.html'])
    mkdirSync(join(folder, 'none'))
    expect(await names(fileSource(join(folder, 'none')))).toBe('archive-without-articles')
  })

  test('what cannot be taken from a folder says why, and the others go in', async () => {
    const mixed = join(folder, 'mixed')
    mkdirSync(join(mixed, 'closed'), { recursive: true, mode: 0o755 })
    chmodSync(folder, 0o755)
    chmodSync(join(mixed, 'closed'), 0)
    writeFileSync(join(mixed, 'a.txt'), 'x')
    symlinkSync('/etc/hostname', join(mixed, 'out.txt'))
    execFileSync('mkfifo', [join(mixed, 'pipe.txt')])
    const expanded = await unprivileged(() => expandSource(fileSource(mixed)))
    if (!expanded.ok) throw new Error(expanded.failure.code)
    const said = expanded.value.map(async (file) => {
      const read = await file.read()
      return [file.name, read.ok ? 'read' : 'reason' in read.failure && read.failure.reason]
    })
    expect(await Promise.all(said)).toEqual([
      ['a.txt', 'read'],
      ['closed', 'EACCES'],
      ['out.txt', 'link'],
      ['pipe.txt', 'ENOTFILE'],
    ])
  })

  test('a zip is the files of known types in it, with the pictures beside them', async () => {
    const zip = zipOf([
      { name: 'notes/', content: '' },
      { name: 'notes/Page.html', content: '<img src="Page_files/p.png">' },
      { name: 'notes/Page_files/p.png', content: PICTURE },
      { name: 'notes/Page_files/frame.html', content: 'x' },
      { name: 'notes/näme.md', content: '# A note' },
      { name: '__MACOSX/notes/._Page.html', content: 'x' },
    ])
    const expanded = await expandSource(bytesSource('notes.zip', zip))
    if (!expanded.ok) throw new Error(expanded.failure.code)
    expect(expanded.value.map((file) => file.name)).toEqual(['Page.html', 'näme.md'])
    const [page] = expanded.value
    expect(await page?.readBeside?.('Page_files/p.png')).toEqual(PICTURE)
    expect(await page?.read()).toEqual({ ok: true, value: new TextEncoder().encode('<img src="Page_files/p.png">') })
  })

  test.each<[string, Uint8Array, string]>([
    ['cut off', zipOf([{ name: 'a.txt', content: P1 }]).subarray(0, 60), 'archive-damaged'],
    ['of nothing readable', zipOf([{ name: 'a.exe', content: P1 }]), 'archive-without-articles'],
    ['that leads out', zipOf([{ name: '../a.txt', content: P1 }]), 'archive-unsafe'],
    [
      'of too many files',
      zipOf(Array.from({ length: 10_001 }, (_, index) => ({ name: `${index}.txt`, content: '' }))),
      'archive-too-many',
    ],
  ])('a zip %s says so', async (_, bytes, code) => {
    expect(await names(bytesSource('a.zip', bytes))).toBe(code)
  })
})

test('zips in a zip are opened, but not without end, and a damaged one fails alone', async () => {
  const inside = (levels: number): Uint8Array =>
    zipOf([
      { name: `${levels}.txt`, content: P1 },
      ...(levels === 0 ? [] : [{ name: 'inside.zip', content: inside(levels - 1) }]),
    ])
  const files = [
    { name: 'cut.zip', content: inside(0).subarray(0, 40) },
    { name: 'deep/inside.zip', content: inside(5) },
    { name: 'last.txt', content: P1 },
  ]
  const expanded = await expandSource(bytesSource('all.zip', zipOf(files)))
  const [cut, ...others] = expanded.ok ? expanded.value : []
  expect(await cut?.read()).toMatchObject({ ok: false, failure: { code: 'archive-damaged', name: 'cut.zip' } })
  expect(others.map(({ name }) => name)).toEqual(['5.txt', '4.txt', '3.txt', 'last.txt'])
  expect(await others[2]?.read()).toEqual({ ok: true, value: new TextEncoder().encode(P1) })
})
