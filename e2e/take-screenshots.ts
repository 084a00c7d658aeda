import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { type Folders, launchSimak } from './app.ts'
import { articleText, highlightByMouse, openByMouse, partsOf, pressPassage } from './passages.ts'

/** The pictures of the README: a highlighted starter article in light and dark. Run by scripts/screenshots.mjs. */
const FOLDER = join(import.meta.dirname, '../resources/screenshots')
const SIZE = { width: 1280, height: 800 }
const ARTICLE = 'One story, five front pages'

/** What a reader might have made of the article. */
const WORK: readonly { colour: string; quote: string; note?: string; tags?: string }[] = [
  { colour: 'Purple', quote: 'Five links to a single interview are still one interview.' },
  { colour: 'Yellow', quote: 'They agree on the day and the place.' },
  {
    colour: 'Green',
    quote: 'You need three questions, a little patience, and somewhere to write the answers down.',
    note: 'The whole method:\n\n1. who was *there*,\n2. who **says** so,\n3. what the number counts.',
    tags: 'method,',
  },
  { colour: 'Blue', quote: 'The dateline is the smallest honest thing in a report.', tags: 'dateline,sources,' },
  {
    colour: 'Pink',
    quote: 'rests on what others wrote, however vivid its prose.',
    note: 'Compare with the page on Vostochny.',
  },
]
const ARTICLE_NOTE = 'All five share the *day and the place*. Only one names its source.'

mkdirSync(FOLDER, { recursive: true })
const folders = await prepare()
for (const theme of ['light', 'dark'] as const) await take(theme)

async function prepare(): Promise<Folders> {
  const simak = await launchSimak()
  const { page } = simak
  await page.getByRole('option').nth(5).waitFor()
  await openByMouse(page, ARTICLE)
  for (const { colour, quote, note, tags } of WORK) {
    await highlightByMouse(page, colour, quote)
    if (note !== undefined || tags !== undefined) await describePassage(page, quote, note ?? '', tags ?? '')
  }
  await partsOf(page).panel.getByRole('textbox', { name: 'Article note' }).fill(ARTICLE_NOTE)
  await simak.close()
  return simak.folders
}

async function describePassage(page: Page, passage: string, note: string, tags: string): Promise<void> {
  const { card } = partsOf(page)
  await pressPassage(page, passage)
  await card.getByRole('textbox', { name: 'Note' }).fill(note)
  await card.getByRole('combobox', { name: 'Add a tag' }).fill(tags)
  await card.getByRole('button', { name: 'Close' }).click()
  await card.waitFor({ state: 'hidden' })
}

async function take(theme: 'light' | 'dark'): Promise<void> {
  const before = await launchSimak(folders)
  await before.page.evaluate(`window.simak.call('settings:change', { theme: '${theme}' })`)
  await before.close()
  const { page, close } = await launchSimak(folders)
  await page.setViewportSize(SIZE)
  await articleText(page).locator('p').first().waitFor()
  await articleText(page).evaluate((text) => text.closest('[role="region"]')?.scrollTo(0, 0))
  await page.evaluate(() => document.fonts.ready.then(() => null))
  await page.screenshot({ path: join(FOLDER, `${theme}.png`) })
  await close()
}
