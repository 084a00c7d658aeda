import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { type RunningSimak, temporaryFolder } from './app.ts'
import { answerFolderDialog, closeExport, exportNotes, openExport } from './export-dialog.ts'
import { readExport } from './exported-notes.ts'
import { highlightByMouse, openByMouse, partsOf, pressPassage, selectByMouse } from './passages.ts'
import { launchWithPages } from './sample-page.ts'

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

test('an article goes into one file with its facts, quotes in document order, notes and block ids', async () => {
  const { page } = simak
  const { card, panel } = partsOf(page)
  await openByMouse(page, PLAIN)
  await highlightByMouse(page, 'Purple', 'and it was never weighed twice.')
  await highlightByMouse(page, 'Green', 'leather-bound wheels', 'The first ledger')
  await highlightByMouse(page, 'Blue', 'both were signed by the same hand')
  await highlightByMouse(page, 'Pink', 'signed by the same')
  await pressPassage(page, 'both were')
  await card.getByRole('textbox', { name: 'Note' }).fill(NOTE)
  await card.getByRole('combobox', { name: 'Add a tag' }).fill('two words,who,')
  await card.getByRole('button', { name: 'Close' }).click()
  await panel.getByRole('textbox', { name: 'Article note' }).fill('Read *both*.')

  const place = join(folder, 'one article')
  expect(await exportNotes(simak, /^This article/, place)).toContain('1 new note')
  const file = join(place, `${PLAIN}.md`)
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
    status: expect.stringMatching(/^(?:unread|reading)$/),
    highlights: 4,
  })
  expect(title).toBe(PLAIN)
  expect(links).toEqual([facts['url'], `simak://article/${String(facts['simak_id'])}`])
  expect(articleNote).toBe('Read both.')
  expect(highlights.map(({ quote }) => quote)).toEqual([
    'leather-bound wheels, and every toll keeper knew them by their silence.\nThe first ledger',
    'both were signed by the same hand',
    'signed by the same',
    'and it was never weighed twice.',
  ])
  expect(highlights.map(({ labels }) => labels)).toEqual(['Green', '#two-words #who · Blue', 'Pink', 'Purple'])
  expect(highlights.map(({ note }) => note)).toEqual(['', 'Whose hand was it?\nnot a highlight\nopen fence\n', '', ''])
  expect(new Set(highlights.map(({ id }) => id)).size).toBe(4)
})

test('the whole library goes into a folder, one safe and single name for each article', async () => {
  const library = join(folder, 'all of it')
  expect(await exportNotes(simak, /^All 9/, library)).toContain('9 new notes')
  const names = readdirSync(library)
  expect(names).toHaveLength(9)
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(9)
  for (const name of names) expect(name).toMatch(/^(?!(?:con|nul|aux|prn)\.)[^<>:"/\\|?*\p{Cc}]{1,120}\.md$/iu)
  const files = names.map((name) => readExport(readFileSync(join(library, name), 'utf8')))
  expect(files.map(({ title }) => title)).toEqual(expect.arrayContaining(TITLES))
  expect(files.find(({ title }) => title === PLAIN)?.highlights).toHaveLength(4)
})

test('cancelling does nothing, and a failure is told with its place', async () => {
  const { page } = simak
  await answerFolderDialog(simak, null)
  const dialog = await openExport(simak)
  await dialog.getByRole('button', { name: 'Choose…' }).click()
  await expect(dialog).toContainText(join(folder, 'all of it'))

  writeFileSync(join(folder, 'a file'), '')
  await answerFolderDialog(simak, join(folder, 'a file'))
  await dialog.getByRole('button', { name: 'Choose…' }).click()
  await expect(dialog).toContainText(join(folder, 'a file'))
  await dialog.getByRole('button', { name: 'This article' }).click()
  await expect(page.getByRole('alert')).toHaveText(/^The export could not be written to .*a file \(.+\)\. Choose/)
  await closeExport(simak)
})

test('an article that cannot be read is named, and the others are exported', async () => {
  const { folders, page } = simak
  const id = (await page.getByRole('option', { name: PLAIN }).getAttribute('id'))?.replace('row-', '') ?? ''
  const place = join(folders.library, 'articles', id)
  const content = readdirSync(place).filter((name) => /^[0-9a-f]{64}\.html$/.test(name))
  for (const name of content) writeFileSync(join(place, name), 'no longer what it was')
  const library = join(folder, 'most of it')
  mkdirSync(library)
  const told = await exportNotes(simak, /^All 9/, library)
  expect(told).toMatch(/8 new notes, 1 failed.*damaged/)
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
  const richText = await app.evaluate(async ({ clipboard: board }) => {
    const [item] = await board.read()
    return (await item?.getType('text/html'))?.text() ?? ''
  })
  expect(richText).toContain('<blockquote>\n<p>never weighed</p>\n</blockquote>')
})
