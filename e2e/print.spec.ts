import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { expect, test } from '@playwright/test'
import { launchSimak, temporaryFolder } from './app.ts'
import { isInView, openByMouse, painted, partsOf } from './passages.ts'
import { IMPORTED } from './sample-page.ts'

const TITLE = 'Long winter'
const PARAGRAPHS = 480
const EVERY = 20
const MARKED = PARAGRAPHS / EVERY
/** The operator of a filled area in the colour of --highlight-yellow, light theme. */
const YELLOW = '.9608 .7882 .1569 rg'

/** An article that is laid out where the reader looks; every twentieth paragraph has a word of its own. */
function longArticle(): string {
  const folder = join(temporaryFolder(), 'long')
  mkdirSync(folder)
  const paragraphs = Array.from({ length: PARAGRAPHS }, (_, at) => {
    const lamp = at % EVERY === EVERY - 1 ? 'Somebody had lit a paraffin lamp.' : 'Nobody had lit anything.'
    return `<p>Day ${at + 1} of the winter. The road stayed white, the post did not come, and the ledger shows one line for it. ${lamp} In the evening the wind turned, and whoever could read read aloud to the others.</p>`
  })
  const file = join(folder, 'long.html')
  writeFileSync(
    file,
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>${TITLE}</title><article><h1>${TITLE}</h1>${paragraphs.join('\n')}</article></html>`,
  )
  return file
}

test('a long article is found in, and printed with all its text and highlights, wherever the reader is', async () => {
  // A long import and sixty sheets: a busy machine takes its time.
  test.setTimeout(120_000)
  const simak = await launchSimak({ args: [longArticle()] })
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
