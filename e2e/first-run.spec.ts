import { expect, test } from '@playwright/test'
import type { Page } from 'playwright-core'
import { type Folders, launchSimak, type RunningSimak } from './app.ts'
import { IMPORTING, starters, windowOf } from './reading-window.ts'

/** What a page asked for that was not its own, was not there, or was complained about. */
async function complaints(page: Page): Promise<string[]> {
  const own = new URL('.', page.url()).href
  const messages = (await page.consoleMessages()).filter((message) => ['error', 'warning'].includes(message.type()))
  const errors = await page.pageErrors()
  const requests = await Promise.all(
    (await page.requests()).map(async (request) => {
      const status = (await request.response())?.status() ?? 0
      return status === 200 && request.url().startsWith(own) ? [] : [`${status} ${request.url()}`]
    }),
  )
  return [...messages.map((message) => message.text()), ...errors.map(String), ...requests.flat()]
}

test.describe.configure({ mode: 'serial' })

let simak: RunningSimak
let folders: Folders

test.beforeAll(async () => {
  simak = await launchSimak()
  folders = simak.folders
})
test.afterAll(() => simak.close())

test('the starter articles are there, the how-to in the language of the reader first and open', async () => {
  const { rows, title, content, count } = windowOf(simak.page)
  const all = starters()
  const howTo = all.find(({ language }) => language === 'en')
  const expected = [howTo, ...all.filter((starter) => starter !== howTo)].map((starter) => starter?.title ?? '')
  await expect(rows).toHaveCount(all.length, IMPORTING)
  for (const [index, name] of expected.entries()) await expect(rows.nth(index)).toContainText(name)
  await expect(count).toHaveText(`${all.length} articles`)
  await expect(title).toHaveText(howTo?.title ?? '')
  await expect(content).toHaveAttribute('lang', 'en')
  await expect(rows.first()).toHaveAttribute('aria-selected', 'true')
})

test('nothing is asked of the network, nothing is missing, nothing complains', async () => {
  const { page } = simak
  expect(await complaints(page)).toEqual([])
  await page.reload()
  await expect(windowOf(page).rows).toHaveCount(starters().length)
  expect((await page.requests()).length).toBeGreaterThan(3)
  expect(await complaints(page)).toEqual([])
  // Chromium asks for an icon unless the page names one, and headless not always.
  const icon = page.locator('link[rel="icon"]')
  const shape = await icon.evaluate(async (link: HTMLLinkElement) => {
    const image = new Image()
    image.src = link.href
    await image.decode()
    return image.naturalWidth > 0
  })
  expect(shape).toBe(true)
})

test('a starter that was removed stays removed after a restart', async () => {
  const { rows, list } = windowOf(simak.page)
  await list.focus()
  await simak.page.keyboard.press('Delete')
  await expect(rows).toHaveCount(starters().length - 1)
  await simak.close()
  simak = await launchSimak(folders)
  const again = windowOf(simak.page)
  await expect(again.rows).toHaveCount(starters().length - 1)
  const removed = starters().find(({ language }) => language === 'en')
  await expect(again.rows.filter({ hasText: removed?.title ?? '' })).toHaveCount(0)
})

test('when all are removed the library is empty, says what to do, and is still empty after a restart', async () => {
  const { rows, list } = windowOf(simak.page)
  await list.focus()
  for (let left = starters().length - 2; left >= 0; left -= 1) {
    await simak.page.keyboard.press('Delete')
    await expect(rows).toHaveCount(left)
  }
  await expect(simak.page.getByRole('heading', { name: 'Your library is empty' })).toBeVisible()
  await expect(simak.page.getByRole('button', { name: 'Choose files…' })).toBeVisible()
  await simak.close()
  simak = await launchSimak(folders)
  await expect(simak.page.getByRole('heading', { name: 'Your library is empty' })).toBeVisible()
  await expect(windowOf(simak.page).rows).toHaveCount(0)
})
