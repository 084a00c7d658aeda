/**
 * How long an article with many highlights takes to show, beside the same HTML as a static page in the same browser
 * (= 1); the longest task while one highlight is added and while the article is scrolled. Medians.
 * Run: npm run bench painting (needs a built app: `npm test` or scripts/build.mjs)
 */
import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { launchSimak } from '../e2e/app.ts'
import { findChromium } from '../e2e/electron-stand-in/browser-process.ts'
import { contentOf, makeLibrary, type Sample } from './painting-fixtures.ts'

declare global {
  var simakTasks: { longest: number; on: boolean }
}

const RUNS = 3
const SMALL: Sample = { title: 'Small', kilobytes: 1, highlights: 1 }
const SAMPLES: (Sample & { bar: number })[] = [
  { title: 'Medium', kilobytes: 200, highlights: 1000, bar: 0.6 },
  { title: 'Long', kilobytes: 2000, highlights: 1000, bar: 0.25 },
  { title: 'Full', kilobytes: 2000, highlights: 10_000, bar: 0.5 },
]
const FIRST_TEXT_BAR = 0.3

interface Opened {
  firstText: number
  painted: number
}

/** From the article's arrival in the window to the first text, and to all text and highlights painted, in ms. */
async function openIn(page: Page, { title, highlights }: Sample): Promise<Opened> {
  return await page.evaluate(
    async ({ title: wanted, highlights: count }) => {
      const frame = () => new Promise<void>((done) => requestAnimationFrame(() => done()))
      const row = [...document.querySelectorAll<HTMLElement>('[role=option]')].find((one) =>
        one.textContent?.startsWith(wanted),
      )
      const painted = () =>
        [...CSS.highlights].reduce(
          (sum, [name, one]) => sum + (/simak-(?:yellow|green|blue|pink|purple)$/.test(name) ? one.size : 0),
          0,
        )
      performance.clearMarks()
      row?.click()
      while (performance.getEntriesByName('simak:article-here').length === 0)
        await new Promise((done) => setTimeout(done))
      const start = performance.getEntriesByName('simak:article-here')[0]?.startTime ?? 0
      const text = () => document.querySelector('article > div[dir]')?.textContent ?? ''
      while (!text().startsWith(`${wanted} begins`)) await frame()
      await frame()
      const firstText = performance.now() - start
      // Long articles paint only what is near the view; how many that are is not known here.
      const least = Math.min(count, 1)
      let last = ''
      for (let still = 0; still < 2 || painted() < least; ) {
        const now = `${text().length} ${painted()}`
        still = now === last ? still + 1 : 0
        last = now
        await frame()
      }
      await frame()
      return { firstText, painted: performance.now() - start }
    },
    { title, highlights },
  )
}

/** Opens another article, so that the next one is opened anew. */
async function leave(page: Page): Promise<void> {
  await page.getByRole('option', { name: SMALL.title }).click()
  await page.locator('article h1', { hasText: SMALL.title }).waitFor()
}

/** The same HTML without an app: from the start of the navigation to two frames after loading. */
async function floorOf(context: BrowserContext, file: string): Promise<number> {
  const page = await context.newPage()
  await page.goto(pathToFileURL(file).href)
  const time = await page.evaluate(async () => {
    const frame = () => new Promise<void>((done) => requestAnimationFrame(() => done()))
    await frame()
    await frame()
    return performance.now()
  })
  await page.close()
  return time
}

/** The longest time in ms for which no other task could run, while `work` is done. */
async function longestTask(page: Page, work: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const { port1, port2 } = new MessageChannel()
    const state = { longest: 0, last: performance.now(), on: true }
    port1.onmessage = () => {
      const now = performance.now()
      state.longest = Math.max(state.longest, now - state.last)
      state.last = now
      if (state.on) port2.postMessage(0)
    }
    globalThis.simakTasks = state
    port2.postMessage(0)
  })
  await work()
  return await page.evaluate(() => {
    globalThis.simakTasks.on = false
    return globalThis.simakTasks.longest
  })
}

async function addOne(page: Page, at: number): Promise<number> {
  await page.evaluate((index) => {
    const paragraph = document.querySelectorAll('article > div[dir] p')[index]
    const node = paragraph?.firstChild
    document.querySelector<HTMLElement>('[data-region="article"] [role="region"]')?.focus()
    if (node !== null && node !== undefined) getSelection()?.setBaseAndExtent(node, 2, node, 20)
  }, at)
  await page.waitForTimeout(700)
  return await longestTask(page, async () => {
    await page.keyboard.press('h')
    await page.waitForTimeout(900)
  })
}

async function scroll(page: Page): Promise<number> {
  return await longestTask(page, async () => {
    await page.evaluate(async () => {
      const scroller = document.querySelector('[data-region="article"] [role="region"]')
      for (let at = 0; at < 90 && scroller !== null; at++) {
        scroller.scrollTop += 400
        await new Promise<void>((done) => requestAnimationFrame(() => done()))
      }
    })
  })
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN
}

await using folder = await mkdtempDisposable(join(tmpdir(), 'simak-paint-bench-'))
const library = join(folder.path, 'library')
await makeLibrary(library, join(folder.path, 'other-device'), [SMALL, ...SAMPLES])
const simak = await launchSimak({ library, userData: join(folder.path, 'user-data') })
const plain = await chromium.launch({ executablePath: findChromium() })
try {
  const { page } = simak
  await page.getByRole('option', { name: SMALL.title }).waitFor()
  const context = await plain.newContext({ viewport: page.viewportSize() ?? { width: 1280, height: 800 } })
  const rows: Record<string, string | number>[] = []
  for (const sample of SAMPLES) {
    const file = join(folder.path, `${sample.title}.html`)
    await writeFile(file, `<!doctype html><meta charset="utf-8"><title>x</title>${contentOf(sample)}`)
    const floors: number[] = []
    const opened: Opened[] = []
    for (let run = 0; run < RUNS; run++) {
      floors.push(await floorOf(context, file))
      await leave(page)
      opened.push(await openIn(page, sample))
    }
    const floor = median(floors)
    const painted = median(opened.map((one) => one.painted))
    const firstText = median(opened.map((one) => one.firstText))
    const added: number[] = []
    for (let run = 0; run < RUNS; run++) added.push(await addOne(page, 3 + run))
    rows.push({
      article: `${sample.kilobytes} KB, ${sample.highlights} highlights`,
      'floor (ms)': Math.round(floor),
      'painted (ms)': Math.round(painted),
      'painted / floor': `${(painted / floor).toFixed(2)} (bar ${sample.bar})`,
      'first text / floor': `${(firstText / floor).toFixed(2)} (bar ${FIRST_TEXT_BAR})`,
      'longest task, adding one (ms)': `${median(added).toFixed(1)} (bar 16)`,
      'longest task, scrolling (ms)': `${(await scroll(page)).toFixed(1)} (bar 50)`,
    })
  }
  console.table(rows)
} finally {
  await plain.close()
  await simak.close()
}
