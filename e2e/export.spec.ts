import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { type RunningSimak, temporaryFolder } from './app.ts'
import { readExport } from './exported-notes.ts'
import { highlightByMouse, openByMouse, partsOf, pressPassage, selectByMouse } from './passages.ts'
import { launchWithPages } from './sample-page.ts'

declare global {
  /** The options of the last save dialog, in the main process. */
  var proposed: string
}

const PLAIN = 'Two ledgers'
const AWKWARD = 'CON: "salt" / who?'
const TITLES = [PLAIN, AWKWARD, 'con- salt - who']
const NOTE = 'Whose *hand* was it?\n\n> not a highlight\n\n```\nopen fence'
let simak: RunningSimak
let folder = ''

test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  simak = await launchWithPages(TITLES)
  folder = temporaryFolder()
})
test.afterAll(() => simak.close())

/** Answers the save dialog with this path, or cancels it. */
async function answerSaveDialog(path: string | null): Promise<void> {
  await simak.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = (...given: unknown[]) => {
      globalThis.proposed = JSON.stringify(given.at(-1))
      return Promise.resolve({ canceled: filePath === null, filePath: filePath ?? '' })
    }
  }, path)
}

async function answerFolderDialog(path: string | null): Promise<void> {
  await simak.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () =>
      Promise.resolve({ canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] })
  }, path)
}

async function chooseInExportMenu(name: RegExp): Promise<void> {
  await simak.page.getByRole('button', { name: 'Export' }).click()
  await simak.page.getByRole('menuitem', { name }).click()
}

test('an article goes into one file with its facts, quotes in document order, notes and block ids', async () => {
  const { page } = simak
  const { card, panel, status } = partsOf(page)
  await openByMouse(page, PLAIN)
  await highlightByMouse(page, 'Purple', 'and it was never weighed twice.')
  await highlightByMouse(page, 'Green', 'leather-bound wheels', 'The first ledger')
  await highlightByMouse(page, 'Blue', 'both were signed by the same hand')
  await highlightByMouse(page, 'Pink', 'signed by the same')
  await pressPassage(page, 'both were')
  await card.getByRole('textbox', { name: 'Note' }).fill(NOTE)
  await card.getByRole('textbox', { name: 'Add a tag' }).fill('two words,who,')
  await card.getByRole('button', { name: 'Close' }).click()
  await panel.getByRole('textbox', { name: 'Article note' }).fill('Read *both*.')

  const file = join(folder, 'one article.md')
  await answerSaveDialog(file)
  await chooseInExportMenu(/^Export this article/)
  await expect(status).toHaveText(`Exported to ${file}`)
  expect(await simak.app.evaluate(() => globalThis.proposed)).toContain(`${PLAIN}.md"`)
  const { facts, title, links, articleNote, highlights } = readExport(readFileSync(file, 'utf8'))
  expect(facts).toEqual({
    simak_id: expect.stringMatching(/^[a-z2-7]{26}$/),
    title: PLAIN,
    author: ['Ines Halvard'],
    site: 'The Valley Reader',
    url: `https://example.org/${encodeURIComponent(PLAIN)}`,
    published: '2026-05-04',
    saved: expect.stringMatching(/^\d{4}-.*Z$/),
    exported: expect.stringMatching(/^\d{4}-.*Z$/),
    language: 'en',
    tags: ['two words', 'who'],
    highlights: 4,
  })
  expect(title).toBe(PLAIN)
  expect(links).toEqual([facts['url']])
  expect(articleNote).toBe('Read both.')
  expect(highlights.map(({ quote }) => quote)).toEqual([
    'leather-bound wheels, and every toll keeper knew them by their silence.\nThe first ledger',
    'both were signed by the same hand',
    'signed by the same',
    'and it was never weighed twice.',
  ])
  expect(highlights.map(({ labels }) => labels)).toEqual(['Green', 'Blue #two-words #who', 'Pink', 'Purple'])
  expect(highlights.map(({ note }) => note)).toEqual(['', 'Whose hand was it?\nnot a highlight\nopen fence\n', '', ''])
  expect(new Set(highlights.map(({ id }) => id)).size).toBe(4)
})

test('the whole library goes into a folder, one safe and single name for each article', async () => {
  const { status } = partsOf(simak.page)
  const library = join(folder, 'all of it')
  await answerFolderDialog(library)
  await chooseInExportMenu(/^Export the whole library/)
  await expect(status).toHaveText(`Exported 9 articles to ${library}`)
  const names = readdirSync(library)
  expect(names).toHaveLength(9)
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(9)
  for (const name of names) expect(name).toMatch(/^(?!(?:con|nul|aux|prn)\.)[^<>:"/\\|?*\p{Cc}]{1,120}\.md$/iu)
  const files = names.map((name) => readExport(readFileSync(join(library, name), 'utf8')))
  expect(files.map(({ title }) => title)).toEqual(expect.arrayContaining(TITLES))
  expect(files.find(({ title }) => title === PLAIN)?.highlights).toHaveLength(4)
})

test('cancelling does nothing, and a failure is told with its place', async () => {
  const { status } = partsOf(simak.page)
  const before = await status.textContent()
  await answerSaveDialog(null)
  await chooseInExportMenu(/^Export this article/)
  await answerFolderDialog(null)
  await chooseInExportMenu(/^Export the whole library/)
  await expect(simak.page.getByRole('menu')).toBeHidden()
  expect(await status.textContent()).toBe(before)

  const blocked = join(folder, 'a file', 'x.md')
  writeFileSync(join(folder, 'a file'), '')
  await answerSaveDialog(blocked)
  await chooseInExportMenu(/^Export this article/)
  await expect(status).toHaveText(/^The export could not be written to .*x\.md \(.+\)\. Choose another place/)
  await answerFolderDialog(join(folder, 'a file'))
  await chooseInExportMenu(/^Export the whole library/)
  await expect(status).toHaveText(/^The export could not be written to .*a file \(.+\)\. Choose/)
})

test('an article that cannot be read is named, and the others are exported', async () => {
  const { folders, page } = simak
  const { status } = partsOf(page)
  const id = (await page.getByRole('option', { name: PLAIN }).getAttribute('id'))?.replace('row-', '') ?? ''
  const place = join(folders.library, 'articles', id)
  const content = readdirSync(place).filter((name) => /^[0-9a-f]{64}\.html$/.test(name))
  for (const name of content) writeFileSync(join(place, name), 'no longer what it was')
  const library = join(folder, 'most of it')
  mkdirSync(library)
  await answerFolderDialog(library)
  await chooseInExportMenu(/^Export the whole library/)
  await expect(status).toHaveText(/^Exported 8 articles to .*\. .*damaged/)
  expect(readdirSync(library)).toHaveLength(8)
})

test('one highlight, all of them and a passage go to the clipboard as Markdown with their source', async () => {
  const { page, app } = simak
  const { panel, toolbar, status } = partsOf(page)
  const clipboard = (): Promise<string> => app.evaluate(({ clipboard: board }) => board.readText())
  await openByMouse(page, AWKWARD)
  await highlightByMouse(page, 'Blue', 'a narrow axle')
  await highlightByMouse(page, 'Yellow', 'Nobody had to lie', 'What is missing')
  const first = panel.getByRole('listitem').filter({ hasText: 'a narrow axle' })
  await first.hover()
  await first.getByRole('button', { name: 'Copy as Markdown' }).click()
  await expect(status).toHaveText('Copied as Markdown')
  const source = /\n\n— \[.*\]\(https:\/\/example\.org\/.*\), The Valley Reader\n$/
  await expect.poll(clipboard).toMatch(/^> a narrow axle\n\n— /)
  expect(await clipboard()).toMatch(source)
  await panel.getByRole('button', { name: 'Copy all as Markdown' }).click()
  await expect.poll(clipboard).toMatch(/^> Nobody had to lie .*\n>\n> What is missing\n\n> a narrow axle\n\n— /)
  await selectByMouse(page, 'never weighed')
  await toolbar.getByRole('button', { name: 'Copy with source as Markdown' }).click()
  await expect(status).toHaveText('Passage copied with its source')
  await expect.poll(clipboard).toMatch(/^> never weighed\n\n— /)
})
