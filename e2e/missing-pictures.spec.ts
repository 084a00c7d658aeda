import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { expect, type Locator, test } from '@playwright/test'
import { launchSimak, type RunningSimak, temporaryFolder } from './app.ts'
import { IMPORTING, windowOf } from './reading-window.ts'

/** Black pictures of 32 by 20 and of 20 by 10 pixels. */
const BRIDGE = 'iVBORw0KGgoAAAANSUhEUgAAACAAAAAUCAAAAADJ+mCTAAAAD0lEQVR4nGNgGAWjYHABAAKUAAFcmqBfAAAAAElFTkSuQmCC'
const LATE = 'iVBORw0KGgoAAAANSUhEUgAAABQAAAAKCAAAAACRPiE6AAAADElEQVR4nGNgGG4AAADSAAFQmYCvAAAAAElFTkSuQmCC'

const FIRST = 'The bridge over the valley was opened on Monday, after two years of work by the people who live there.'
const SECOND =
  'About four hundred of them walked across it in the first hour, and the children crossed it twice at least.'
const THIRD =
  'Before that they had to go round by the old road, which is five kilometres longer and under water in winter.'

let simak: RunningSimak
let server: Server
let host = ''
const asked: string[] = []

test.describe.configure({ mode: 'serial', timeout: 90_000 })

test.beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '')
    if (request.url === '/bridge.png') response.writeHead(200).end(Buffer.from(BRIDGE, 'base64'))
    else if (request.url === '/late.png' && asked.filter((path) => path === '/late.png').length > 1)
      response.writeHead(200).end(Buffer.from(LATE, 'base64'))
    else response.writeHead(404).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  host = typeof address === 'object' ? `127.0.0.1:${address?.port}` : ''
  const file = join(temporaryFolder(), 'bridge.html')
  writeFileSync(
    file,
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The valley has a bridge</title></head><body><article>
<h1>The valley has a bridge</h1><p>${FIRST}</p>
<figure><img src="http://${host}/bridge.png" alt="The bridge from the north"><figcaption>The bridge on Monday</figcaption></figure>
<p>${SECOND}</p><p><img src="http://${host}/late.png"></p><p>${THIRD}</p>
<p><img src="https://pictures.invalid/lamp.png" alt="A lamp on the bridge"></p></article></body></html>`,
  )
  simak = await launchSimak({ args: [file] })
})

test.afterAll(async () => {
  await simak.close()
  server.close()
})

function dialogOf(): Locator {
  return simak.page.getByRole('dialog', { name: 'Get missing pictures' })
}

test('nobody is asked for a picture until the reader has chosen whom', async () => {
  const { page } = simak
  const { title, content } = windowOf(page)
  await expect(title).toHaveText('The valley has a bridge', IMPORTING)
  const frame = content.getByRole('button', { name: /The bridge from the north/ })
  await frame.click()
  const dialog = dialogOf()
  await expect(dialog.getByText('3 pictures did not come with this article')).toBeVisible()
  const own = dialog.getByRole('checkbox', { name: new RegExp(`^${host} 2 pictures, on this computer`) })
  await expect(own).not.toBeChecked()
  await expect(dialog.getByRole('checkbox', { name: /^pictures\.invalid 1 picture$/ })).toBeChecked()
  await expect(dialog.getByRole('button', { name: 'Get 1 picture', exact: true })).toBeEnabled()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(frame).toBeFocused()
  expect(asked).toEqual([])
})

test('the pictures come to their places, and the reader is told which did not', async () => {
  const { page } = simak
  const { content } = windowOf(page)
  await page.keyboard.press('Enter')
  const dialog = dialogOf()
  await dialog.getByRole('checkbox', { name: host }).check()
  await dialog.getByRole('button', { name: 'Get 3 pictures' }).click()
  await expect(dialog.getByRole('status')).toContainText('1 picture is in the article now', IMPORTING)
  await expect(dialog).toContainText('2 pictures did not come')
  await expect(dialog.getByRole('listitem').filter({ hasText: '/late.png' })).toContainText('refused it (404)')
  await expect(dialog.getByRole('listitem').filter({ hasText: 'lamp.png' })).toContainText('could not be reached')
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(content.locator('figure img')).toHaveJSProperty('naturalWidth', 32)
  await expect(content.locator('figure img')).toHaveAttribute('alt', 'The bridge from the north')
  await expect(content.getByText('The bridge on Monday')).toBeVisible()
  expect(asked).toEqual(['/bridge.png', '/late.png'])
})

test('what has come is not asked for again, and stays', async () => {
  const { page, folders } = simak
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('>missing pictures')
  await page.keyboard.press('Enter')
  const dialog = dialogOf()
  await expect(dialog.getByText('2 pictures did not come with this article')).toBeVisible(IMPORTING)
  await dialog.getByRole('checkbox', { name: 'pictures.invalid' }).uncheck()
  await dialog.getByRole('checkbox', { name: host }).check()
  await dialog.getByRole('button', { name: 'Get 1 picture', exact: true }).click()
  await expect(dialog.getByRole('status')).toContainText('1 picture is in the article now', IMPORTING)
  expect(asked).toEqual(['/bridge.png', '/late.png', '/late.png'])

  await simak.close()
  server.close()
  simak = await launchSimak(folders)
  const images = windowOf(simak.page).content.locator('img')
  await expect(images).toHaveCount(2, IMPORTING)
  for (const image of await images.all()) await expect(image).not.toHaveJSProperty('naturalWidth', 0)
})
