import { expect, test } from '@playwright/test'
import { launchSimak, type RunningSimak } from './app.ts'
import { IMPORTING, starters, windowOf } from './reading-window.ts'

const ALL = starters()
const titles = ALL.map(({ title }) => title)
let simak: RunningSimak

test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  simak = await launchSimak()
  await expect(windowOf(simak.page).rows).toHaveCount(ALL.length, IMPORTING)
})
test.afterAll(() => simak.close())

async function expectOrder(expected: readonly string[]): Promise<void> {
  await expect(windowOf(simak.page).rows.locator('> span')).toHaveText([...expected])
}

test.describe('search', () => {
  test('follows every letter and marks what it finds, in the list and in the article', async () => {
    const { search, rows, count, list } = windowOf(simak.page)
    await simak.page.keyboard.press('/')
    await expect(search).toBeFocused()
    for (const letter of 'mengenal SIM') {
      await simak.page.keyboard.type(letter)
      await expect(count).toHaveText(new RegExp(`^[1-${ALL.length}] of ${ALL.length}$`))
    }
    await expect(rows.first()).toContainText('Mengenal Simak')
    await expect(rows.first().locator('mark')).toHaveText(['Mengenal', 'Sim', 'Sim'])
    await simak.page.keyboard.press('Enter')
    await expect(windowOf(simak.page).title).toHaveText(/^Mengenal Simak/)
    await expect.poll(() => simak.page.evaluate(() => CSS.highlights.get('simak-search')?.size ?? 0)).toBeGreaterThan(3)
    await simak.page.keyboard.press('ArrowDown')
    await expect(list).toBeFocused()
  })

  test('says what to do where nothing matches, and Escape shows all again without marks', async () => {
    const { search, rows } = windowOf(simak.page)
    await search.fill('zzz tidak ada')
    await expect(simak.page.getByRole('heading', { name: 'Nothing matches' })).toBeVisible()
    await simak.page.getByRole('button', { name: 'Show all articles' }).click()
    await expect(rows).toHaveCount(ALL.length)
    await search.fill('dua')
    await expect(rows).not.toHaveCount(ALL.length)
    await search.press('Escape')
    await expect(search).toHaveValue('')
    await expect(rows).toHaveCount(ALL.length)
    await expect(rows.locator('mark')).toHaveCount(0)
    await expect.poll(() => simak.page.evaluate(() => CSS.highlights.get('simak-search')?.size ?? 0)).toBe(0)
  })
})

test.describe('the order', () => {
  const chooseOrder = async (from: string, to: string): Promise<void> => {
    await simak.page.getByRole('button', { name: `Sort: ${from}` }).click()
    await simak.page.getByRole('menuitemradio', { name: to }).click()
  }

  test('by title, by date of publication, by date of saving', async () => {
    await chooseOrder('Last saved', 'Title')
    const alphabet = new Intl.Collator('en')
    const byTitle = titles.toSorted((a, b) => alphabet.compare(a, b))
    await expectOrder(byTitle)
    await chooseOrder('Title', 'Last published')
    const byDate = ALL.toSorted((a, b) => -a.published.localeCompare(b.published) || alphabet.compare(a.title, b.title))
    await expectOrder(byDate.map(({ title }) => title))
    await chooseOrder('Last published', 'Last saved')
    const howTo = titles[1] ?? ''
    await expectOrder([howTo, ...titles.filter((title) => title !== howTo)])
  })

  test('by keyboard, and kept over a restart at once', async () => {
    const { page } = simak
    await page.getByRole('button', { name: 'Sort: Last saved' }).focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('menuitemradio', { name: 'Last saved' })).toBeFocused()
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: 'Sort: Title' })).toBeFocused()
    await simak.close()
    simak = await launchSimak(simak.folders)
    await expectOrder(titles.toSorted((a, b) => new Intl.Collator('en').compare(a, b)))
  })
})

test.describe('removing an article', () => {
  const removed = (): Promise<void> => expect(windowOf(simak.page).rows).toHaveCount(ALL.length - 1)
  const back = (): Promise<void> => expect(windowOf(simak.page).rows).toHaveCount(ALL.length)

  test('from its menu in the list, undone and redone by the keys that are named', async () => {
    const { rows, title, said } = windowOf(simak.page)
    const first = titles.toSorted((a, b) => new Intl.Collator('en').compare(a, b))[0] ?? ''
    await rows.first().click()
    await expect(title).toHaveText(first)
    await rows.first().click({ button: 'right' })
    await simak.page.getByRole('menuitem', { name: 'Remove from the library' }).click()
    await removed()
    await expect(said).toHaveText(`Removed “${first}”. Undo with Ctrl+Z`)
    await expect(title).not.toHaveText(first)
    await simak.page.keyboard.press('Control+z')
    await back()
    await expect(title).toHaveText(first)
    await expect(said).toHaveText('Undone: article removed')
    await simak.page.keyboard.press('Control+Shift+z')
    await removed()
    await simak.page.keyboard.press('Control+z')
    await back()
  })

  test('from the button in its row and from the menu of the open article', async () => {
    const { rows } = windowOf(simak.page)
    await rows.nth(2).hover()
    await rows
      .nth(2)
      .getByTitle(/^What to do/)
      .click()
    await simak.page.getByRole('menuitem', { name: 'Remove from the library' }).click()
    await removed()
    await simak.page.keyboard.press('Control+z')
    await back()
    await simak.page.getByRole('button', { name: 'More for this article' }).click()
    await simak.page.getByRole('menuitem', { name: 'Remove from the library' }).click()
    await removed()
    await simak.page.keyboard.press('Control+z')
    await back()
  })

  test('is what a restart finds, and so is putting it back', async () => {
    const { list } = windowOf(simak.page)
    await list.focus()
    await simak.page.keyboard.press('Delete')
    await removed()
    await list.focus()
    await simak.page.keyboard.press('Delete')
    await expect(windowOf(simak.page).rows).toHaveCount(ALL.length - 2)
    await simak.page.keyboard.press('Control+z')
    await removed()
    await simak.close()
    simak = await launchSimak(simak.folders)
    await removed()
    await simak.page.keyboard.press('Control+z')
    await expect(windowOf(simak.page).said).toHaveText('There is nothing to undo.')
  })
})
