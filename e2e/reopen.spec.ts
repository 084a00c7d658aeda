import { expect, type Page, test } from '@playwright/test'
import { launchSimak, type RunningSimak } from './app.ts'
import { keptRecords } from './kept-records.ts'
import { articleText, highlightByMouse, openByMouse, partsOf, pressPassage, selectByMouse } from './passages.ts'
import { launchWithPages } from './sample-page.ts'

const TITLE = 'Left in the middle'
const SENTENCE = 'Both clerks were paid by the cart, and neither by the load. '
/** What was typed this long (ms) before the end must be there after it. */
const GRACE = 500

// Each test starts the app two or three times.
test.describe.configure({ timeout: 60_000 })

/** Letters that must be older than the grace period when it ends: on a busy machine they take their time. */
const ENOUGH = 15

/** Types until enough letters must be on the disk; answers each letter's time and the whole text. */
async function typeForAWhile(page: Page): Promise<{ text: string; times: number[] }> {
  const times: number[] = []
  let text = ''
  while ((times[ENOUGH] ?? Number.POSITIVE_INFINITY) > Date.now() - GRACE) {
    const letter = SENTENCE[text.length % SENTENCE.length] ?? ''
    await page.keyboard.press(letter === ' ' ? 'Space' : letter)
    text += letter
    times.push(Date.now())
  }
  return { text, times }
}

/** The paragraph at the upper edge of the article's part of the window. */
function topParagraph(page: Page): Promise<string> {
  return articleText(page).evaluate((text) => {
    const top = text.closest('[role="region"]')?.getBoundingClientRect().top ?? 0
    return [...text.children].find((block) => block.getBoundingClientRect().bottom > top + 40)?.textContent ?? ''
  })
}

/** The reading positions on the disk: offsets in the article text. */
function keptPositions(library: string): string[] {
  return keptRecords(library).flatMap((text) => /"offset":\s*(\d+)/.exec(text)?.[1] ?? [])
}

/** Where the paragraph begins in the article text. */
function topOffset(page: Page, paragraph: string): Promise<string> {
  return articleText(page).evaluate((text, wanted) => {
    const blocks = [...text.children].map((block) => block.textContent)
    return String(blocks.slice(0, blocks.indexOf(wanted)).join('\n').length + 1)
  }, paragraph)
}

/** Scrolls by the wheel and waits until the place is on the disk; answers the paragraph at the upper edge. */
async function scrollAndKeep({ page, folders }: RunningSimak): Promise<string> {
  await page.getByRole('region', { name: TITLE }).hover()
  await page.mouse.wheel(0, 420)
  await expect.poll(() => topParagraph(page)).toMatch(/^(?:An old song|The eleventh)/)
  const paragraph = await topParagraph(page)
  const offset = await topOffset(page, paragraph)
  await expect.poll(() => keptPositions(folders.library)).toEqual([offset])
  return paragraph
}

test('a kill in the middle of typing costs half a second at most, and neither place nor order', async () => {
  const first = await launchWithPages([TITLE])
  await openByMouse(first.page, TITLE)
  await highlightByMouse(first.page, 'Pink', 'The song knew the way')
  await highlightByMouse(first.page, 'Blue', 'forty carts')
  await highlightByMouse(first.page, 'Yellow', 'The song knew', 'two ledgers')
  const paragraph = await scrollAndKeep(first)
  await pressPassage(first.page, 'knew the way')
  await partsOf(first.page).card.getByRole('textbox', { name: 'Note' }).click()
  const { text, times } = await typeForAWhile(first.page)
  const killed = Date.now()
  await first.kill()

  const second = await launchSimak(first.folders)
  const note = second.page.locator('[data-annotation] ~ div[dir]')
  await expect(note).toBeVisible()
  const kept = (await note.textContent()) ?? ''
  const safe = text.slice(0, times.filter((time) => time < killed - GRACE).length).trim()
  expect(safe.length).toBeGreaterThan(10)
  expect(kept.startsWith(safe)).toBe(true)
  expect(text.startsWith(kept)).toBe(true)
  await expect(second.page.locator('article h1')).toHaveText(TITLE)
  await expect.poll(() => topParagraph(second.page)).toBe(paragraph)
  await expect(partsOf(second.page).quotes).toHaveText([
    /forty carts/,
    /The song.*two ledgers$/,
    /The song knew the way$/,
  ])
  await second.close()
})

test('quitting in the middle of typing loses nothing', async () => {
  const first = await launchWithPages([TITLE])
  await openByMouse(first.page, TITLE)
  await selectByMouse(first.page, 'forty carts')
  await partsOf(first.page).toolbar.getByRole('button', { name: 'Highlight and write a note' }).click()
  await expect(partsOf(first.page).card.getByRole('textbox', { name: 'Note' })).toBeFocused()
  await first.page.keyboard.type(SENTENCE.trim())
  await first.close()
  const second = await launchSimak(first.folders)
  await expect(partsOf(second.page).panel).toContainText(SENTENCE.trim())
  await partsOf(second.page).panel.getByRole('textbox', { name: 'Article note' }).click()
  await second.page.keyboard.type(SENTENCE.trim())
  await second.close()
  const third = await launchSimak(first.folders)
  await expect(partsOf(third.page).panel.getByText(SENTENCE.trim())).toHaveCount(2)
  // A highlight is on its way to the disk when its frame is drawn: the end may come before that.
  await selectByMouse(third.page, 'The song knew the way')
  await third.page.keyboard.press('h')
  await third.close()
  expect(keptRecords(third.folders.library).join('\n')).toMatch(/"exact":\s*"The song knew the way"/)
})
