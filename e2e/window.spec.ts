import { readdirSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { launchSimak, type RunningSimak, temporaryFolder } from './app.ts'
import { answerOpenDialog, chooseInMenu, IMPORTING, starters, timesAsked, windowOf } from './reading-window.ts'

let simak: RunningSimak

test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  simak = await launchSimak()
  await expect(windowOf(simak.page).rows).toHaveCount(starters().length, IMPORTING)
})
test.afterAll(() => simak.close())

const isFocusIn = (region: string): Promise<boolean> =>
  simak.page.evaluate(
    (name) => document.querySelector(`[data-region="${name}"]`)?.contains(document.activeElement) === true,
    region,
  )

test.describe('the menu', () => {
  test('leads to settings, shortcuts and the search', async () => {
    const { page } = simak
    await chooseInMenu(simak, 'Settings…')
    await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible()
    await page.keyboard.press('Escape')
    await chooseInMenu(simak, 'Keyboard shortcuts')
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await page.keyboard.press('[')
    await expect(windowOf(page).library).toHaveCount(0)
    await chooseInMenu(simak, 'Search the library')
    await expect(page.getByRole('combobox', { name: 'Search the library' })).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await page.keyboard.press('/')
    await expect(windowOf(page).search).toBeFocused()
  })

  test('undoes and redoes what was done to the library, or to the text in a field', async () => {
    const { page } = simak
    const { list, rows, search } = windowOf(page)
    await list.focus()
    await page.keyboard.press('Delete')
    await expect(rows).toHaveCount(starters().length - 1)
    await chooseInMenu(simak, 'Undo')
    await expect(rows).toHaveCount(starters().length)
    await chooseInMenu(simak, 'Redo')
    await expect(rows).toHaveCount(starters().length - 1)
    await search.focus()
    await page.keyboard.type('dua')
    await chooseInMenu(simak, 'Undo')
    await expect(search).not.toHaveValue('dua')
    await search.fill('')
    await list.focus()
    await chooseInMenu(simak, 'Undo')
    await expect(rows).toHaveCount(starters().length)
  })

  test('exports the article and the library where the reader says', async () => {
    const folder = temporaryFolder()
    await answerOpenDialog(simak, [folder])
    const dialog = simak.page.getByRole('dialog', { name: 'Export' })
    await chooseInMenu(simak, 'Export this article…')
    await dialog.getByRole('button', { name: 'This article' }).click()
    await expect(dialog.locator('[data-export-report=done]')).toContainText('1 new note', { timeout: 20_000 })
    await simak.page.keyboard.press('Escape')
    await chooseInMenu(simak, 'Export the whole library…')
    await dialog.getByRole('button', { name: /^All/ }).click()
    await expect(dialog.locator('[data-export-report=done]')).toContainText('1 untouched')
    await simak.page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    expect(readdirSync(folder).filter((name) => name.endsWith('.md')).length).toBe(starters().length)
  })

  test('makes everything larger, and its keys are the same as those of the window', async () => {
    const { app, page } = simak
    const zoom = (): Promise<number> =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomLevel() ?? 0)
    await chooseInMenu(simak, 'Larger')
    await expect.poll(zoom).toBeGreaterThan(0)
    await chooseInMenu(simak, 'Normal size')
    await expect.poll(zoom).toBe(0)
    await answerOpenDialog(simak, [])
    await page.keyboard.press('Control+o')
    await expect.poll(() => timesAsked(simak)).toBe(1)
    await page.keyboard.press('Control+,')
    await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    expect(await timesAsked(simak)).toBe(1)
  })
})

test.describe('without a mouse', () => {
  test('F6 goes round the regions that are shown', async () => {
    const { page } = simak
    await windowOf(page).list.focus()
    for (const region of ['article', 'annotations', 'library', 'article']) {
      await page.keyboard.press('F6')
      await expect.poll(() => isFocusIn(region)).toBe(true)
    }
    await page.keyboard.press(']')
    await page.keyboard.press('F6')
    await expect.poll(() => isFocusIn('library')).toBe(true)
    await page.keyboard.press(']')
    await page.keyboard.press('F6')
    await page.keyboard.press('F6')
    await expect.poll(() => isFocusIn('annotations')).toBe(true)
  })

  test('the list is walked by arrows and opened by Enter; Alt and arrows leaf through from anywhere', async () => {
    const { page } = simak
    const { list, rows, title } = windowOf(page)
    const titles = await rows.locator('> span').allTextContents()
    await list.focus()
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await expect(title).toHaveText(titles.at(-1) ?? '')
    await page.keyboard.press('F6')
    await page.keyboard.press('Alt+ArrowUp')
    await expect(title).toHaveText(titles.at(-2) ?? '')
    await list.focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('Space')
    await expect(title).toHaveText(titles[0] ?? '')
    await page.keyboard.press('Shift+F10')
    await expect(page.getByRole('menuitem', { name: 'Open' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(list).toBeFocused()
  })

  test('? lists every shortcut of every region, with its keys', async () => {
    const { page } = simak
    await page.keyboard.press('?')
    const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
    for (const group of ['Everywhere', 'Library', 'Article']) {
      await expect(dialog.getByRole('heading', { name: group, exact: true })).toBeVisible()
    }
    const rows = [
      'Search the library Ctrl + K',
      'Highlight the selection in the last colour H',
      'Yellow for the selection or the highlight 1',
      'Write a note N',
      'Next highlight J',
      'Previous highlight K',
      'Go to the next region F6',
      'Next article in the list Alt + ↓',
      'This list ?',
    ]
    const text = (await dialog.innerText()).replace(/\s*\n\s*/g, ' ').replace(/\s+/g, ' ')
    for (const row of rows) expect(text).toContain(row)
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
  })

  test('every button of the window is reached by Tab and says what it is', async () => {
    const { page } = simak
    await windowOf(page).search.focus()
    const reached = new Set<string>()
    for (let press = 0; press < 40; press += 1) {
      await page.keyboard.press('Tab')
      reached.add(await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? ''))
    }
    const labels = [
      'Settings',
      'Keyboard shortcuts',
      'Type and theme',
      'Export',
      'Hide highlights and notes',
      'Articles',
    ]
    expect([...reached]).toEqual(expect.arrayContaining(labels))
    expect([...reached]).toContain('Add articles')
  })
})

test('the window comes back where it was, and fits its parts into little room', async () => {
  const { page } = simak
  const bounds = { x: 40, y: 30, width: 960, height: 640 }
  await simak.app.evaluate(({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.setBounds(wanted), bounds)
  await expect.poll(() => page.evaluate(() => innerWidth)).toBeLessThan(1000)
  await expect(page.locator('[data-region="annotations"]')).toHaveCount(0)
  await page.keyboard.press(']')
  await expect(page.locator('[data-region="annotations"]')).toBeVisible()
  await simak.close()
  simak = await launchSimak(simak.folders)
  const after = await simak.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds())
  expect(after).toEqual(bounds)
  await expect(windowOf(simak.page).title).toBeVisible()
})
