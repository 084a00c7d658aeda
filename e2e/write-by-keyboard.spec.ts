import { expect, type Page, test } from '@playwright/test'
import type { RunningSimak } from './app.ts'
import { expectPainted, painted, partsOf, toldOfBlocks } from './passages.ts'
import { launchWithPages } from './sample-page.ts'

// No call of the mouse in this file: the whole job is done by keys alone.
const TITLE = 'By keys alone'
let simak: RunningSimak

test.beforeAll(async () => {
  simak = await launchWithPages([TITLE, 'Another page'])
})
test.afterAll(() => simak.close())

/** Whether the focus can be seen: the focused element, or the row that a list names as active, has a ring or a bar. */
function focusIsVisible(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const focused = document.activeElement
    if (focused === null || focused === document.body || !focused.matches(':focus-visible')) return false
    const active = focused.getAttribute('aria-activedescendant')
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(document.getElementById(active ?? '') ?? focused)
    return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none'
  })
}

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

function selected(page: Page): Promise<string> {
  return page.evaluate(() => String(getSelection()))
}

test.describe.configure({ mode: 'serial' })

test('an article is found, opened and reached, and the focus is seen on the way', async () => {
  const { page } = simak
  await press(page, '/')
  await expect(page.getByRole('searchbox')).toBeFocused()
  await page.keyboard.type('by keys')
  await expect(page.getByRole('option')).toHaveCount(1)
  await press(page, 'ArrowDown')
  await expect(partsOf(page).list).toBeFocused()
  expect(await focusIsVisible(page)).toBe(true)
  await press(page, 'Enter', 'F6')
  await expect(page.getByRole('region', { name: TITLE })).toBeFocused()
  expect(await focusIsVisible(page)).toBe(true)
  await press(page, '/', 'Escape')
  await expect(page.getByRole('option', { name: 'Another page' })).toBeVisible()
  await press(page, 'F6')
})

test('a caret selects, and H, the digits and the toolbar highlight', async () => {
  const { page } = simak
  const { toolbar, status } = partsOf(page)
  const article = page.getByRole('region', { name: TITLE })
  await expect(article).toBeFocused()
  await press(page, 'F7')
  await expect(status).toContainText('Caret on')
  await expect(page.locator('article > [aria-hidden="true"]')).toBeVisible()
  await press(page, 'Control+Home', 'Shift+Control+ArrowRight', 'Shift+Control+ArrowRight', 'Shift+Control+ArrowRight')
  await expect(toolbar).toBeVisible()
  await press(page, 'h')
  await expect(toolbar).toBeHidden()
  await press(page, 'Shift+End', '2', 'ArrowRight', 'Shift+Control+ArrowRight', 'Shift+ArrowRight')
  expect(await selected(page)).toMatch(/^\s*Salt $/)
  await press(page, 'Tab')
  await expect(toolbar.getByRole('button', { name: 'Yellow' })).toBeFocused()
  expect(await focusIsVisible(page)).toBe(true)
  await press(page, 'ArrowRight', 'ArrowRight', 'Enter')
  await expect(article).toBeFocused()
  await press(page, 'ArrowDown', 'ArrowDown', 'Home', 'Shift+ArrowDown', 'Shift+ArrowDown')
  const lines = await selected(page)
  await press(page, '4', '5')
  await expectPainted(page, {
    yellow: [TITLE],
    green: ['is a page for trying things out.'],
    blue: ['Salt'],
    purple: [lines.replace(/\s+/g, ' ').trim()],
  })
})

test('N writes a note and T a tag, and Escape leads back to the text', async () => {
  const { page } = simak
  const { card, panel } = partsOf(page)
  const article = page.getByRole('region', { name: TITLE })
  await press(page, 'Control+End', 'Shift+Control+ArrowLeft', 'Shift+Control+ArrowLeft', 'Shift+Control+ArrowLeft')
  expect(await selected(page)).toBe('weighed twice.')
  await press(page, 'n')
  await expect(card.getByRole('textbox', { name: 'Note' })).toBeFocused()
  expect(await focusIsVisible(page)).toBe(true)
  await page.keyboard.type('Not *once*?')
  await press(page, 'Escape')
  await expect(card).toBeHidden()
  await expect(article).toBeFocused()
  await press(page, 't')
  await expect(card.getByRole('combobox', { name: 'Add a tag' })).toBeFocused()
  await page.keyboard.type('weights')
  await press(page, 'Enter', 'Escape')
  await expect(card).toBeHidden()
  await expect(article).toBeFocused()
  const item = panel.getByRole('listitem').filter({ hasText: 'weighed twice' })
  await expect(item.locator('em')).toHaveText('once')
  await expect(item.getByRole('list', { name: 'Tags' })).toHaveText('weights')
  await expect.poll(async () => (await toldOfBlocks(page)).at(-1)).toMatch(/^1 highlight: \S+, 1 with a note$/)
})

test('J and K go through the highlights, Enter opens one, Delete takes it away and Ctrl+Z brings it back', async () => {
  const { page } = simak
  const { card, quotes, status } = partsOf(page)
  const count = await quotes.count()
  await press(page, 'Control+Home', 'Escape')
  await expect(status).toHaveText('Caret off')
  await press(page, 'Escape')
  await press(page, 'k')
  await expect(status).toContainText(`Highlight 1 of ${count}, Yellow: ${TITLE}`)
  await press(page, 'j')
  await expect(status).toContainText(`Highlight 2 of ${count}, Green: is a page`)
  await expect(quotes.nth(1)).toHaveAttribute('aria-current', 'true')
  await press(page, 'k', 'k', 'Enter')
  await expect(card.getByRole('button', { name: 'Yellow', pressed: true })).toBeVisible()
  await press(page, 'Tab', 'Tab')
  expect(await focusIsVisible(page)).toBe(true)
  await press(page, 'Escape')
  await expect(card).toBeHidden()
  await press(page, 'Delete')
  await expect(quotes).toHaveCount(count - 1)
  await press(page, 'Control+z')
  await expect(quotes).toHaveCount(count)
  await expect(quotes.first()).toContainText(TITLE)
})

test('the panel and the article note are reached and written', async () => {
  const { page } = simak
  const { panel, quotes } = partsOf(page)
  await press(page, 'F6')
  await expect(quotes.first()).toBeFocused()
  expect(await focusIsVisible(page)).toBe(true)
  await press(page, 'ArrowDown')
  await expect(quotes.nth(1)).toBeFocused()
  await press(page, 'n')
  await expect(panel.getByRole('textbox', { name: 'Note', exact: true })).toBeFocused()
  await page.keyboard.type('From the panel')
  await press(page, 'Escape')
  await expect(quotes.nth(1)).toBeFocused()
  await press(page, 'Shift+Tab')
  await expect(panel.getByRole('textbox', { name: 'Article note' })).toBeFocused()
  await page.keyboard.type('No mouse at all')
  await press(page, 'Escape')
  await expect(panel).toContainText('From the panel')
  await expect(panel).toContainText('No mouse at all')
})

test('? lists every shortcut, and a passage and the export leave by keys', async () => {
  const { page, app } = simak
  const { status } = partsOf(page)
  await press(page, 'F6', 'F6')
  await press(page, '?')
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  for (const what of ['Highlight the selection in the last colour', 'Write a note', 'Caret in the text, on and off']) {
    await expect(list).toContainText(what)
  }
  await press(page, 'Escape')
  await expect(list).toBeHidden()
  await expect(page.getByRole('region', { name: TITLE })).toBeFocused()
  await press(page, 'F7', 'Control+Home', 'Shift+End', 'Control+Shift+c')
  await expect(status).toHaveText('Passage copied with its source')
  await expect
    .poll(() => app.evaluate(({ clipboard }) => clipboard.readText()))
    .toContain(`> ${TITLE} is a page for trying things out.`)
  await press(page, 'Control+e')
  await expect(page.getByRole('dialog', { name: 'Export' })).toBeVisible()
  await press(page, 'Escape')
  await expect(page.getByRole('region', { name: TITLE })).toBeFocused()
})

test('U underlines what is selected and leaves the highlight the reader was at; Ctrl goes by paragraph', async () => {
  const { page } = simak
  const { quotes, toolbar } = partsOf(page)
  await press(page, 'Control+Home', 'ArrowRight', 'k')
  await expect(quotes.first()).toHaveAttribute('aria-current', 'true')
  await press(page, 'Control+Home', 'ArrowRight', 'Control+ArrowDown', 'Shift+Control+ArrowDown')
  await expect(toolbar).toBeVisible()
  const paragraph = (await selected(page)).trim()
  expect(paragraph).toMatch(/^Salt .*\.$/)
  await press(page, 'u')
  await expect(toolbar).toBeHidden()
  await expect
    .poll(async () =>
      Object.entries(await painted(page))
        .filter(([name]) => name.includes('line'))
        .map(([, [text]]) => text),
    )
    .toEqual([paragraph.replace(/\s+/g, ' ')])
  await press(page, 'Control+z')
})

test('the caret goes on where it was after a note, and at the hit after finding', async () => {
  const { page } = simak
  const { card } = partsOf(page)
  const caret = page.locator('article > [aria-hidden="true"]:not([data-handle])')
  await press(page, 'Control+Home', 'Control+ArrowDown', 'Control+ArrowDown', 'Shift+Alt+ArrowDown', 'n')
  await expect(card.getByRole('textbox', { name: 'Note' })).toBeFocused()
  await press(page, 'Escape')
  await expect(card).toBeHidden()
  await expect(caret).toBeVisible()
  await press(page, 'Shift+Control+ArrowRight')
  expect(await selected(page)).toBe('The')
  await press(page, 'ArrowRight', 'Control+f')
  await page.keyboard.type('reservoir')
  await expect(page.locator('[data-find]').getByRole('status')).toHaveText('1 of 1')
  await press(page, 'Escape')
  await expect(caret).toBeVisible()
  await press(page, 'Shift+Control+ArrowRight')
  expect(await selected(page)).toBe('reservoir')
})
