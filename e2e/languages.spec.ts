import { expect, test } from '@playwright/test'
import { launchSimak, type RunningSimak } from './app.ts'
import { IMPORTING, starters, windowOf } from './reading-window.ts'

let simak: RunningSimak

test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  simak = await launchSimak({ locale: 'id-ID' })
  await expect(windowOf(simak.page).rows).toHaveCount(starters().length, IMPORTING)
})
test.afterAll(() => simak.close())

/** Labels of the application menu, submenus included. */
const menuLabels = (): Promise<string[]> =>
  simak.app.evaluate(({ Menu }) => {
    const items = Menu.getApplicationMenu()?.items ?? []
    return items.flatMap((item) => [item.label, ...(item.submenu?.items ?? []).map(({ label }) => label)])
  })

/** Everything that is read or said in the window but for articles and their titles, which have a language of their own. */
const words = (): Promise<string> =>
  simak.page.evaluate(() => {
    const ofArticles = 'article > div, article h1, article header > p, [role="option"] > span'
    const texts: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode() !== null) {
      const { parentElement, textContent } = walker.currentNode
      if (parentElement?.closest(ofArticles) === null) texts.push(textContent ?? '')
    }
    for (const element of document.querySelectorAll('body [aria-label], body [title], body [placeholder]')) {
      const said = ['aria-label', 'title', 'placeholder'].map((name) => element.getAttribute(name) ?? '')
      if (element.closest('article > div, [role="region"]') !== element) texts.push(...said)
    }
    return texts.join('\n').replace(/“.*?”/g, '')
  })

test('a system in Indonesian is answered in Indonesian, from the first article to the menu', async () => {
  const { page } = simak
  await expect(page.locator('html')).toHaveAttribute('lang', 'id')
  const howTo = starters().find(({ language }) => language === 'id')
  await expect(windowOf(page).title).toHaveText(howTo?.title ?? '')
  await expect(windowOf(page).rows.first()).toContainText(howTo?.title ?? '')
  await expect(windowOf(page).count).toHaveText(`${starters().length} artikel`)
  await expect(page.locator('article header')).toContainText('21 November 2026')
  await expect(page.locator('article header')).toContainText('menit baca')
  expect(await menuLabels()).toEqual(
    expect.arrayContaining(['Berkas', 'Impor artikel…', 'Cari di pustaka', 'Setelan…']),
  )
  expect(await words()).not.toMatch(
    /\b(?:library|search|highlights?|settings|import text|minutes?|perpustakaan|papan tik)\b/i,
  )
})

test('the setting changes every word at once, in the window and in the menu', async () => {
  const { page } = simak
  await page.getByRole('button', { name: 'Setelan' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText(simak.folders.library)
  await dialog.getByRole('radio', { name: 'English' }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await expect(dialog.getByRole('heading', { name: 'Settings' })).toBeVisible()
  await expect(page.locator('article header')).toContainText('November 21, 2026')
  // The article keeps its own language.
  await expect(windowOf(page).content).toHaveAttribute('lang', 'id')
  await expect.poll(menuLabels).toEqual(expect.arrayContaining(['File', 'Import articles…', 'Settings…']))
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Settings' })).toBeFocused()
  await expect(windowOf(page).count).toHaveText(`${starters().length} articles`)
  expect(await words()).not.toMatch(/\b(?:pustaka|sorotan|catatan|setelan|artikel|cari)\b/i)
})

test('the setting outlives a restart, and going back to the system is one press', async () => {
  await simak.close()
  simak = await launchSimak({ ...simak.folders, locale: 'id-ID' })
  const { page } = simak
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await expect(windowOf(page).count).toBeVisible()
  expect(await menuLabels()).toContain('Import articles…')
  await page.keyboard.press('Control+,')
  await page.getByRole('dialog').getByRole('radio', { name: 'System' }).last().click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'id')
  await expect.poll(menuLabels).toContain('Impor artikel…')
})

test('any other system is answered in English', async () => {
  await simak.close()
  simak = await launchSimak({ ...simak.folders, locale: 'de-DE' })
  await expect(simak.page.locator('html')).toHaveAttribute('lang', 'en')
  expect(await menuLabels()).toContain('Import articles…')
})
