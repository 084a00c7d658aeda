import { expect, test } from '@playwright/test'
import type { RunningSimak } from './app.ts'
import { openByMouse, partsOf, selectByMouse } from './passages.ts'
import { launchWithPages } from './sample-page.ts'

const TITLE = 'Margins'
const PASSAGE = 'Nobody had to lie'
let simak: RunningSimak

test.beforeAll(async () => {
  simak = await launchWithPages([TITLE])
})
test.afterAll(() => simak.close())

async function width(pixels: number): Promise<void> {
  const bounds = { x: 0, y: 0, width: pixels, height: 800 }
  await simak.app.evaluate(({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.setBounds(wanted), bounds)
}

test('with the panel folded, notes stand beside their passages where there is room', async () => {
  const { page } = simak
  const { toolbar } = partsOf(page)
  await width(1600)
  await openByMouse(page, TITLE)
  await selectByMouse(page, PASSAGE)
  await toolbar.getByRole('button', { name: 'Highlight and write a note' }).click()
  await expect(page.locator('[data-annotation-card]').getByRole('textbox', { name: 'Note' })).toBeFocused()
  await page.keyboard.type('Who says so?')
  await page.keyboard.press('Escape')
  await expect(page.locator('[data-annotation-card]')).toHaveCount(0)
  const margin = page.getByRole('complementary', { name: 'Notes in the margin' })
  await expect(margin).toHaveCount(0)

  await page.getByRole('button', { name: 'Hide highlights and notes' }).click()
  await expect(margin).toContainText('Who says so?')
  const distance = (): Promise<number> =>
    margin.locator('[data-margin-note]').evaluate((note) => {
      const [range] = [...(CSS.highlights.get('simak-yellow') ?? [])]
      const passage = document.createRange()
      if (range !== undefined) passage.setStart(range.startContainer, range.startOffset)
      const line = passage.getBoundingClientRect()
      return Math.abs(note.getBoundingClientRect().top - line.top)
    })
  await expect.poll(distance).toBeLessThan(8)

  await margin.getByRole('button', { name: 'Edit' }).click()
  await expect(page.locator('[data-annotation-card]').getByRole('textbox', { name: 'Note' })).toBeFocused()
  await page.keyboard.press('Escape')
  await width(1000)
  await expect(margin).toHaveCount(0)
})
