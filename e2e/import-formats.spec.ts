import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { launchSimak, type RunningSimak, temporaryFolder } from './app.ts'
import { answerOpenDialog, chooseInMenu, IMPORTING, starters, windowOf } from './reading-window.ts'

const TITLE = 'The Ferry and Its Two Timetables'
const SENTENCE =
  'The ferry crosses the lake four times a day, and the timetable on the pier says that it crosses five times.'
/** A picture of 60 by 60 pixels. */
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAADwAAAA8CAAAAAAfl4auAAAAGElEQVR42u3BMQEAAADCoPVPbQ0PoAAA4MYADhAAAfKfg1sAAAAASUVORK5CYII='

const PAGE = `<!doctype html><html lang="en"><head><title>${TITLE} - Lake News</title>
<meta property="og:site_name" content="Lake News"><meta property="article:published_time" content="2024-03-05"></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<article><h1>${TITLE}</h1><p>${SENTENCE} ${SENTENCE}</p>
<figure><img src="Ferry_files/pier.png" alt="The pier in the morning"><figcaption>The pier before the first crossing</figcaption></figure>
<p>${SENTENCE}</p><p>Also read: The Bridge That Never Came</p><p>Also read: A Lake in Winter</p>
<p>${SENTENCE} ${SENTENCE}</p>
<figure><img src="https://lake.example/boat.jpg" alt="The boat with its flag at half mast"><figcaption>The boat</figcaption></figure>
<p>${SENTENCE} Nobody has complained.</p></article></body></html>`

const folder = join(temporaryFolder(), 'saved')
mkdirSync(join(folder, 'Ferry_files'), { recursive: true })
writeFileSync(join(folder, 'Ferry.html'), PAGE)
writeFileSync(join(folder, 'Ferry_files', 'pier.png'), Buffer.from(PNG, 'base64'))

let simak: RunningSimak
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  simak = await launchSimak()
  await expect(windowOf(simak.page).rows).toHaveCount(starters().length, IMPORTING)
})
test.afterAll(() => simak.close())

test('a folder with a saved page becomes an article with its picture', async () => {
  await answerOpenDialog(simak, [folder])
  await chooseInMenu(simak, 'Import a folder…')
  await expect(windowOf(simak.page).title).toHaveText(TITLE, IMPORTING)
  const picture = simak.page.getByRole('img', { name: 'The pier in the morning' })
  await expect(picture).toBeVisible()
  expect(await picture.evaluate((image) => (image instanceof HTMLImageElement ? image.naturalWidth : 0))).toBe(60)
})

test('a picture that did not come along leaves a quiet frame', async () => {
  const frame = simak.page.getByRole('button', {
    name: 'Picture not saved with the article: The boat with its flag at half mast',
  })
  await expect(frame).toBeVisible()
  await expect(simak.page.getByText('The boat', { exact: true })).toBeVisible()
})

test('left-out lines go back by their kind', async () => {
  const { page } = simak
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await page.getByRole('button', { name: 'Put back all 2 of this kind' }).first().click()
  await expect(page.locator('article p', { hasText: 'Also read: A Lake in Winter' })).toBeVisible()
  await expect(page.locator('article p', { hasText: 'Also read: The Bridge' })).toBeVisible()
  await expect(page.getByText('2 put back')).toBeVisible()
})

test('metadata say where they are from, are put right, and are as imported again', async () => {
  const { page } = simak
  await page.getByRole('button', { name: 'Article details' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('from a line on the page, sure')).toBeVisible()
  await expect(dialog.getByText('from the page’s own description, sure').first()).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Title', exact: true }).fill('The Ferry')
  await dialog.getByRole('textbox', { name: 'Authors' }).fill('Ada Lake; Bo Pier')
  await dialog.getByRole('textbox', { name: 'Published' }).fill('yesterday')
  await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled()
  await dialog.getByRole('textbox', { name: 'Published' }).fill('2024-03-06')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(windowOf(page).title).toHaveText('The Ferry')
  await expect(page.getByText('Ada Lake, Bo Pier')).toBeVisible()
  await expect(page.getByRole('option', { name: /^The Ferry/ })).toBeVisible()
  await page.getByRole('button', { name: 'Article details' }).click()
  await dialog.getByRole('button', { name: `As imported: ${TITLE}` }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(windowOf(page).title).toHaveText(TITLE)
})

test('what was copied becomes a new article', async () => {
  const { page } = simak
  await page.locator('article p').first().click()
  await page.evaluate(() => {
    const article = document.querySelector('article')
    if (article !== null) getSelection()?.selectAllChildren(article)
  })
  await page.keyboard.press('Control+c')
  await chooseInMenu(simak, 'New article from clipboard')
  await expect(windowOf(page).summary.getByRole('listitem').first()).toHaveText(
    '1 article is new in your library',
    IMPORTING,
  )
  await expect(windowOf(page).rows).toHaveCount(starters().length + 2)
})
