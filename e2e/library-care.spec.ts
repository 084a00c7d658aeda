import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { launchSimak, temporaryFolder, type RunningSimak } from './app.ts'
import { highlightByMouse, openByMouse, partsOf, pressPassage } from './passages.ts'
import { launchWithPages } from './sample-page.ts'

const TITLE = 'A library to look after'

// Each of these starts the app two or three times.
test.describe.configure({ timeout: 120_000 })

async function writeNote(page: Page, quote: string, text: string): Promise<void> {
  await highlightByMouse(page, 'Green', quote)
  await pressPassage(page, quote)
  await partsOf(page).card.getByRole('textbox', { name: 'Note' }).click()
  await page.keyboard.type(text)
  await page.keyboard.press('Escape')
}

/** Does what the menu's entry does. */
async function openCare({ app, page }: RunningSimak, part: string): Promise<ReturnType<Page['getByRole']>> {
  await app.evaluate(({ Menu }) => {
    const file = Menu.getApplicationMenu()?.items[0]?.submenu?.items ?? []
    file.find(({ label }) => label.startsWith('Restore'))?.click()
  })
  const dialog = page.getByRole('dialog', { name: 'Look after the library' })
  await dialog
    .getByRole('radio', { name: part })
    .or(dialog.getByText(part, { exact: true }))
    .first()
    .click()
  return dialog
}

/** Writes a note on the article that `launchWithPages` made; answers the record file it is kept in. */
async function fileOfNote({ page, folders }: RunningSimak, text: string): Promise<string> {
  await openByMouse(page, TITLE)
  await writeNote(page, 'forty carts', text)
  await expect(partsOf(page).panel).toContainText(text)
  return await fileWith(folders.library, text)
}

/** The record file that holds the text, as soon as it is on the disk. */
async function fileWith(library: string, text: string): Promise<string> {
  const find = (): string => {
    const devices = join(library, 'devices')
    const files = readdirSync(devices).flatMap((device) => {
      const folder = join(devices, device, 'articles')
      return readdirSync(folder)
        .filter((name) => name.endsWith('.json'))
        .map((name) => join(folder, name))
    })
    return files.find((name) => readFileSync(name, 'utf8').includes(text)) ?? ''
  }
  await expect.poll(find).not.toBe('')
  return find()
}

test('a backup shows what would change, restores it, and the restore is undone', async () => {
  const simak = await launchWithPages([TITLE])
  const { page } = simak
  await openByMouse(page, TITLE)
  await writeNote(page, 'forty carts', 'As it was.')
  const { panel } = partsOf(page)
  await expect(panel).toContainText('As it was.')
  let care = await openCare(simak, 'Restore')
  await care.getByRole('button', { name: 'Back up now' }).click()
  await expect(care.getByRole('list', { name: 'Backups' }).getByRole('listitem').first()).toContainText('1 highlight')
  await page.keyboard.press('Escape')
  await panel.locator('[data-annotation]').first().focus()
  await page.keyboard.press('Delete')
  await expect(panel).not.toContainText('As it was.')

  care = await openCare(simak, 'Restore')
  await care.getByRole('button', { name: 'What would change?' }).first().click()
  const changes = care.getByRole('list', { name: 'What would change' })
  await expect(changes).toContainText(TITLE)
  await expect(changes).toContainText('1 thing comes back')
  await care.getByRole('button', { name: 'Restore everything' }).click()
  await expect(care.getByRole('button', { name: /Undo the restore/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(panel).toContainText('As it was.')

  care = await openCare(simak, 'Restore')
  await care.getByRole('button', { name: /Undo the restore/ }).click()
  await expect(care.getByRole('button', { name: /Undo the restore/ })).toBeHidden()
  await page.keyboard.press('Escape')
  await expect(panel).not.toContainText('As it was.')

  care = await openCare(simak, 'Trash')
  await care.getByRole('list', { name: 'Trash' }).getByRole('button', { name: 'Bring back' }).first().click()
  await expect(care).toContainText('The trash is empty.')
  await page.keyboard.press('Escape')
  // In the article that is open, too.
  await expect(panel).toContainText('As it was.')
  await simak.close()
})

test('a second process on the same library only reads, says so, and takes over when the first is gone', async () => {
  const first = await launchWithPages([TITLE])
  const second = await launchSimak({ library: first.folders.library, userData: join(temporaryFolder(), 'other') })
  const line = second.page.getByRole('alert', { name: 'Needs your attention' })
  await expect(line).toContainText('Another Simak')
  await expect(line).toContainText('only read')
  await expect(line.getByRole('button', { name: 'Show that window' })).toBeVisible()
  await openByMouse(second.page, TITLE)
  await first.kill()
  await expect(line).toBeHidden()
  await writeNote(second.page, 'forty carts', 'Written by the second.')
  await expect(partsOf(second.page).panel).toContainText('Written by the second.')
  await second.close()
})

test('what another device puts into the folder is shown while the app runs', async () => {
  const first = await launchWithPages([TITLE])
  await openByMouse(first.page, TITLE)
  // The other computer has a copy of the folder; a synchroniser carries what it writes.
  const copy = join(temporaryFolder(), 'library')
  cpSync(first.folders.library, copy, { recursive: true })
  const second = await launchSimak({ library: copy, userData: join(temporaryFolder(), 'other') })
  await openByMouse(second.page, TITLE)
  await writeNote(second.page, 'forty carts', 'From the other computer.')
  await second.close()
  cpSync(join(copy, 'devices'), join(first.folders.library, 'devices'), { recursive: true, force: false })
  await expect(partsOf(first.page).panel).toContainText('From the other computer.')
  await first.close()
})

test('what cannot be written is told in one line, which goes when it is written', async () => {
  const simak = await launchWithPages([TITLE])
  const { page } = simak
  const file = await fileOfNote(simak, 'Before.')
  const folder = dirname(file)
  const away = `${folder}-away`
  renameSync(folder, away)
  await partsOf(page).panel.getByRole('textbox', { name: 'Article note' }).click()
  await page.keyboard.type('Not on disk yet.')
  const line = page.getByRole('alert', { name: 'Needs your attention' })
  await expect(line).toContainText('not on disk yet')
  await expect(line).toContainText(file)
  await expect(line).toHaveCount(1)
  renameSync(away, folder)
  await expect(line).toBeHidden({ timeout: 20_000 })
  // What was tried again is the text as it was then: the last letters may be on their way.
  await expect.poll(() => readFileSync(file, 'utf8')).toContain('Not on disk yet.')
  await simak.close()
})

test('before the computer sleeps, what is not on disk is tried once more', async () => {
  const simak = await launchWithPages([TITLE])
  const { app, page } = simak
  const file = await fileOfNote(simak, 'Before.')
  const away = `${dirname(file)}-away`
  // Nothing is tried again by itself: the waits of a second and more, which are those between two tries, never end.
  await app.evaluate(() => {
    const real = globalThis.setTimeout
    const patched = (work: () => void, wait = 0) => real(wait >= 1000 && wait <= 10_000 ? () => undefined : work, wait)
    Object.assign(globalThis, { setTimeout: patched })
  })
  renameSync(dirname(file), away)
  await partsOf(page).panel.getByRole('textbox', { name: 'Article note' }).click()
  await page.keyboard.type('Not on disk yet.')
  const line = page.getByRole('alert', { name: 'Needs your attention' })
  await expect(line).toContainText('not on disk yet')
  await page.keyboard.press('Escape')
  renameSync(away, dirname(file))
  await app.evaluate(({ powerMonitor }) => {
    powerMonitor.emit('suspend')
  })
  await expect.poll(() => readFileSync(file, 'utf8')).toContain('Not on disk yet.')
  await expect(line).toBeHidden()
  await simak.close()
})

test('a window over changes that are not on disk asks before it closes', async () => {
  const simak = await launchWithPages([TITLE])
  const { app, page } = simak
  const file = await fileOfNote(simak, 'Before.')
  const away = `${dirname(file)}-away`
  renameSync(dirname(file), away)
  await partsOf(page).panel.getByRole('textbox', { name: 'Article note' }).click()
  await page.keyboard.type('Not on disk yet.')
  const line = page.getByRole('alert', { name: 'Needs your attention' })
  await expect(line).toContainText('not on disk yet')
  const asked = await app.evaluate(async ({ BrowserWindow, dialog }) => {
    const question = new Promise<string>((resolve) => {
      dialog.showMessageBox = (...args: unknown[]) => {
        resolve(JSON.stringify(args.at(-1)))
        return Promise.resolve({ response: 0, checkboxChecked: false })
      }
    })
    BrowserWindow.getAllWindows()[0]?.close()
    return await question
  })
  expect(asked).toContain('not on disk')
  expect(asked).toContain(file)
  await expect(line).toBeVisible()
  renameSync(away, dirname(file))
  await expect(line).toBeHidden({ timeout: 20_000 })
  await simak.close()
  expect(readFileSync(file, 'utf8')).toContain('Not on disk yet.')
})

test('a damaged file is read from its backup, and the reader is told which one and from when', async () => {
  const first = await launchWithPages([TITLE])
  await openByMouse(first.page, TITLE)
  await writeNote(first.page, 'forty carts', 'Kept.')
  await expect(partsOf(first.page).panel).toContainText('Kept.')
  await first.close()
  const file = await fileWith(first.folders.library, 'Kept.')
  writeFileSync(file, 'damaged')
  const second = await launchSimak(first.folders)
  const line = second.page.getByRole('alert', { name: 'Needs your attention' })
  await expect(line).toContainText(file.slice(file.lastIndexOf('/') + 1))
  await expect(line).toContainText('was restored from')
  await line.getByRole('button', { name: 'Understood' }).click()
  await expect(line).toBeHidden()
  const care = await openCare(second, 'Folder')
  await care.getByRole('button', { name: 'Check library' }).click()
  await expect(care.getByRole('status')).toContainText('All are as they should be.')
  await second.close()
})

test('the library is moved to another folder and is there after a restart', async () => {
  const simak = await launchWithPages([TITLE])
  const target = join(temporaryFolder(), 'moved')
  mkdirSync(target)
  await simak.app.evaluate(({ dialog }, folder) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [folder] })
  }, target)
  const care = await openCare(simak, 'Folder')
  await care.getByRole('button', { name: 'Move library…' }).click()
  await expect(care).toContainText(target)
  await simak.page.keyboard.press('Escape')
  await openByMouse(simak.page, TITLE)
  await writeNote(simak.page, 'forty carts', 'In the new place.')
  await simak.close()
  expect(readdirSync(target)).toContain('library.json')
  const again = await launchSimak({ library: target, userData: simak.folders.userData })
  await openByMouse(again.page, TITLE)
  await expect(partsOf(again.page).panel).toContainText('In the new place.')
  await again.close()
})
