import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { launchSimak, type RunningSimak } from './app.ts'

/** The pictures of the README: a highlighted starter article in light and dark. Run by scripts/screenshots.mjs. */
const FOLDER = join(import.meta.dirname, '../resources/screenshots')
const THEMES = ['light', 'dark'] as const

mkdirSync(FOLDER, { recursive: true })
const first = await launchSimak()
await highlightParagraphs(first.page)
await changeTheme(first, 'light')
await first.close()
for (const theme of THEMES) await take(theme)

async function take(theme: (typeof THEMES)[number]): Promise<void> {
  const simak = await launchSimak(first.folders)
  await changeTheme(simak, theme)
  await simak.close()
  const again = await launchSimak(first.folders)
  await again.page.locator('article p').first().waitFor()
  await again.page.evaluate(() => document.fonts.ready.then(() => null))
  await again.page.screenshot({ path: join(FOLDER, `${theme}.png`) })
  await again.close()
}

/** Highlights in the first three colours, by keyboard as a reader would. */
async function highlightParagraphs(page: Page): Promise<void> {
  const paragraphs = page.locator('article p')
  await paragraphs.first().waitFor()
  for (const index of [0, 1, 2]) {
    await paragraphs.nth(index).click({ clickCount: 3 })
    await page.keyboard.press(String(index + 1))
  }
}

async function changeTheme({ page }: RunningSimak, theme: string): Promise<void> {
  await page.evaluate(`window.simak.call('settings:change', { theme: '${theme}' })`)
}
