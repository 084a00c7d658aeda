import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { launchSimak, type RunningSimak, temporaryFolder } from './app.ts'
import { articleText, expectPainted, highlightByMouse, openByMouse, partsOf, selectByMouse } from './passages.ts'
import { launchWithPages } from './sample-page.ts'

const TITLE = 'Versions'
/** A newer capture of the sample page: paragraphs went, one was rewritten. */
const NEWER = [
  'Versions is a page for trying things out.',
  'The first ledger counts forty carts in a year. The second, kept on the far side of the pass, counts ninety-one, and both were signed by the same hand.',
  'Nobody had to lie for that. A cart that paid at the bridge was no cart at the gate, and a cart that slept in the barn was seen by neither.',
  'Quite another story, told elsewhere, also mentions the two ledgers in passing and leaves it at that.',
]

let simak: RunningSimak

test.beforeAll(async () => {
  // Two starts and four highlights: a busy machine takes its time.
  test.setTimeout(120_000)
  simak = await launchWithPages([TITLE])
  const { page } = simak
  await openByMouse(page, TITLE)
  await highlightByMouse(page, 'Green', 'Nobody had to lie')
  await highlightByMouse(page, 'Blue', 'In the spring of the flood')
  await highlightByMouse(page, 'Purple', 'the two ledgers')
  await highlightByMouse(page, 'Pink', 'kept on the other side of the pass')
  const { folders } = simak
  await simak.close()
  addVersion(folders.library)
  simak = await launchSimak(folders)
  await openByMouse(simak.page, TITLE)
})
test.afterAll(() => simak.close())

function addVersion(library: string): void {
  const writer = join(import.meta.dirname, '../electron/library/version-writer.ts')
  const html = NEWER.map((paragraph) => `<p>${paragraph}</p>`).join('\n')
  const { status, stderr } = spawnSync(process.execPath, [
    writer,
    library,
    join(temporaryFolder(), 'other'),
    html,
    NEWER.join('\n'),
  ])
  expect(status, String(stderr)).toBe(0)
}

test('a newer version carries highlights over, says how, and the reader decides what is in doubt', async () => {
  const { page } = simak
  const { panel, quotes } = partsOf(page)
  const row = page.getByRole('option', { name: TITLE })
  await expect(page.getByRole('note')).toHaveText(
    '4 highlights from another version: 1 in place, 1 moved, 1 uncertain, 1 not found',
  )
  await expect(row).toContainText('2 highlights wait for your decision')
  // What moved, or reads otherwise now, has a mark on its first letter.
  const moved = { moved: ['k'], pink: ['kept on the far side of the pass'] }
  const doubtful = {
    ...moved,
    green: ['Nobody had to lie'],
    purple: ['the two ledgers'],
    uncertain: ['the two ledgers'],
  }
  await expectPainted(page, doubtful)

  await quotes.filter({ hasText: 'the two ledgers' }).click()
  await expect(panel.getByText('nothing around them is as it was')).toBeVisible()
  // Each place with what stands around it: the passage alone may read the same everywhere.
  await expect(panel.getByRole('list', { name: 'Possible places' })).toContainText(
    'also mentions the two ledgers in passing',
  )
  await panel.getByRole('button', { name: 'It is this one' }).click()
  await expectPainted(page, { ...moved, green: ['Nobody had to lie'], purple: ['the two ledgers'] })
  await expect(row).toContainText('1 highlight waits for your decision')

  // What is lost says that there is something to do, and a press leads there.
  await panel.getByRole('button', { name: 'Choose its place' }).click()
  const attach = panel.getByRole('button', { name: 'Attach to the selection' })
  await expect(attach).toBeDisabled()
  await selectByMouse(page, 'counts forty carts')
  await attach.click()
  const decided = {
    ...moved,
    blue: ['counts forty carts'],
    green: ['Nobody had to lie'],
    purple: ['the two ledgers'],
  }
  await expectPainted(page, decided)
  await expect(quotes.filter({ hasText: 'In the spring of the flood' })).toBeVisible()
  await expect(row).not.toContainText('for your decision')

  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await expectPainted(page, doubtful)
  await page.keyboard.press('Control+Shift+z')
  await page.keyboard.press('Control+Shift+z')
  await expectPainted(page, decided)
})

test('I says the highlight that the reader is at', async () => {
  const { page } = simak
  const { quotes, status } = partsOf(page)
  await quotes.filter({ hasText: 'kept on the other side' }).click()
  await page.keyboard.press('i')
  await expect(status).toHaveText('Highlight, Pink. kept on the far side of the pass')
})

test('the older version stays readable with its highlights', async () => {
  const { page } = simak
  await page.getByRole('button', { name: /^Newest version/ }).click()
  await page.getByRole('menuitemradio', { name: /^Version of/ }).click()
  await expect(articleText(page)).toContainText('In the spring of the flood')
  await expect.poll(async () => (await articleText(page).textContent()) ?? '').toContain('Whoever reads one source')
  await page.getByRole('button', { name: /^Version of/ }).click()
  await page.getByRole('menuitemradio', { name: /^Newest version/ }).click()
  await expect(articleText(page)).not.toContainText('In the spring of the flood')
})
