import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { launchSimak, type RunningSimak, temporaryFolder } from './app.ts'
import { articleText, expectPainted, highlightByMouse, openByMouse } from './passages.ts'
import { answerOpenDialog, chooseInMenu } from './reading-window.ts'
import { IMPORTED } from './sample-page.ts'

const PARAGRAPHS = [
  'Salt came to the valley by night, on carts with leather-bound wheels, and every toll keeper knew them by their silence.',
  'The first ledger counts forty carts in a year. The second, kept on the other side of the pass, counts ninety-one.',
  'Nobody had to lie for that. A cart that paid at the bridge was no cart at the gate, and a cart that slept was seen by neither.',
  'What is missing from a list is seldom a secret. More often it is a habit of the clerk who wrote it down.',
  'In the spring of the flood the bridge was closed for six weeks, and the ledger is silent about it.',
]
const CHANGED = PARAGRAPHS.with(1, PARAGRAPHS[1]?.replace('forty carts', 'sixty carts') ?? '')

function page(folder: string, name: string, facts: { site: string; address: string; text: readonly string[] }): string {
  const path = join(folder, name)
  const body = facts.text.map((paragraph) => `<p>${paragraph}</p>`).join('\n')
  writeFileSync(
    path,
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Two ledgers in ${facts.site}</title>
<meta property="og:site_name" content="${facts.site}"><link rel="canonical" href="${facts.address}"></head>
<body><article><h1>Two ledgers in ${facts.site}</h1>${body}</article></body></html>`,
  )
  return path
}

const address = 'https://valley.example/ledgers'
let simak: RunningSimak

test.beforeAll(async () => {
  // Two imports and a highlight: a busy machine takes its time.
  test.setTimeout(60_000)
  const folder = join(temporaryFolder(), 'pages')
  mkdirSync(folder)
  const first = page(folder, 'first.html', { site: 'Valley', address, text: PARAGRAPHS })
  const newer = [
    page(folder, 'again.html', { site: 'Valley', address: `${address}?utm_source=x`, text: CHANGED }),
    page(folder, 'other.html', { site: 'Mountain', address: 'https://mountain.example/9', text: PARAGRAPHS }),
  ]
  simak = await launchSimak({ args: [first] })
  const { page: window } = simak
  await expect(window.getByRole('option', { name: 'in Valley' })).toBeVisible(IMPORTED)
  await openByMouse(window, 'Two ledgers in Valley')
  await highlightByMouse(window, 'Green', 'Nobody had to lie')
  await answerOpenDialog(simak, newer)
  await chooseInMenu(simak, 'Import articles…')
  await expect(window.getByRole('region', { name: 'Import' })).toContainText('2 articles are new', IMPORTED)
})
test.afterAll(() => simak.close())

test('a newer capture is offered as a version, keeps the highlights and shows what changed', async () => {
  const { page: window } = simak
  const summary = window.getByRole('region', { name: 'Import' })
  await expect(summary).toContainText('1 looks like a newer version of an article you have')
  await expect(window.getByRole('option', { name: 'Two ledgers' })).toHaveCount(3)
  await summary.getByRole('button', { name: 'Add as version' }).click()
  await expect(window.getByRole('option', { name: 'Two ledgers' })).toHaveCount(2)
  await expect(articleText(window)).toContainText('sixty carts')
  await expectPainted(window, { green: ['Nobody had to lie'] })

  await window.getByRole('button', { name: 'Compare versions' }).click()
  const dialog = window.getByRole('dialog', { name: 'What changed' })
  await expect(dialog).toContainText('1 change: words added: 1, removed: 1')
  await window.keyboard.press('n')
  await expect(dialog.locator('del')).toBeFocused()
  await expect(dialog.locator('del')).toHaveText('removed: forty')
  await expect(dialog.locator('ins')).toHaveText('added: sixty')
  await window.keyboard.press('Escape')
  await expect(dialog).toBeHidden()

  await window.keyboard.press('Control+z')
  await expect(window.getByRole('option', { name: 'Two ledgers' })).toHaveCount(3)
  await window.keyboard.press('Control+Shift+z')
  await expect(window.getByRole('option', { name: 'Two ledgers' })).toHaveCount(2)
})

test('the same text from another outlet stays an article of its own, with a link to the others', async () => {
  const { page: window } = simak
  await openByMouse(window, 'Two ledgers in Mountain')
  const note = window.getByRole('note', { name: 'The same text' })
  await note.getByRole('link', { name: /in Valley/ }).click()
  await expect(window.locator('article h1')).toContainText('in Valley')
  await note.getByRole('button', { name: 'Not the same text' }).click()
  await expect(note).toHaveCount(0)
  await openByMouse(window, 'Two ledgers in Mountain')
  await expect(note).toHaveCount(0)
})
