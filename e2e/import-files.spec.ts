import { basename } from 'node:path'
import { expect, test } from '@playwright/test'
import { launchSimak, type RunningSimak, temporaryFolder } from './app.ts'
import { writeArticles, writeBadFiles } from './import-fixtures.ts'
import { IMPORTING, starters, windowOf } from './reading-window.ts'

const folder = temporaryFolder()
const articles = writeArticles(folder)
const bad = writeBadFiles(folder)
let simak: RunningSimak

test.beforeAll(async () => {
  // Good and bad by turns: each bad file must let the next one in.
  const args = articles.flatMap(({ path }, index) => [bad[index]?.path ?? '', path])
  simak = await launchSimak({ args: [...args, articles[0]?.path ?? ''].filter((path) => path !== '') })
  await expect(windowOf(simak.page).summary).toContainText('new in your library', IMPORTING)
})
test.afterAll(() => simak.close())

test('the summary counts what went in, what was there and what failed, and says why', async () => {
  const { summary, rows } = windowOf(simak.page)
  const [counts, failures] = [summary.getByRole('list').first(), summary.getByRole('list').last()]
  await expect(counts.getByRole('listitem')).toHaveText([
    `${articles.length} articles are new in your library`,
    '1 was already there',
    `${bad.length} files could not be imported`,
    // Three texts are there in two encodings or formats each.
    '3 look like newer versions of articles you have',
  ])
  await expect(failures.getByRole('listitem')).toHaveCount(bad.length)
  for (const [index, { path, message }] of bad.entries()) {
    await expect(failures.getByRole('listitem').nth(index)).toContainText(`“${basename(path)}”`)
    await expect(failures.getByRole('listitem').nth(index)).toContainText(message)
  }
  await expect(rows).toHaveCount(starters().length + articles.length)
})

for (const { path, title, language, paragraphs } of articles) {
  test(`${basename(path)} is read as it was written`, async () => {
    const window = windowOf(simak.page)
    await window.rows.filter({ hasText: title }).click()
    await expect(window.title).toHaveText(title)
    await expect(window.blocks).toHaveText(paragraphs)
    await expect(window.content).toHaveAttribute('lang', language)
  })
}

test('the summary goes when it was read', async () => {
  const { summary } = windowOf(simak.page)
  await summary.getByRole('button', { name: 'Close' }).click()
  await expect(summary).toHaveCount(0)
})
