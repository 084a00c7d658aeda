/** Finding in the window itself: from the letter typed to the frame that shows the hits. */
import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { launchSimak } from '../e2e/app.ts'
import { openLibrary } from '../electron/library/library.ts'
import { sampleArticle } from '../electron/library/sample-article.ts'
import { median } from './median.ts'

declare global {
  var simakFound: Promise<number>
}

const RUNS = 15
/** Milliseconds: what a screen takes for one picture. */
const FRAME = 1000 / 60
const TITLE = 'Many hits'

/** What `search` finds in an article of the given paragraphs: a row of the benchmark's table. */
export async function measureInWindow(paragraphs: readonly string[], search: string) {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'simak-find-bench-'))
  const library = join(folder.path, 'library')
  await makeLibrary(library, join(folder.path, 'other-device'), paragraphs)
  const simak = await launchSimak({ library, userData: join(folder.path, 'user-data') })
  try {
    const { page } = simak
    await page.getByRole('option', { name: TITLE }).click()
    await page.locator('article h1', { hasText: TITLE }).waitFor()
    await page.locator('[data-region="article"] [role="region"]').focus()
    await page.keyboard.press('Control+f')
    const field = page.locator('[data-find]').getByRole('textbox')
    const times: number[] = []
    for (let run = 0; run < RUNS; run++) {
      await field.fill(search.slice(0, -1))
      await page.waitForTimeout(400)
      times.push(await typeAndWait(page, search.slice(-1)))
    }
    const floors = await indexOfTimes(page, search)
    const count = await page.locator('[data-find]').getByRole('status').textContent()
    return { count, times, bar: 1.5 * median(floors) + FRAME, floors }
  } finally {
    await simak.close()
  }
}

async function makeLibrary(folder: string, appData: string, paragraphs: readonly string[]): Promise<void> {
  const library = await openLibrary({ folder, appData })
  if (!library.ok) throw new Error(library.failure.code)
  await library.value.markStartersImported()
  const content = paragraphs.map((text) => `<p>${text}</p>`).join('\n')
  await library.value.add({ ...sampleArticle(TITLE), content }, { file: 'sample.html', starter: false })
  await library.value.close()
}

/** From the input event to the task behind the first frame in which hits are painted, in ms. */
async function typeAndWait(page: Page, letter: string): Promise<number> {
  await page.evaluate(() => {
    globalThis.simakFound = new Promise((resolve) => {
      const typed = () => {
        const start = performance.now()
        const look = () =>
          requestAnimationFrame(() => {
            if ((CSS.highlights.get('simak-found')?.size ?? 0) === 0) return look()
            // Behind the frame, which is painted when this is called.
            return setTimeout(() => resolve(performance.now() - start))
          })
        look()
      }
      window.addEventListener('input', typed, { capture: true, once: true })
    })
  })
  await page.keyboard.insertText(letter)
  return await page.evaluate(() => globalThis.simakFound)
}

async function indexOfTimes(page: Page, search: string): Promise<number[]> {
  return await page.evaluate(
    ({ search: wanted, runs }) => {
      // Once through a buffer, so that it is one flat string as the reader's is.
      const text = new TextDecoder().decode(
        new TextEncoder().encode(document.querySelector('article > div[dir]')?.textContent ?? ''),
      )
      return Array.from({ length: runs }, () => {
        const start = performance.now()
        const found: number[] = []
        for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + wanted.length)) found.push(at)
        return performance.now() - start
      })
    },
    { search, runs: RUNS },
  )
}
