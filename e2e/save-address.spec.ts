import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { expect, type Locator, test } from '@playwright/test'
import { launchSimak, type RunningSimak } from './app.ts'
import { IMPORTING, windowOf } from './reading-window.ts'

const PARAGRAPHS = [
  'The market on the quay opens on Saturday again, three years after the flood took its stalls down the river.',
  'Sixty sellers have signed for a place, among them eleven who had stood there before their parents stopped.',
  'Fish will be sold on the lower side, where the water comes first, and bread on the upper one, where it never came.',
]
const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The market on the quay</title></head><body>
<nav><a href="/">Home</a> <a href="/all">All news</a></nav><article><h1>The market on the quay</h1>${PARAGRAPHS.map((text) => `<p>${text}</p>`).join('')}
<p><img src="/quay.png" alt="The quay on Friday evening"></p><p>Whoever comes by boat may land at the stairs.</p></article></body></html>`

let simak: RunningSimak
let server: Server
let origin = ''
const asked: string[] = []
let hold = Promise.resolve()

test.describe.configure({ mode: 'serial', timeout: 90_000 })

test.beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '')
    void hold.then(() => {
      if (request.url === '/old') response.writeHead(301, { location: '/market' }).end()
      else if (request.url === '/market') response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE)
      else if (request.url === '/paper') response.writeHead(200, { 'content-type': 'application/pdf' }).end('%PDF-1.7')
      else response.writeHead(404).end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  origin = typeof address === 'object' ? `http://127.0.0.1:${address?.port}` : ''
  simak = await launchSimak()
})

test.afterAll(async () => {
  await simak.close()
  server.closeAllConnections()
  server.close()
})

function dialogOf(): Locator {
  return simak.page.getByRole('dialog', { name: 'New article from address' })
}

test('an address that gives no article says why, and can be put right', async () => {
  const { page } = simak
  await expect(windowOf(page).rows.first()).toBeVisible(IMPORTING)
  await page.keyboard.press('Control+Shift+L')
  const dialog = dialogOf()
  const field = dialog.getByRole('textbox', { name: 'Address of the page' })
  await expect(field).toBeFocused()
  await field.fill('not an address')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('alert')).toContainText('it is no web address')
  await field.fill(`${origin}/none`)
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('alert')).toContainText('HTTP 404')
  expect(asked).toEqual(['/none'])
})

test('a page that does not come can be given up', async () => {
  const { page } = simak
  const dialog = dialogOf()
  let go = (): void => undefined
  hold = new Promise((resolve) => {
    go = resolve
  })
  await dialog.getByRole('textbox').fill(`${origin}/market`)
  await page.keyboard.press('Enter')
  await expect.poll(() => asked.at(-1)).toBe('/market')
  await dialog.getByRole('button', { name: 'Stop' }).click()
  await expect(dialog).toBeHidden()
  go()
  hold = Promise.resolve()
})

test('a page becomes an article with the address it was found at', async () => {
  const { page } = simak
  const { title, blocks, content } = windowOf(page)
  await page.getByRole('button', { name: 'Add articles' }).click()
  await page.getByRole('menuitem', { name: 'From an address…' }).click()
  await dialogOf().getByRole('textbox').fill(`${origin}/old`)
  await dialogOf().getByRole('button', { name: 'Save the page' }).click()
  await expect(title).toHaveText('The market on the quay', IMPORTING)
  await expect(dialogOf()).toBeHidden()
  await expect(blocks.first()).toHaveText(PARAGRAPHS[0] ?? '')
  await expect(content.getByText('All news')).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'Original page' })).toHaveAttribute('title', `${origin}/market`)
  // Its pictures are another question.
  await expect(content.getByRole('button', { name: /The quay on Friday evening/ })).toBeVisible()
  expect(asked.slice(-2)).toEqual(['/old', '/market'])
})

test('the same page again is there already; a file that is no article is told by its type', async () => {
  const { page } = simak
  const { summary } = windowOf(page)
  await page.keyboard.press('Control+Shift+L')
  await dialogOf().getByRole('textbox').fill(`${origin}/market`)
  await page.keyboard.press('Enter')
  await expect(summary).toContainText('already', IMPORTING)
  await page.keyboard.press('Control+Shift+L')
  await dialogOf().getByRole('textbox').fill(`${origin}/paper`)
  await page.keyboard.press('Enter')
  await expect(summary).toContainText('Simak does not know the type of “paper”', IMPORTING)
})
