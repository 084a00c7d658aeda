import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { expect, type Page, test } from '@playwright/test'
import { launchSimak, temporaryFolder } from './app.ts'
import { isInView, openByMouse, painted, partsOf } from './passages.ts'
import { IMPORTED } from './sample-page.ts'

const TITLE = 'Long winter'
const PARAGRAPHS = 480
/** Too short for being laid out where the reader looks, too long for having all its highlights on the page. */
const SHORTER = { title: 'Short winter', paragraphs: 120 }
const EVERY = 20
const MARKED = PARAGRAPHS / EVERY
/** The operator of a filled area in the colour of --highlight-yellow, light theme. */
const YELLOW = '.9608 .7882 .1569 rg'

/** An article of which every twentieth paragraph has a word of its own. */
function articleOf(title: string, count: number): string {
  const folder = join(temporaryFolder(), 'winter')
  mkdirSync(folder)
  const paragraphs = Array.from({ length: count }, (_, at) => {
    const lamp = at % EVERY === EVERY - 1 ? 'Somebody had lit a paraffin lamp.' : 'Nobody had lit anything.'
    return `<p>Day ${at + 1} of the winter. The road stayed white, the post did not come, and the ledger shows one line for it. ${lamp} In the evening the wind turned, and whoever could read read aloud to the others.</p>`
  })
  const file = join(folder, 'winter.html')
  writeFileSync(
    file,
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><article><h1>${title}</h1>${paragraphs.join('\n')}</article></html>`,
  )
  return file
}

test('a long article is found in, and printed with all its text and highlights, wherever the reader is', async () => {
  // A long import and sixty sheets: a busy machine takes its time.
  test.setTimeout(120_000)
  const simak = await launchSimak({ args: [articleOf(TITLE, PARAGRAPHS)] })
  const { page } = simak
  await expect(page.getByRole('option', { name: TITLE })).toBeVisible(IMPORTED)
  await openByMouse(page, TITLE)
  await page.getByRole('region', { name: TITLE }).focus()
  await page.keyboard.press('Control+f')
  const bar = page.locator('[data-find]')
  await bar.getByRole('textbox').fill(`Day ${PARAGRAPHS} of the winter`)
  await expect(bar.getByRole('status')).toHaveText('1 of 1')
  await expect.poll(() => isInView(page, `Day ${PARAGRAPHS} of the winter`)).toBe(true)
  await bar.getByRole('textbox').fill('paraffin')
  await expect(bar.getByRole('status')).toHaveText(`1 of ${MARKED}`)
  await bar.getByRole('button', { name: 'Highlight all hits' }).click()
  await expect(partsOf(page).panel.locator(`[aria-setsize="${MARKED}"]`).first()).toBeVisible(IMPORTED)
  await bar.getByRole('textbox').press('Escape')

  const session = await page.context().newCDPSession(page)
  const { data } = await session.send('Page.printToPDF', { printBackground: true })
  const pdf = Buffer.from(data, 'base64')
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0).toBeGreaterThan(20)
  expect(operatorsOf(pdf).split(YELLOW).length - 1).toBeGreaterThanOrEqual(MARKED)
  // Back on the screen only what is near the view is painted.
  expect((await painted(page))['yellow']?.length ?? 0).toBeLessThan(MARKED)
  await simak.close()
})

test('highlights are painted where the reader looks, in an article of any length', async () => {
  test.setTimeout(120_000)
  const { title, paragraphs } = SHORTER
  const simak = await launchSimak({ args: [articleOf(title, paragraphs)] })
  const { page } = simak
  await expect(page.getByRole('option', { name: title })).toBeVisible(IMPORTED)
  await openByMouse(page, title)
  const article = page.getByRole('region', { name: title })
  await article.focus()
  await page.keyboard.press('Control+f')
  const bar = page.locator('[data-find]')
  await bar.getByRole('textbox').fill('paraffin')
  await expect(bar.getByRole('status')).toHaveText(`1 of ${paragraphs / EVERY}`)
  await bar.getByRole('button', { name: 'Highlight all hits' }).click()
  await bar.getByRole('textbox').press('Escape')
  for (const [key, isNear] of [
    ['End', true],
    ['Home', false],
    ['End', true],
  ] as const) {
    await article.focus()
    await page.keyboard.press(key)
    await expect.poll(() => isPaintedIn(page, `Day ${paragraphs} of`)).toBe(isNear)
  }
  await simak.close()
})

/** Whether something in the paragraph is highlighted on the page. */
function isPaintedIn(page: Page, start: string): Promise<boolean> {
  return page.evaluate(
    (text) =>
      [...(CSS.highlights.get('simak-yellow') ?? [])].some(
        ({ startContainer }) => startContainer.parentElement?.textContent.startsWith(text) === true,
      ),
    start,
  )
}

/** All drawing operators of a PDF. */
function operatorsOf(pdf: Buffer): string {
  const text = pdf.toString('latin1')
  return [...text.matchAll(/FlateDecode(?:(?!endobj)[^])*?stream\r?\n/g)]
    .map((match) => {
      const start = match.index + match[0].length
      return inflateSync(pdf.subarray(start, text.indexOf('endstream', start))).toString('latin1')
    })
    .join('\n')
}
