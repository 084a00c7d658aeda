import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { launchSimak, type RunningSimak, temporaryFolder } from './app.ts'
import { exportNotes } from './export-dialog.ts'
import { readExport } from './exported-notes.ts'
import { keptRecords } from './kept-records.ts'
import { articleText, highlightByMouse, partsOf, pressPassage } from './passages.ts'
import { IMPORTED } from './sample-page.ts'

// Real articles that are not part of the repository: nothing of their text is written down here.
const SEEDS = join(import.meta.dirname, '../../shared/seeds')
const files = existsSync(SEEDS) ? readdirSync(SEEDS).map((name) => join(SEEDS, name)) : []
const COLOURS = ['Yellow', 'Green', 'Blue', 'Pink', 'Purple']

/** What the reader made of one article. */
interface Work {
  title: string
  quote: string
  across: string
  note: string
}

test('the whole job on the five seeds', async () => {
  test.skip(files.length === 0, 'NOT TESTED: the five seeds are not here (../shared/seeds)')
  test.setTimeout(60_000)
  const first = await launchSimak({ args: files })
  const rows = first.page.getByRole('option').filter({ hasNotText: 'Simak' })
  await expect(first.page.getByRole('region', { name: 'Import' })).toContainText('5 articles are new', IMPORTED)
  await expect(rows).toHaveCount(files.length)
  const works: Work[] = []
  for (const [index, colour] of COLOURS.entries()) {
    await rows.nth(index).click()
    works.push(await annotate(first.page, colour, `**Note ${index}** &amp; a half-s`))
  }
  expect(new Set(works.map(({ title }) => title)).size).toBe(files.length)
  // The last one is younger than the half second that a kill may cost.
  const last = JSON.stringify(works.at(-1)?.across)
  await expect.poll(() => keptRecords(first.folders.library).join('\n')).toContain(last)
  await first.kill()

  const second = await launchSimak(first.folders)
  await expect(second.page.locator('article h1')).toHaveText(works.at(-1)?.title ?? '')
  const exported = await exportAll(second)
  for (const { title, quote, across, note } of works) {
    const { highlights } = exported.find((one) => one.title === title) ?? { highlights: [] }
    expect(highlights.map((one) => one.quote)).toEqual([quote, across])
    expect(highlights[0]?.note).toBe(note)
    await second.page.getByRole('option', { name: title }).click()
    await expect(partsOf(second.page).quotes).toHaveCount(2)
  }
  await second.close()
})

/** Highlights a part of the second paragraph, notes it, and highlights from the third into the fourth. */
async function annotate(page: Page, colour: string, note: string): Promise<Work> {
  const { card, panel } = partsOf(page)
  const row = page.getByRole('option', { selected: true })
  const title = (await row.locator('span').first().textContent()) ?? ''
  await expect(page.locator('article h1')).toHaveText(title)
  const blocks = await articleText(page).locator('> *').allTextContents()
  const wordsOf = (at: number, from: number, to: number): string =>
    (blocks[at] ?? '').split(' ').slice(from, to).join(' ')
  const quote = wordsOf(1, 1, 6)
  await highlightByMouse(page, colour, quote)
  await pressPassage(page, quote)
  await card.getByRole('textbox', { name: 'Note' }).click()
  await page.keyboard.type(note)
  await card.getByRole('button', { name: 'Close' }).click()
  await expect(panel).toContainText(note.replaceAll('*', '').replace('&amp;', '&'))
  const [from, to] = [wordsOf(2, -4, Infinity), wordsOf(3, 0, 4)]
  await highlightByMouse(page, colour, from, to)
  return { title, quote, across: `${from}\n${to}`, note: note.replaceAll('*', '').replace('&amp;', '&') }
}

async function exportAll(simak: RunningSimak): Promise<ReturnType<typeof readExport>[]> {
  const folder = temporaryFolder()
  await exportNotes(simak, /^All/, folder)
  return readdirSync(folder).map((name) => readExport(readFileSync(join(folder, name), 'utf8')))
}
