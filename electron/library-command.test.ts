import { realpathSync } from 'node:fs'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Answer, serveAnswers } from './import/answer-server.ts'
import { isLibraryCommand, runLibraryCommand } from './library-command.ts'
import { openLibrary } from './library/library.ts'
import { claimFolder } from './storage/folder-lock.ts'

const PAGE = `<!doctype html><html lang="en"><head><title>The long bridge - Valley News</title></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>The long bridge</h1>
${'<p>The people of the valley have built a bridge of bamboo across the river, which rises <em>every</em> wet season.</p>'.replace('</p>', ' It took them two years.</p>')}
<p>Children cross it on their way to school, and traders with their goods on the three market days of the week.</p>
<p>Share this article</p></article><footer>Copyright 2024 Valley News. All rights reserved.</footer></body></html>`

let top = ''
let out = ''
let errors = ''

beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), 'simak-command-'))
  out = ''
  errors = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text)
    return true
  })
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    errors += String(text)
    return true
  })
  await writeFile(join(top, 'bridge.html'), PAGE)
  await writeFile(join(top, 'empty.txt'), '')
})
afterEach(async () => {
  vi.restoreAllMocks()
  await rm(top, { recursive: true, force: true })
})

function run(command: string, ...args: string[]): Promise<number> {
  if (!isLibraryCommand(command)) throw new Error(`${command} is no command`)
  out = ''
  errors = ''
  return runLibraryCommand(command, args, {
    appData: join(top, 'data'),
    library: join(top, 'library'),
    importWorker: join(import.meta.dirname, 'import', 'import-worker.ts'),
    likenessWorker: join(import.meta.dirname, 'import', 'likeness-worker.ts'),
  })
}

test.each([
  ['import', []],
  ['show', []],
  ['show', ['a', 'b']],
  ['list', ['a']],
  ['extract', []],
  ['extract', ['a', '--as', 'markdown']],
  ['show', ['a', '--as', 'docx']],
  ['list', ['--nope']],
])('%s %j is refused with what there is', async (command, args) => {
  expect(await run(command, ...args)).toBe(2)
  expect(errors).toContain('simak import <file, folder or web address>')
  expect(out).toBe('')
})

describe('import, list and show', () => {
  test('take a page in, say the bad file, and show the article in every form', async () => {
    expect(await run('import', top, '--json')).toBe(1)
    const summary: unknown = JSON.parse(out)
    expect(summary).toMatchObject({ imported: [{ name: 'bridge.html', title: 'The long bridge' }], already: [] })
    expect(JSON.parse(errors)).toEqual({
      code: 'file-empty',
      name: 'empty.txt',
      message:
        '“empty.txt” is empty, so there is nothing to read. Check that it was saved in full and import it again.',
    })

    expect(await run('import', join(top, 'bridge.html'))).toBe(0)
    expect(out).toMatch(/^already {2}[a-z2-7]{26} {2}The long bridge\n$/)

    expect(await run('list')).toBe(0)
    const [id = ''] = out.split('\t')
    expect(out).toBe(`${id}\t\tThe long bridge\n`)
    expect(await run('list', '--json')).toBe(0)
    expect(JSON.parse(out)).toMatchObject([{ id, title: 'The long bridge', file: 'bridge.html' }])

    expect(await run('show', id)).toBe(0)
    expect(out).toMatch(/^The people of the valley .*two years\.\nChildren cross .*week\.\n$/)
    expect(await run('show', id, '--as', 'html')).toBe(0)
    expect(out).toContain('<em>every</em>')
    expect(await run('show', id, '--as', 'markdown')).toBe(0)
    expect(out).toMatch(/^# The long bridge\n\nThe people .*\*every\*/)
    expect(await run('show', id, '--as', 'json')).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ id, title: 'The long bridge', annotations: [] })
  })

  test('take the page at a web address in, or say what its host answered', async () => {
    const page: Answer = (_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE)
    await using server = await serveAnswers({ '/bridge': page })
    const origin = `http://${server.host}`
    expect(await run('import', `${origin}/bridge`, `${origin}/none`, '--json')).toBe(1)
    expect(JSON.parse(out)).toMatchObject({ imported: [{ name: 'bridge.mhtml', title: 'The long bridge' }] })
    expect(JSON.parse(errors)).toMatchObject({
      code: 'address-failed',
      message: expect.stringContaining(`The page at ${origin}/none could not be had (HTTP 404).`),
    })
    expect(await run('list', '--json')).toBe(0)
    expect(JSON.parse(out)).toMatchObject([{ url: `${origin}/bridge` }])
  })

  test('a newer version of what is there is told of, and offered in the app', async () => {
    expect(await run('import', join(top, 'bridge.html'))).toBe(0)
    await writeFile(join(top, 'again.html'), PAGE.replace('three market days', 'four market days'))
    expect(await run('import', join(top, 'again.html'))).toBe(0)
    const [, id = '', of = ''] = /^version {2}([a-z2-7]{26}) {2}of ([a-z2-7]{26}) {2}The long bridge$/m.exec(out) ?? []
    expect(out).toContain(`new      ${id}  `)
    expect(await run('list', '--json')).toBe(0)
    expect(JSON.parse(out)).toContainEqual(expect.objectContaining({ id, twins: [{ id: of, kind: 'offered' }] }))
  })

  test('an article that is not there, and a library that is not there, are failures', async () => {
    expect(await run('list')).toBe(1)
    expect(JSON.parse(errors)).toMatchObject({ code: 'library-unreachable' })
    const made = await openLibrary({ folder: join(top, 'library'), appData: join(top, 'data') })
    if (made.ok) await made.value.close()
    for (const id of ['x', 'a'.repeat(26), '../../etc']) {
      expect(await run('show', id)).toBe(1)
      expect(JSON.parse(errors)).toEqual({ code: 'article-missing', id })
    }
  })

  test('nothing is written while another Simak has the folder', async () => {
    const folder = join(top, 'library')
    const made = await openLibrary({ folder, appData: join(top, 'data') })
    if (made.ok) await made.value.close()
    const claim = await claimFolder(realpathSync(folder), { kind: 'app', process: 1 }, () => undefined)
    expect(await run('import', join(top, 'bridge.html'))).toBe(1)
    expect(JSON.parse(errors)).toEqual({ code: 'library-held', kind: 'app', process: 1 })
    expect(await readdir(join(folder, 'articles'))).toEqual([])
    if (claim.state === 'held') await claim.release()
  })
})

describe('extract', () => {
  test('prints what is left of a page and touches no library', async () => {
    expect(await run('extract', join(top, 'bridge.html'), '--as', 'text')).toBe(0)
    expect(out).toMatch(/^The people .*\nChildren .*week\.\n$/)
    expect(await run('extract', join(top, 'bridge.html'), '--as', 'json')).toBe(0)
    const removed = expect.arrayContaining([expect.objectContaining({ kind: 'share', text: 'Share this article' })])
    expect(JSON.parse(out)).toMatchObject({ file: 'bridge.html', title: 'The long bridge', removals: removed })
    expect(out).toContain('<em>every</em>')
    expect(await run('list')).toBe(1)
  })

  test('a file that is not there is a failure of that file', async () => {
    expect(await run('extract', join(top, 'gone.html'), join(top, 'bridge.html'))).toBe(1)
    expect(JSON.parse(errors)).toMatchObject({
      ...{ code: 'file-unreadable', name: 'gone.html', reason: 'ENOENT' },
      message: expect.stringContaining('could not be read (it is not there)'),
    })
    expect(out).toContain('bridge of bamboo')
  })
})
