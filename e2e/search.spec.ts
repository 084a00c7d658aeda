import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { launchSimak, type RunningSimak, temporaryFolder } from './app.ts'
import { partsOf } from './passages.ts'
import { IMPORTING, starters, windowOf } from './reading-window.ts'

/** The index takes changes in within a second; a busy machine takes its time. */
const INDEXED = { timeout: 10_000 }

test.describe.configure({ mode: 'serial' })

let simak: RunningSimak

test.beforeAll(async () => {
  simak = await launchSimak()
  await expect(windowOf(simak.page).rows).toHaveCount(starters().length, IMPORTING)
})
test.afterAll(() => simak.close())

test('Ctrl+K finds words of the texts, grouped by article, and jumps to the passage', async () => {
  const { page } = simak
  await page.keyboard.press('Control+k')
  const field = page.getByRole('combobox', { name: 'Search the library' })
  await expect(field).toBeFocused()
  await field.fill('"Vostochny"')
  const results = page.locator('[data-result]')
  const passage = page.locator('[data-result="passage"]').first()
  await expect(passage.locator('mark').first()).toHaveText(/vostochny/i, INDEXED)
  await expect(results.first()).toHaveAttribute('data-result', 'article')
  await expect(page.locator('[data-search-count]')).toHaveText(/\d+ articles?/)
  const title = (await page.locator('[data-result="article"]').first().textContent()) ?? ''
  await passage.click()
  await expect(field).toBeHidden()
  await expect(windowOf(page).title).toHaveText(title)
})

test('a mistyped word, another form of a word and a wrong query still find', async () => {
  const { page } = simak
  await page.keyboard.press('Control+k')
  const field = page.getByRole('combobox', { name: 'Search the library' })
  const articles = page.locator('[data-result="article"]')
  await field.fill('vostochni ')
  await expect(articles.first()).toBeVisible(INDEXED)
  await field.fill('is:purple simak')
  await expect(page.getByText('is not one of')).toBeVisible()
  await expect(articles.first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(field).toBeHidden()
})

test('commands are found by their names', async () => {
  const { page } = simak
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search the library' }).fill('>keyboard')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search the library' }).fill('>settings')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible()
  await page.keyboard.press('Escape')
})

test('Ctrl+F counts hits, goes from one to the next and highlights one', async () => {
  const { page } = simak
  const { scroller } = windowOf(page)
  await scroller.focus()
  await page.keyboard.press('Control+f')
  const bar = page.locator('[data-find]')
  await bar.getByRole('textbox').fill('a')
  await expect(bar.getByRole('status')).toHaveText(/^\d+ of [\d,]+$/)
  const before = await bar.getByRole('status').textContent()
  await page.keyboard.press('Enter')
  await expect(bar.getByRole('status')).not.toHaveText(before ?? '')
  const painted = await page.evaluate(() => [
    CSS.highlights.get('simak-found')?.size,
    CSS.highlights.get('simak-current')?.size,
  ])
  expect(painted[0]).toBeGreaterThan(1)
  expect(painted[1]).toBe(1)
  await bar.getByRole('button', { name: 'Regular expression' }).click()
  await bar.getByRole('textbox').fill('(')
  await expect(bar.getByRole('status')).toHaveText('No valid expression')
  await bar.getByRole('textbox').fill('[0-9]+')
  await expect(bar.getByRole('status')).toHaveText(/of|Not found/)
  await bar.getByRole('button', { name: 'Regular expression' }).click()
  await bar.getByRole('textbox').fill('the ')
  await page.keyboard.press('Escape')
  await expect(bar).toBeHidden()
  await expect(scroller).toBeFocused()
})

test('what is highlighted is found within a second, and stands in the notebook', async () => {
  const { page } = simak
  const { scroller, content } = windowOf(page)
  await scroller.focus()
  const word = ((await content.textContent()) ?? '').match(/[A-Za-z]{8,}/)?.[0] ?? ''
  await page.keyboard.press('Control+f')
  const bar = page.locator('[data-find]')
  await bar.getByRole('textbox').fill(word)
  await bar.getByRole('button', { name: 'Highlight this hit' }).click()
  await expect.poll(() => page.evaluate(() => CSS.highlights.get('simak-yellow')?.size ?? 0)).toBe(1)
  await page.keyboard.press('Control+j')
  const notebook = page.locator('[data-notebook]')
  await expect(notebook.getByRole('status')).toHaveText(/1 annotation/, INDEXED)
  await expect(notebook.locator('button[data-colour="yellow"]')).toContainText(word)
  const heading = notebook.getByRole('heading', { level: 2 })
  await notebook.getByRole('button', { name: 'Group by: Article' }).click()
  await page.getByRole('menuitemradio', { name: 'Colour' }).click()
  await expect(heading).toHaveText('Yellow 1')
  await notebook.getByRole('searchbox').fill('colour:blue')
  await expect(notebook.getByText('No highlights or notes here yet')).toBeVisible()
  await notebook.getByRole('searchbox').fill('colour:yellow')
  await expect(heading).toHaveText('Yellow 1')
  const file = join(temporaryFolder(), 'notebook.md')
  await simak.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
  }, file)
  await notebook.getByRole('button', { name: 'Export as Markdown…' }).click()
  await expect(windowOf(page).said).toHaveText(`Exported 1 annotation to ${file}`)
  expect(readFileSync(file, 'utf8')).toMatch(new RegExp(`^# Yellow\\n\\n> ${word}\\n\\n— .+\\n$`))
  await notebook.locator('button[data-colour="yellow"]').click()
  await expect(notebook).toBeHidden()
  await expect(bar).toBeVisible()
  // The bar is there again with the article, but nobody has asked for it now.
  await expect(bar.getByRole('textbox')).not.toBeFocused()
  await bar.getByRole('button', { name: 'Close' }).click()
})

test('a saved search is a collection with a live count; an article goes into a collection of its own', async () => {
  const { page } = simak
  const { library, search, rows } = windowOf(page)
  const all = starters().length
  await search.fill('has:highlight')
  await expect(rows).toHaveCount(1, INDEXED)
  await library.getByRole('button', { name: 'Views' }).click()
  await library.getByRole('button', { name: 'Save this search…' }).click()
  await page.keyboard.insertText('Marked')
  await page.keyboard.press('Enter')
  const saved = library.getByRole('button', { name: /^Marked/ })
  await expect(saved).toContainText('1')
  await saved.click()
  await expect(rows).toHaveCount(all)
  await library.getByRole('button', { name: 'New collection…' }).click()
  await page.keyboard.insertText('To compare')
  await page.keyboard.press('Enter')
  await expect(library.getByRole('button', { name: /^To compare/ })).toBeVisible()
  await rows.first().click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Put into “To compare”' }).click()
  await expect(library.getByRole('button', { name: /^To compare/ })).toContainText('1', INDEXED)
  await library.getByRole('button', { name: /^To compare/ }).click()
  await expect(rows).toHaveCount(1)
  await rows.first().click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Add to favourites' }).click()
  await library.getByRole('button', { name: /^Favourites/ }).click()
  await expect(rows).toHaveCount(1, INDEXED)
  await search.fill('')
})

test('the sidebar narrows the list by counts, and has the archive, nested tags and the trash', async () => {
  const { page } = simak
  const { library, search, rows, scroller } = windowOf(page)
  const all = starters().length
  const views = library.getByRole('button', { name: 'Views' })
  if ((await views.getAttribute('aria-expanded')) === 'false') await views.click()
  await search.fill('')
  await expect(rows).toHaveCount(all)

  const indonesian = starters().filter(({ language }) => language === 'id').length
  const facet = library.getByRole('group', { name: 'Narrow' }).getByRole('button', { name: /^Indonesian/ })
  await expect(facet).toHaveText(`Indonesian${indonesian}`, INDEXED)
  await facet.click()
  await expect(rows).toHaveCount(indonesian)
  await facet.click()
  await expect(rows).toHaveCount(all)

  await rows.first().click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Archive', exact: true }).click()
  const archive = library.getByRole('button', { name: /^Archive/ })
  await expect(archive).toHaveText('Archive1', INDEXED)
  await archive.click()
  await expect(rows).toHaveCount(1)
  await archive.click()

  await scroller.focus()
  await page.keyboard.press('F7')
  await page.keyboard.press('Control+Shift+ArrowRight')
  await page.keyboard.press('t')
  const { card } = partsOf(page)
  await expect(card.getByRole('combobox', { name: 'Add a tag' })).toBeFocused()
  await page.keyboard.type('water/rivers')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(card).toBeHidden()
  await page.keyboard.press('F7')
  await expect(library.locator('[data-depth="1"]')).toHaveText('rivers1', INDEXED)
  await library.locator('[data-depth="0"]').click()
  await expect(rows).toHaveCount(1)
  await search.fill('')

  await rows.nth(1).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Remove from the library' }).click()
  const trash = library.getByRole('button', { name: /^Trash/ })
  await expect(trash).toHaveText('Trash1', INDEXED)
  await trash.click()
  await page.getByRole('dialog').getByRole('button', { name: 'Bring back' }).click()
  await expect(page.getByRole('dialog').getByText('The trash is empty')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(rows).toHaveCount(all)
})

test('Tab completes what is typed', async () => {
  const { page } = simak
  await page.keyboard.press('Control+k')
  const field = page.getByRole('combobox', { name: 'Search the library' })
  await field.fill('is:un')
  await expect(page.getByRole('group', { name: 'Proposals' }).getByRole('button')).toHaveText(['unread'])
  await page.keyboard.press('Tab')
  await expect(field).toHaveValue('is:unread ')
  await expect(page.locator('[data-result="article"]').first()).toBeVisible()
  await page.keyboard.press('Escape')
})
