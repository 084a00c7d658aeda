import { expect, type Locator, test } from '@playwright/test'
import type { RunningSimak } from './app.ts'
import {
  articleText,
  expectPainted,
  highlightByMouse,
  isInView,
  openByMouse,
  painted,
  partsOf,
  pressPassage,
  selectByMouse,
  selectFromTitle,
  toldOfBlocks,
} from './passages.ts'
import { launchWithPages } from './sample-page.ts'

// One app for all; each test has an article of its own.
const TITLES = [
  'Five colours',
  'Ways of selecting',
  'Presses',
  'Overlaps',
  'Notes and tags',
  'Undone here',
  'Undone there',
  'The panel',
] as const
const [COLOURS, WAYS, PRESSES, OVERLAPS, NOTES, HERE, THERE, PANEL] = TITLES
let simak: RunningSimak
let errors: string[] = []

test.beforeAll(async () => {
  simak = await launchWithPages(TITLES)
  simak.page.on('pageerror', (error) => errors.push(String(error)))
})
test.afterAll(() => simak.close())
test.beforeEach(() => {
  errors = []
})
test.afterEach(() => expect(errors).toEqual([]))

/** What lies on the clipboard when the whole text is copied. */
async function copyAll(): Promise<string> {
  const { app, page } = simak
  const clipboard = (): Promise<string> => app.evaluate(({ clipboard: board }) => board.readText())
  await app.evaluate(({ clipboard: board }) => board.writeText('nothing yet'))
  await articleText(page).evaluate((content) => getSelection()?.selectAllChildren(content))
  await page.keyboard.press('Control+c')
  await expect.poll(clipboard).toContain('by their silence')
  await page.keyboard.press('Escape')
  return await clipboard()
}

test('a passage across tags and paragraphs is highlighted in any of five named colours', async () => {
  const { page } = simak
  const { toolbar, quotes } = partsOf(page)
  await openByMouse(page, COLOURS)
  const passages = [
    ['Pink', 'on carts with', 'The first ledger'],
    ['Yellow', 'kept on the other side of the pass, counts ninety-one'],
    ['Green', 'Nobody had to lie'],
    ['Blue', 'The ledger is silent about it'],
    ['Purple', 'the two ledgers'],
  ] as const
  await selectByMouse(page, 'on carts with', 'The first ledger')
  const names = ['Yellow', 'Green', 'Blue', 'Pink', 'Purple']
  for (const name of names) await expect(toolbar.getByRole('button', { name, exact: true })).toBeVisible()
  const before = await copyAll()
  for (const [colour, from, to] of passages) await highlightByMouse(page, colour, from, to)
  expect(await copyAll()).toEqual(before)
  await expectPainted(page, {
    pink: ['on carts with leather-bound wheels, and every toll keeper knew them by their silence.The first ledger'],
    yellow: ['kept on the other side of the pass, counts ninety-one'],
    green: ['Nobody had to lie'],
    blue: ['The ledger is silent about it'],
    purple: ['the two ledgers'],
  })
  await expect(quotes).toHaveCount(5)
  await expect(quotes.first()).toContainText(/^Pinkon carts with .* silence\.\s*The first ledger$/)
  await expect(page.getByRole('option', { name: COLOURS })).toContainText('5 highlights')
})

test('a word, a paragraph, backwards, from outside the text: what the mouse selects is highlighted', async () => {
  const { page } = simak
  const { toolbar, card } = partsOf(page)
  await openByMouse(page, WAYS)
  await pressPassage(page, 'habit', 2)
  await toolbar.getByRole('button', { name: 'Yellow' }).click()
  await pressPassage(page, 'The eleventh lies', 3)
  await toolbar.getByRole('button', { name: 'Green' }).click()
  await selectByMouse(page, 'worth a line', 'Whoever reads one')
  await toolbar.getByRole('button', { name: 'Blue' }).click()
  await page.locator('article h1').scrollIntoViewIfNeeded()
  await selectFromTitle(page, 'for trying things out.')
  await toolbar.getByRole('button', { name: 'Highlight and write a note' }).click()
  await expect(card.getByRole('textbox', { name: 'Note' })).toBeFocused()
  await page.keyboard.type('What for?')
  await page.keyboard.press('Escape')
  await expect(card).toBeHidden()
  await expectPainted(page, {
    yellow: ['habit'],
    green: [
      'The eleventh lies under the reservoir. When the water is low its threshold shows, and there are ruts in the stone that fit a narrow axle.',
    ],
    blue: [
      `${WAYS} is a page for trying things out.`,
      'Whoever reads one source learns what its writer thought worth a line',
    ],
  })
  await expect(partsOf(page).panel).toContainText('What for?')
})

test('a new selection wins over the highlight the reader is at', async () => {
  const { page } = simak
  const { card } = partsOf(page)
  await openByMouse(page, OVERLAPS)
  // Upwards: the card of one lies below it.
  for (const [key, passage] of [
    ['1', 'Nobody had to lie'],
    ['2', 'signed by the same hand'],
    ['3', 'leather-bound wheels'],
  ] as const) {
    await selectByMouse(page, passage)
    await page.keyboard.press(key)
    await pressPassage(page, passage)
    await expect(card).toBeVisible()
  }
  const made = { yellow: ['Nobody had to lie'], green: ['signed by the same hand'], blue: ['leather-bound wheels'] }
  await expectPainted(page, made)
  await card.getByRole('button', { name: 'Close' }).click()
  for (const _passage of Object.keys(made)) await page.keyboard.press('Control+z')
  await expectPainted(page, {})
})

test('with a card open, another highlight, a word and the empty page can be pressed', async () => {
  const { page } = simak
  const { card, toolbar } = partsOf(page)
  const pressed = (name: string): Locator => card.getByRole('button', { name, pressed: true })
  await openByMouse(page, PRESSES)
  await highlightByMouse(page, 'Green', 'So the carts went round')
  await highlightByMouse(page, 'Blue', 'An old song of the valley names')
  await pressPassage(page, 'So the carts')
  await expect(pressed('Green')).toBeVisible()
  await pressPassage(page, 'old song')
  await expect(pressed('Blue')).toBeVisible()
  await page.locator('article h1').click()
  await expect(card).toBeHidden()
  await pressPassage(page, 'valley names', 2)
  await expect(toolbar).toBeVisible()
  await expect(card).toBeHidden()
  await toolbar.getByRole('button', { name: 'Pink' }).click()
  await expectPainted(page, {
    green: ['So the carts went round'],
    blue: ['An old song of the valley names'],
    pink: ['valley'],
  })
})

test('overlapping highlights stay apart and each can be reached', async () => {
  const { page } = simak
  const { card, quotes, status } = partsOf(page)
  await openByMouse(page, OVERLAPS)
  await highlightByMouse(page, 'Yellow', 'A cart that paid at the bridge', 'seen by neither.')
  // The handles of the highlight just made must not catch a selection that begins where it does.
  await highlightByMouse(page, 'Pink', 'A cart that paid')
  await page.keyboard.press('Control+z')
  await highlightByMouse(page, 'Green', 'no cart at the gate')
  await highlightByMouse(page, 'Blue', 'at the gate, and a cart that slept')
  const whole =
    'A cart that paid at the bridge was no cart at the gate, and a cart that slept in the barn was seen by neither.'
  await expectPainted(page, {
    yellow: [whole],
    green: ['no cart at the gate'],
    blue: ['at the gate, and a cart that slept'],
  })
  await expect.poll(() => toldOfBlocks(page)).toEqual(['3 highlights: Yellow, Green, Blue'])
  await setCaret(page, 'gate, and')
  await page.keyboard.press('i')
  await expect(status).toHaveText(
    `3 highlights here. Highlight, Green. no cart at the gate. Highlight, Blue. at the gate, and a cart that slept. Highlight, Yellow. ${whole}`,
  )
  await setCaret(page, 'What is missing')
  await page.keyboard.press('Escape')
  await page.keyboard.press('i')
  await expect(status).toHaveText('No highlight here')
  await pressPassage(page, 'the gate, and')
  const pressed = (name: string) => card.getByRole('button', { name, pressed: true })
  await expect(card).toContainText('1 of 3')
  await expect(pressed('Green')).toBeVisible()
  await pressPassage(page, 'the gate, and')
  await expect(pressed('Blue')).toBeVisible()
  await card.getByRole('button', { name: 'Next highlight on this passage' }).click()
  await expect(pressed('Yellow')).toBeVisible()
  await card.getByRole('button', { name: 'Purple' }).click()
  await expectPainted(page, {
    purple: [whole],
    green: ['no cart at the gate'],
    blue: ['at the gate, and a cart that slept'],
  })
  await card.getByRole('button', { name: 'Delete' }).click()
  await expect(card).toBeHidden()
  await expectPainted(page, { green: ['no cart at the gate'], blue: ['at the gate, and a cart that slept'] })
  await expect(quotes).toHaveCount(2)
})

test('a press on a highlight opens its note, tags and colour', async () => {
  const { page } = simak
  const { card, panel } = partsOf(page)
  await openByMouse(page, NOTES)
  await highlightByMouse(page, 'Yellow', 'signed by the same hand')
  await pressPassage(page, 'the same hand')
  const field = card.getByRole('textbox', { name: 'Note' })
  await field.click()
  await page.keyboard.type(
    '**Whose** hand &amp; why?\n\n- &copy; &NotEqualTilde; &ouml; &nosuch;\n- [a page](https://example.org/x)',
  )
  const tags = card.getByRole('combobox', { name: 'Add a tag' })
  await tags.click()
  await page.keyboard.type('ledger')
  await page.keyboard.press('Enter')
  await page.keyboard.type('to check,ledger,')
  await expect(card.locator('strong')).toHaveText('Whose')
  await card.getByRole('button', { name: 'Blue' }).click()
  await card.getByRole('button', { name: 'Close' }).click()
  await expect(card).toBeHidden()

  const item = panel.getByRole('listitem').filter({ hasText: 'signed by the same hand' })
  await expect(item.locator('strong')).toHaveText('Whose')
  await expect(item.locator('p').filter({ hasText: 'hand' })).toHaveText('Whose hand & why?')
  await expect(item).toContainText('© ≂̸ ö &nosuch;')
  await expect(item.getByRole('list', { name: 'Tags' }).getByRole('listitem')).toHaveText(['ledger', 'to check'])
  await expectPainted(page, { blue: ['signed by the same hand'] })

  await pressPassage(page, 'signed by')
  await expect(card.locator('strong')).toHaveText('Whose')
  await card.getByRole('link', { name: 'a page' }).click()
  const question = page.getByRole('dialog', { name: 'Open this address?' })
  await expect(question.getByRole('textbox', { name: 'Address' })).toHaveValue('https://example.org/x')
  await question.getByRole('button', { name: 'Close' }).click()
  await expect(question).toBeHidden()
})

test('everything is undone and done again, across articles, in order', async () => {
  const { page } = simak
  const { card, status, quotes, panel } = partsOf(page)
  await openByMouse(page, HERE)
  await highlightByMouse(page, 'Green', 'a narrow axle')
  await pressPassage(page, 'narrow axle')
  await card.getByRole('textbox', { name: 'Note' }).click()
  await page.keyboard.type('How narrow?')
  await card.getByRole('button', { name: 'Pink' }).click()
  await card.getByRole('button', { name: 'Delete' }).click()
  await expect(quotes).toHaveCount(0)
  await openByMouse(page, THERE)
  await highlightByMouse(page, 'Yellow', 'weighed twice')
  await expectPainted(page, { yellow: ['weighed twice'] })

  const undo = async (what: string): Promise<void> => {
    await page.keyboard.press('Control+z')
    await expect(status).toHaveText(`Undone: ${what}`)
  }
  await undo('highlight made')
  await expect(quotes).toHaveCount(0)
  await undo('highlight deleted')
  await expect(page.getByRole('option', { name: HERE })).toContainText('1 highlight')
  await undo('colour changed')
  await openByMouse(page, HERE)
  await expectPainted(page, { green: ['a narrow axle'] })
  await expect(panel).toContainText('How narrow?')
  await undo('note changed')
  await expect(panel).not.toContainText('How narrow?')
  await undo('highlight made')
  await expectPainted(page, {})

  for (const what of ['highlight made', 'note changed', 'colour changed', 'highlight deleted', 'highlight made']) {
    await page.keyboard.press('Control+Shift+z')
    await expect(status).toHaveText(`Redone: ${what}`)
  }
  await expect(quotes).toHaveCount(0)
  await openByMouse(page, THERE)
  await expectPainted(page, { yellow: ['weighed twice'] })
})

test('the panel has the article note and all passages in document order and leads to them', async () => {
  const { page } = simak
  const { panel, quotes } = partsOf(page)
  await openByMouse(page, PANEL)
  await highlightByMouse(page, 'Blue', 'white, says the song')
  await highlightByMouse(page, 'Green', 'forty carts')
  await highlightByMouse(page, 'Pink', 'An old song of the valley')
  await expect(quotes).toHaveText([/forty carts/, /An old song/, /white, says/])

  const note = panel.getByRole('textbox', { name: 'Article note' })
  await note.click()
  await page.keyboard.type('Two _ledgers_, one habit')
  await page.locator('article h1').click()
  await expect(panel.locator('em')).toHaveText('ledgers')

  await articleText(page).evaluate((text) => text.closest('[role="region"]')?.scrollTo(0, 0))
  await quotes.nth(2).click()
  await expect.poll(async () => (await painted(page))['flash']).toEqual(['white, says the song'])
  await expect.poll(() => isInView(page, 'white, says the song')).toBe(true)
  await expect.poll(async () => (await painted(page))['flash']).toBeUndefined()

  const search = page.getByRole('searchbox', { name: 'Search the list' })
  await search.click()
  await page.keyboard.type('habit')
  await expect(panel.locator('mark')).toHaveText(['habit'])
  await expect.poll(async () => (await painted(page))['search']).toEqual(['habit'])
  await search.fill('')
  await expect(panel.locator('mark')).toHaveCount(0)
})

/** Puts the collapsed selection before `text`, as a screen reader does. */
async function setCaret(page: RunningSimak['page'], text: string): Promise<void> {
  await articleText(page).evaluate((host, wanted) => {
    const walker = document.createTreeWalker(host, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const at = node.nodeValue?.indexOf(wanted) ?? -1
      if (at !== -1) return getSelection()?.collapse(node, at)
    }
    return undefined
  }, text)
}
