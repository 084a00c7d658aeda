import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { promisify } from 'node:util'
import { expect, type Page, test } from '@playwright/test'
import { IMPORTED } from './sample-page.ts'
import { closeExport, openExport } from './export-dialog.ts'
import { partsOf, pressPassage } from './passages.ts'
import { pdfPages } from './pdf-text.ts'
import { launchSimak, type RunningSimak, temporaryFolder } from './app.ts'

const TEXT = [
  'Harga cabai di pasar',
  'Harga cabai naik sejak pekan lalu karena hujan turun terus-menerus di dataran tinggi.',
  'Pedagang mengeluh karena pembeli berkurang, dan petani menunda panen sampai cuaca membaik.',
  'Pemerintah daerah berjanji menambah pasokan sebelum akhir bulan agar harga turun kembali.',
].join('\n\n')

const ROOT = path.join(import.meta.dirname, '..')

test.describe.configure({ timeout: 150_000 })

interface Opened extends RunningSimak {
  vault: string
}

/** Simak with one article open and native dialogs that answer with folders of this test. */
async function openWithArticle(): Promise<Opened> {
  const folder = temporaryFolder()
  const file = path.join(folder, 'cabai.txt')
  const vault = path.join(folder, 'vault')
  mkdirSync(vault)
  writeFileSync(file, TEXT)
  const simak = await launchSimak({ args: [file] })
  const row = simak.page.getByRole('option', { name: 'Harga cabai di pasar' })
  await expect(row).toBeVisible(IMPORTED)
  await row.click()
  await expect(simak.page.locator('article h1')).toHaveText('Harga cabai di pasar')
  await answerDialogs(simak, vault, path.join(folder, 'ekspor'))
  return { ...simak, vault }
}

async function answerDialogs({ app }: RunningSimak, folder: string, file: string): Promise<void> {
  await app.evaluate(
    ({ dialog }, answers) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [answers.folder] })
      dialog.showSaveDialog = (...args: unknown[]) => {
        const options = args.at(-1)
        const proposed =
          typeof options === 'object' && options !== null && 'defaultPath' in options ? String(options.defaultPath) : ''
        return Promise.resolve({
          canceled: false,
          filePath: `${answers.file}${proposed.replace(/^.*?(?=\.[a-z.]+$)/, '')}`,
        })
      }
    },
    { folder, file },
  )
}

/** Highlights a sentence with a note. */
async function highlight(page: Page, words: string, note: string): Promise<void> {
  await page.evaluate((wanted) => {
    const walker = document.createTreeWalker(document.querySelector('article') ?? document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const at = node.nodeValue?.indexOf(wanted) ?? -1
      if (at < 0) continue
      getSelection()?.setBaseAndExtent(node, at, node, at + wanted.length)
      return
    }
    throw new Error(`No ${wanted}`)
  }, words)
  await expect(page.locator('[role=toolbar]')).toBeVisible()
  await page.keyboard.press('n')
  await expect(page.locator('[data-annotation-card]').getByRole('textbox', { name: 'Note' })).toBeFocused()
  await page.keyboard.type(note)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
}

function notes(vault: string): string[] {
  return readdirSync(vault).filter((name) => name.endsWith('.md'))
}

test('this article in two clicks, and again without touching the file', async () => {
  const { page, vault, close } = await openWithArticle()
  await highlight(page, 'Pedagang mengeluh karena pembeli berkurang', 'Berapa lama?')
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await page.getByRole('button', { name: 'This article' }).click()
  await expect(page.getByRole('status').filter({ hasText: '1 new note' })).toBeVisible()
  const [name = ''] = notes(vault)
  const note = readFileSync(path.join(vault, name), 'utf8')
  expect(note).toContain('\n> Pedagang mengeluh karena pembeli berkurang\n\nBerapa lama?\n')
  expect(note).toMatch(/\]\(simak:\/\/article\/[a-z2-7]{26}\/[\w-]+\)\n\n\^hl-/)
  const before = statSync(path.join(vault, name))
  await page.getByRole('button', { name: 'This article' }).click()
  await expect(page.getByRole('status').filter({ hasText: '1 untouched' })).toBeVisible()
  const after = statSync(path.join(vault, name))
  expect([after.mtimeMs, after.ino]).toEqual([before.mtimeMs, before.ino])
  await close()
})

test('edits by hand survive, what will change is shown before, and an edited note is taken into Simak', async () => {
  const { page, vault, close } = await openWithArticle()
  await highlight(page, 'Pedagang mengeluh karena pembeli berkurang', 'Berapa lama?')
  await openExport({ page })
  await page.getByRole('button', { name: 'This article' }).click()
  await expect(page.getByRole('status').filter({ hasText: '1 new note' })).toBeVisible()
  const [name = ''] = notes(vault)
  const written = readFileSync(path.join(vault, name), 'utf8')
  mkdirSync(path.join(vault, 'arsip'))
  renameSync(path.join(vault, name), path.join(vault, 'arsip', 'Bacaan.md'))
  const moved = path.join(vault, 'arsip', 'Bacaan.md')
  writeFileSync(moved, `${written.replace('Berapa lama?', 'Sejak kapan, tanya saya?')}\nPikiran saya sendiri.\n`)
  await page.keyboard.press('Escape')

  await highlight(page, 'Pemerintah daerah berjanji', 'Janji lagi.')
  await openExport({ page })
  await page.getByLabel('Preview first').check()
  await page.getByRole('button', { name: 'This article' }).click()
  await expect(page.locator('[data-export-report=preview] [data-note-action=changed]')).toContainText('arsip/Bacaan.md')
  expect(readFileSync(moved, 'utf8')).not.toContain('Janji lagi.')
  await page.locator('[data-export-report=preview]').getByRole('button', { name: 'Export' }).click()
  await expect(page.locator('[data-export-report=done]')).toBeVisible()
  const merged = readFileSync(moved, 'utf8')
  expect(merged).toContain('Sejak kapan, tanya saya?')
  expect(merged).toContain('Pikiran saya sendiri.')
  expect(merged).toContain('Janji lagi.')
  expect(notes(vault)).toEqual([])

  await page.getByRole('button', { name: 'Take it into Simak' }).click()
  await expect(page.getByRole('button', { name: 'Take it into Simak' })).toBeDisabled()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('complementary').getByText('Sejak kapan, tanya saya?')).toBeVisible()
  await close()
})

test('a note changed on both sides shows both texts, and a file deleted by hand is offered, not made again', async () => {
  const { page, vault, close } = await openWithArticle()
  await highlight(page, 'Pedagang mengeluh karena pembeli berkurang', 'Berapa lama?')
  const dialog = await openExport({ page })
  const all = dialog.getByRole('button', { name: /^All \d+ articles$/ })
  const status = dialog.getByRole('status')
  await all.click()
  await expect(status).toHaveText(/^\d+ new notes$/)
  const file = path.join(vault, 'Harga cabai di pasar.md')
  writeFileSync(file, readFileSync(file, 'utf8').replace('Berapa lama?', 'Sejak kapan?'))
  await closeExport({ page })

  await pressPassage(page, 'Pedagang mengeluh')
  const { card } = partsOf(page)
  await card.getByRole('button', { name: 'Edit note' }).click()
  await card.getByRole('textbox', { name: 'Note' }).fill('Tiga minggu?')
  await card.getByRole('button', { name: 'Close' }).click()
  await openExport({ page })
  await dialog.getByRole('button', { name: 'This article' }).click()
  await expect(status).toHaveText('1 with a conflict')
  expect(readFileSync(file, 'utf8')).toMatch(/Sejak kapan\?[^]*Tiga minggu\?/)
  await expect(dialog.getByText('This note was changed in the file and in Simak. In the file it says:')).toBeVisible()

  rmSync(file)
  await all.click()
  await expect(status).toHaveText(/untouched, 1 deleted by you$/)
  expect(notes(vault)).not.toContain('Harga cabai di pasar.md')
  await dialog.getByRole('button', { name: 'Export 1 again' }).click()
  await expect(status).toHaveText(/^1 new note, /)
  expect(readFileSync(file, 'utf8')).toContain('Tiga minggu?')
  await close()
})

test('a template of one\u2019s own shows what comes of it, and its mistakes with their line', async () => {
  const { page, close } = await openWithArticle()
  await highlight(page, 'Pedagang mengeluh karena pembeli berkurang', 'Berapa lama?')
  await openExport({ page })
  await page.getByText('More options').click()
  await expect(page.locator('[data-live-preview]')).toContainText('> Pedagang mengeluh')
  await page.getByLabel('Shape').selectOption('custom')
  const template = page.getByLabel('Template', { exact: true })
  await expect(template).toHaveValue(/front_matter/)
  await template.fill('Judul: {{ title }}\n{% for h in highlights %}* {{ h.text }}{% endfor %}')
  await expect(page.locator('[data-live-preview]')).toContainText('* Pedagang mengeluh karena pembeli berkurang')
  await template.fill('Judul: {{ title }}\n{{ title | rusak }}')
  await expect(page.getByRole('alert')).toContainText('line 2')
  await template.fill('Judul: {{ title }}')
  await expect(page.locator('[data-live-path]')).toHaveText('Harga cabai di pasar.md')
  await page.getByRole('button', { name: 'This article' }).click()
  // Below the options, and seen all the same.
  await expect(page.getByRole('status').filter({ hasText: '1 new note' })).toBeInViewport()
  await close()
})

test('other formats are written where the reader says', async () => {
  const { page, vault, close } = await openWithArticle()
  await highlight(page, 'Pedagang mengeluh karena pembeli berkurang', 'Berapa lama?')
  await openExport({ page })
  const start = (name: string): string =>
    readFileSync(path.join(path.dirname(vault), `ekspor${name}`), 'latin1').slice(0, 60)
  for (const [format, name, begins] of [
    ['pdf', '.pdf', '%PDF-'],
    ['html', '.html', '<!doctype html>'],
    ['json-ld', '.jsonld', '{\n"@context": "http://www.w3.org/ns/anno.jsonld"'],
    ['csv', '.csv', '\u00ef\u00bb\u00bfHighlight,Title'],
    ['bibtex', '.bib', '@online{'],
    ['json', '.json', '{"format":"simak-library"'],
  ] as const) {
    await page.getByLabel('As', { exact: true }).selectOption(format)
    await page.getByRole('button', { name: 'This article' }).click()
    await expect(page.getByRole('status').filter({ hasText: '1 file written' })).toBeVisible()
    await expect.poll(() => start(name)).toContain(begins)
    await closeExport({ page })
    await openExport({ page })
  }
  await close()

  const other = await launchSimak({ args: [path.join(path.dirname(vault), 'ekspor.json')] })
  await expect(other.page.locator('article h1')).toHaveText('Harga cabai di pasar', IMPORTED)
  await expect(other.page.getByRole('complementary').getByText('Berapa lama?')).toBeVisible()
  await other.close()
})

test('an address opens the article at the passage', async () => {
  const first = await openWithArticle()
  await highlight(first.page, 'Pemerintah daerah berjanji', 'Janji.')
  await openExport(first)
  await first.page.getByRole('button', { name: 'This article' }).click()
  await expect(first.page.getByRole('status').filter({ hasText: '1 new note' })).toBeVisible()
  const [name = ''] = notes(first.vault)
  const address = /simak:\/\/article\/[a-z2-7]{26}\/[\w-]+/.exec(
    readFileSync(path.join(first.vault, name), 'utf8'),
  )?.[0]
  await first.close()
  const second = await launchSimak({ ...first.folders, args: [address ?? ''] })
  const { page } = second
  await expect(page.locator('article h1')).toHaveText('Harga cabai di pasar', IMPORTED)
  const active = () =>
    page.evaluate(() => [...(CSS.highlights.get('simak-flash') ?? CSS.highlights.get('simak-active') ?? [])].length)
  await expect.poll(active).toBeGreaterThan(0)
  await second.app.evaluate(({ app }, url) => {
    app.emit('open-url', { preventDefault: () => undefined }, url)
  }, address ?? '')
  await expect.poll(active).toBeGreaterThan(0)

  // Another start hands its arguments over to the one that runs.
  await page.getByRole('option').filter({ hasNotText: 'Harga cabai' }).first().click()
  await expect(page.locator('article h1')).not.toHaveText('Harga cabai di pasar')
  await second.app.evaluate(({ app }, url) => {
    app.emit('second-instance', {}, ['simak', app.getAppPath(), url], app.getAppPath())
  }, address ?? '')
  await expect(page.locator('article h1')).toHaveText('Harga cabai di pasar')
  await expect.poll(active).toBeGreaterThan(0)
  await second.close()
})

test('a folder that is kept up to date follows by itself', async () => {
  const { page, vault, close } = await openWithArticle()
  await openExport({ page })
  await page.getByRole('button', { name: 'This article' }).click()
  await expect(page.getByRole('status').filter({ hasText: '1 new note' })).toBeVisible()
  await page.getByLabel('Keep this folder up to date').check()
  await page.keyboard.press('Escape')
  const file = path.join(vault, 'Harga cabai di pasar.md')
  writeFileSync(file, `${readFileSync(file, 'utf8')}\nPikiran saya.\n`)
  await highlight(page, 'Pemerintah daerah berjanji', 'Janji.')
  await expect.poll(() => readFileSync(file, 'utf8'), { timeout: 30_000 }).toContain('Janji.')
  expect(readFileSync(file, 'utf8')).toContain('Pikiran saya.')
  await close()
})

test('`simak export` does the same without a window, PDF too', async () => {
  const { vault, folders, close, page } = await openWithArticle()
  await highlight(page, 'Pemerintah daerah berjanji', 'Janji.')
  await close()
  const run = async (...args: string[]): Promise<string> => {
    const switches = [`--library=${folders.library}`, `--user-data-dir=${folders.userData}`, '--lang=en-US']
    const { stdout } = await promisify(execFile)(electronProgram(), [ROOT, ...switches, 'export', ...args])
    return stdout
  }
  expect(await run('--to', vault)).toContain('7 new')
  expect(await run('--to', vault)).toContain('7 untouched')
  expect(readFileSync(path.join(vault, 'Harga cabai di pasar.md'), 'utf8')).toContain('Janji.')
  const id = /simak_id: (\w+)/.exec(readFileSync(path.join(vault, 'Harga cabai di pasar.md'), 'utf8'))?.[1] ?? ''
  const file = path.join(vault, 'cabai.pdf')
  await run('--to', file, '--format', 'pdf', '--article', id)
  const pdf = readFileSync(file)
  expect(pdf.toString('latin1')).toMatch(/^%PDF-[^]*\/MediaBox \[0 0 59[45][.\d]* 84[12]/)
  const pages = pdfPages(pdf)
  expect(pages).toHaveLength(1)
  for (const text of [...TEXT.split('\n\n'), 'Janji.']) expect(pages[0]).toContain(text.replace(/\s/g, ''))
})

/** What Playwright would launch: the package `electron` knows, and follows ELECTRON_OVERRIDE_DIST_PATH. */
function electronProgram(): string {
  return String(createRequire(import.meta.url)('electron'))
}
