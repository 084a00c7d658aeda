import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { type RunningSimak, temporaryFolder } from './app.ts'
import { dragHandle, expectPainted, openByMouse, painted, partsOf } from './passages.ts'
import { launchWithPages } from './sample-page.ts'

const TITLES = ['Found', 'Ends', 'Both'] as const
const [FOUND, ENDS, BOTH] = TITLES
let simak: RunningSimak

test.beforeAll(async () => {
  simak = await launchWithPages(TITLES)
})
test.afterAll(() => simak.close())

test('a phrase is found and highlighted from the find bar, and several highlights are changed at once', async () => {
  const { page } = simak
  const { panel, quotes } = partsOf(page)
  await openByMouse(page, FOUND)
  await page.getByRole('region', { name: FOUND }).focus()
  await page.keyboard.press('Control+f')
  await page.keyboard.type('the LEDGER is silent')
  const bar = page.getByRole('search').filter({ has: page.getByRole('textbox', { name: 'Find in the article' }) })
  await expect(bar.getByRole('status')).toHaveText('1 of 2')
  await page.keyboard.press('Alt+Enter')
  await expectPainted(page, { yellow: ['The ledger is silent'] })
  await bar.getByRole('textbox').focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Alt+Enter')
  await expectPainted(page, { yellow: ['The ledger is silent', 'The ledger is silent'] })
  await bar.getByRole('textbox').focus()
  await page.keyboard.press('Escape')
  await expect(bar).toBeHidden()
  expect((await painted(page))['search']).toBeUndefined()

  await quotes.first().focus()
  await panel.getByRole('checkbox', { name: 'Choose' }).first().check()
  await panel.getByRole('button', { name: 'Choose all' }).click()
  const chosen = panel.getByRole('toolbar', { name: 'Chosen highlights' })
  await expect(chosen.getByRole('status')).toHaveText('2 chosen')
  await chosen.getByRole('button', { name: 'Blue' }).click()
  await expectPainted(page, { blue: ['The ledger is silent', 'The ledger is silent'] })
  await chosen.getByRole('combobox', { name: 'Tag the chosen ones' }).fill('salt')
  await page.keyboard.press('Enter')
  await expect(panel.getByRole('listitem').filter({ hasText: /^salt$/ })).toHaveCount(2)
  await chosen.getByRole('combobox').fill('sa')
  await expect(chosen.getByRole('option')).toHaveText(['salt'])
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(chosen.getByRole('combobox')).toHaveValue('')
  const file = join(temporaryFolder(), 'chosen.md')
  await simak.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, file)
  await chosen.getByRole('button', { name: 'Export as Markdown' }).click()
  await expect(partsOf(page).status).toContainText('Exported to')
  expect(readFileSync(file, 'utf8').match(/The ledger is silent/g)).toHaveLength(2)
  await chosen.getByRole('button', { name: 'Delete' }).click()
  await expectPainted(page, {})
  await quotes.or(page.locator('body')).first().press('Control+z')
  await expectPainted(page, { blue: ['The ledger is silent', 'The ledger is silent'] })
})

test('the ends of a highlight move by words, and a line takes the place of the wash', async () => {
  const { page } = simak
  await openByMouse(page, ENDS)
  await page.getByRole('region', { name: ENDS }).focus()
  await page.keyboard.press('F7')
  await page.keyboard.press('Control+Shift+ArrowRight')
  await page.keyboard.press('3')
  await page.keyboard.press('F7')
  await expectPainted(page, { blue: ['Ends'] })
  await page.keyboard.press(']')
  await page.keyboard.press(']')
  await expectPainted(page, { blue: ['Ends is a'] })
  await page.keyboard.press('[')
  await page.keyboard.press('}')
  await expectPainted(page, { blue: ['is'] })
  await page.keyboard.press('{')
  await page.keyboard.press('u')
  await expectPainted(page, { 'blue-line': ['Ends is'] })
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await expectPainted(page, { blue: ['is'] })

  await dragHandle(page, 'end', 'is a page for trying')
  await expectPainted(page, { blue: ['is a page for trying'] })
  await dragHandle(page, 'start', 'page for trying')
  await expectPainted(page, { blue: ['page for trying'] })
  await page.keyboard.press('Control+z')
  await expectPainted(page, { blue: ['is a page for trying'] })
})

test('all hits stand beside the scroll bar, and are highlighted and undone at once', async () => {
  const { page } = simak
  await openByMouse(page, BOTH)
  await page.getByRole('region', { name: BOTH }).focus()
  await page.keyboard.press('Control+f')
  const bar = page.locator('[data-find]')
  await bar.getByRole('textbox').fill('silent')
  await expect(bar.getByRole('status')).toHaveText('1 of 2')
  await expect.poll(() => marksIn(page)).toBe(2)
  await bar.getByRole('button', { name: 'Highlight all hits' }).click()
  const { quotes } = partsOf(page)
  await expect(quotes.filter({ hasText: /silent$/ })).toHaveCount(2)
  await bar.getByRole('textbox').press('Escape')
  await expect(bar).toBeHidden()
  await page.keyboard.press('Control+z')
  await expect(quotes).toHaveCount(0)
})

/** Marks that are drawn beside the scroll bar, one below the other. */
async function marksIn(page: RunningSimak['page']): Promise<number> {
  return await page.locator('canvas[data-find-marks]').evaluate((canvas: HTMLCanvasElement) => {
    const { width, height } = canvas
    const data = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? []
    const isDrawn = Array.from({ length: height }, (_, y) => (data[(y * width + width / 2) * 4 + 3] ?? 0) > 0)
    return isDrawn.filter((drawn, y) => drawn && isDrawn[y - 1] !== true).length
  })
}
