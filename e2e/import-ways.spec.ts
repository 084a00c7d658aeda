import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from '@playwright/test'
import { launchSimak, type RunningSimak, temporaryFolder } from './app.ts'
import { type ImportedFile, writeArticles, writeBadFiles } from './import-fixtures.ts'
import { answerOpenDialog, chooseInMenu, IMPORTING, starters, timesAsked, windowOf } from './reading-window.ts'

const folder = temporaryFolder()
const [text, markdown, html, bom, utf16, latin] = writeArticles(folder).map(({ path }) => path)
const bad = writeBadFiles(folder).map(({ path }) => path)
const titles = new Map(writeArticles(folder).map(({ path, title }: ImportedFile): [string, string] => [path, title]))
/** Bytes. */
const TOO_LARGE = 51 * 1024 * 1024
let simak: RunningSimak

test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  simak = await launchSimak()
  await expect(windowOf(simak.page).rows).toHaveCount(starters().length, IMPORTING)
})
test.afterAll(() => simak.close())

async function expectImported(file: string | undefined, number: number): Promise<void> {
  const { rows, title, summary } = windowOf(simak.page)
  await expect(summary.getByRole('listitem').first()).toHaveText('1 article is new in your library')
  await expect(title).toHaveText(titles.get(file ?? '') ?? '')
  await expect(rows).toHaveCount(starters().length + number)
  await summary.getByRole('button', { name: 'Close' }).click()
  await expect(summary).toHaveCount(0)
}

/** What the reader will choose in the open dialog; nothing stands for leaving it. */
async function answerDialog(files: readonly (string | undefined)[]): Promise<void> {
  await answerOpenDialog(
    simak,
    files.filter((file) => file !== undefined),
  )
}

test.describe('by the dialog', () => {
  test('from the button', async () => {
    await answerDialog([text])
    await simak.page.getByRole('button', { name: 'Add articles' }).click()
    await simak.page.getByRole('menuitem', { name: 'Files…' }).click()
    await expectImported(text, 1)
  })

  test('from the keyboard, also while searching', async () => {
    await answerDialog([markdown])
    await simak.page.keyboard.press('/')
    await expect(windowOf(simak.page).search).toBeFocused()
    await simak.page.keyboard.press('Control+o')
    await expectImported(markdown, 2)
  })

  test('from the menu', async () => {
    await answerDialog([html])
    await chooseInMenu(simak, 'Import articles…')
    await expectImported(html, 3)
  })

  test('and nothing happens when it is left', async () => {
    await answerDialog([])
    await simak.page.getByRole('button', { name: 'Add articles' }).click()
    await simak.page.getByRole('menuitem', { name: 'Files…' }).click()
    await expect.poll(() => timesAsked(simak)).toBe(1)
    const { summary, rows } = windowOf(simak.page)
    await expect(summary).toHaveCount(0)
    await expect(rows).toHaveCount(starters().length + 3)
  })
})

test('by dropping files on the window, which says that it takes them', async () => {
  const { page } = simak
  const files = [bom, bad[1], bad[4]].map((path) => ({
    name: basename(path ?? ''),
    bytes: path === bad[4] ? TOO_LARGE : [...readFileSync(path ?? '')],
  }))
  const dataTransfer = await page.evaluateHandle((dropped) => {
    const transfer = new DataTransfer()
    for (const { name, bytes } of dropped) {
      transfer.items.add(new File([typeof bytes === 'number' ? new Uint8Array(bytes) : new Uint8Array(bytes)], name))
    }
    return transfer
  }, files)
  const target = page.getByRole('main')
  await target.dispatchEvent('dragenter', { dataTransfer })
  await expect(page.getByText('Drop to import')).toBeVisible()
  await target.dispatchEvent('dragover', { dataTransfer })
  await target.dispatchEvent('drop', { dataTransfer })
  await expect(page.getByText('Drop to import')).toHaveCount(0)
  const { summary } = windowOf(page)
  await expect(summary).toContainText('“kosong.txt” is empty')
  await expect(summary).toContainText('“besar.txt” is 51')
  await expect(summary).toContainText('2 files could not be imported')
  await expectImported(bom, 4)
})

test('by open-file, as a double click on macOS asks for it', async () => {
  await simak.app.evaluate(({ app }, path) => {
    app.emit('open-file', { preventDefault: () => undefined }, path)
  }, utf16)
  await expectImported(utf16, 5)
})

test('by the arguments of a second start, relative to where it was started', async () => {
  const main = simak.app.process()
  const [, ...given] = main.spawnargs
  const switches = given.filter((argument) => argument === '--no-sandbox' || argument.startsWith('--user-data-dir='))
  const second = spawn(main.spawnfile, [...switches, join(import.meta.dirname, '..'), basename(latin ?? '')], {
    cwd: folder,
  })
  const [code] = await once(second, 'exit')
  expect(code).toBe(0)
  await expectImported(latin, 6)
  expect(simak.app.windows()).toHaveLength(1)
})

test('a removed article comes back when its file is imported again', async () => {
  const { rows, list } = windowOf(simak.page)
  await list.focus()
  await simak.page.keyboard.press('Delete')
  await expect(rows).toHaveCount(starters().length + 5)
  await answerDialog([latin])
  await chooseInMenu(simak, 'Import articles…')
  await expectImported(latin, 6)
})

test('a long import can be stopped; what is in stays, and the summary says so', async () => {
  const { page } = simak
  const { rows, summary } = windowOf(page)
  const before = await rows.count()
  const many = Array.from({ length: 300 }, (_, index) => join(folder, `berita-${index}.txt`))
  for (const path of many)
    writeFileSync(path, `Kabar dari ${path}\n\nSatu alinea yang cukup panjang untuk sebuah kabar.\n`)
  await answerDialog(many)
  await page.keyboard.press('Control+o')
  await expect(summary.getByRole('progressbar')).toHaveAttribute('aria-valuenow', /[1-9]/)
  await summary.getByRole('button', { name: 'Stop' }).click()
  await expect(summary).toContainText('The import was stopped; the remaining files were not read.')
  await expect.poll(() => rows.count()).toBeGreaterThan(before)
  await expect(windowOf(page).count).not.toHaveText(`${before + many.length} articles`)
})
