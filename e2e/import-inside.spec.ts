import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { launchSimak, type RunningSimak, temporaryFolder } from './app.ts'
import { answerOpenDialog, IMPORTING, windowOf } from './reading-window.ts'

const PROGRAM = join(import.meta.dirname, '..', 'out', 'main', 'command-line-program.js')
const folder = temporaryFolder()
const note = join(folder, 'bridge.md')
const other = join(folder, 'other.txt')
writeFileSync(
  note,
  `# The long bridge

Nobody knows when it was built.[^1] It is <math><msqrt><mn>2</mn></msqrt></math> miles long.

${'It has stood for a long time, and the river has risen over it more than once.\n\n'.repeat(60)}

[^1]: Valley archive, volume 3.
`,
)
writeFileSync(other, 'Another text\n\nIt has two paragraphs, and no links at all.')
let simak: RunningSimak

test.describe.configure({ mode: 'serial', timeout: 90_000 })
test.beforeAll(async () => {
  simak = await launchSimak({ args: [note] })
})
test.afterAll(() => simak.close())

test('a footnote is one press away, and so is the way back', async () => {
  const { page } = simak
  const { title, content } = windowOf(page)
  await expect(title).toHaveText('The long bridge', IMPORTING)
  const link = content.getByRole('link', { name: '1', exact: true })
  const target = content.locator('li', { hasText: 'Valley archive' })
  await expect(target).not.toBeInViewport()
  await link.click()
  await expect(target).toBeInViewport()
  await expect(target).toBeFocused()
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(link).toBeFocused()
  await expect(link).toBeInViewport()
  await link.press('Enter')
  await expect(target).toBeFocused()
  await expect(content.locator('msqrt')).toHaveText('2')
  expect(await content.locator('[id], a[href]').count()).toBe(0)
})

test('a text in doubt is shown in both readings, and the reader decides', async () => {
  const { page } = simak
  const story = join(folder, 'story.txt')
  writeFileSync(story, Buffer.from('A story\n\nThey wrote a na\u0095ve story in the caf\u008e.', 'latin1'))
  await answerOpenDialog(simak, [story])
  await page.keyboard.press('Control+o')
  const { summary, blocks } = windowOf(page)
  await expect(summary).toContainText('The letters of “A story” may be wrong', IMPORTING)
  await expect(blocks).not.toHaveText(['They wrote a naïve story in the café.'])
  await summary.getByRole('button', { name: /^macintosh: .*a naïve story/ }).click()
  await expect(blocks).toHaveText(['They wrote a naïve story in the café.'], IMPORTING)
  await expect(summary).not.toContainText('may be wrong')

  // Later too, in the article's details.
  await page.getByRole('button', { name: 'Article details' }).click()
  const letters = page.getByRole('group', { name: 'The letters of this file may be wrong' })
  await expect(letters.getByRole('button')).toHaveCount(2)
  await letters.getByRole('button').filter({ hasNotText: 'macintosh' }).click()
  await expect(blocks).not.toHaveText(['They wrote a naïve story in the café.'], IMPORTING)
  await page.getByRole('button', { name: 'Article details' }).click()
  await letters.getByRole('button', { name: /^macintosh: / }).click()
  await expect(blocks).toHaveText(['They wrote a naïve story in the café.'], IMPORTING)
})

test('commands share the library: they read beside the window, and write only without it', async () => {
  const switches = [`--library=${simak.folders.library}`, `--user-data-dir=${simak.folders.userData}`]
  const held = await command('import', other, ...switches)
  expect(held.code).toBe(1)
  expect(JSON.parse(held.errors)).toMatchObject({ code: 'library-held', kind: 'app' })
  const listed = await command('list', '--json', ...switches)
  expect(listed.code).toBe(0)
  const articles: { id: string; file: string }[] = JSON.parse(listed.output)
  const id = articles.find(({ file }) => file === 'bridge.md')?.id ?? ''
  const shown = await command('show', id, '--as', 'markdown', ...switches)
  expect(shown.output).toMatch(/^# The long bridge\n\nNobody knows when it was built\./)

  await simak.app.close()
  const imported = await command('import', other, '--json', ...switches)
  expect(JSON.parse(imported.output)).toMatchObject({ imported: [{ title: 'Another text' }], failed: [] })
  expect(imported.code).toBe(0)
})

function command(...args: string[]): Promise<{ code: number; output: string; errors: string }> {
  return new Promise((done) => {
    execFile(process.execPath, ['--disable-warning=ExperimentalWarning', PROGRAM, ...args], (error, output, errors) => {
      done({ code: typeof error?.code === 'number' ? error.code : 0, output, errors })
    })
  })
}
