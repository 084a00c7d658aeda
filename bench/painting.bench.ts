/**
 * How long an article with many highlights takes to show, beside the same HTML as a static page in the same browser
 * (= 1); the longest task of the main thread while one highlight is added and while the article is scrolled. Medians.
 * Run: npm run bench painting (needs a built app: `npm test` or scripts/build.mjs)
 */
import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { launchSimak } from '../e2e/app.ts'
import { findChromium } from '../e2e/electron-stand-in/browser-process.ts'
import { longest, type Task, tasksWhile } from './main-thread-tasks.ts'
import { median } from './median.ts'
import { contentOf, makeLibrary, type Sample } from './painting-fixtures.ts'

const RUNS = 7
/** Of one highlight that is added, each time in another paragraph. */
const ADDED = 9
const SMALL: Sample = { title: 'Small', kilobytes: 1, highlights: 1 }
const SAMPLES: (Sample & { bar: number })[] = [
  { title: 'Medium', kilobytes: 200, highlights: 1000, bar: 0.6 },
  { title: 'Long', kilobytes: 2000, highlights: 1000, bar: 0.25 },
  { title: 'Full', kilobytes: 2000, highlights: 10_000, bar: 0.5 },
]
const FIRST_TEXT_BAR = 0.3
/** An article counts as painted when so many frames have changed nothing. */
const STILL_FRAMES = 6

interface Opened {
  firstText: number
  painted: number
}

/** From the article's arrival in the window to the first text, and to all text and highlights painted, in ms. */
async function openIn(page: Page, { title, highlights }: Sample): Promise<Opened> {
  return await page.evaluate(
    async ({ title: wanted, highlights: count, still: STILL }) => {
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
      const host = () => document.querySelector('article > div[dir]')
      const begins = () => host()?.querySelector('p')?.textContent?.startsWith(`${wanted} begins`) === true
      while (!begins()) await frame()
      await frame()
      const firstText = performance.now() - start
      // Long articles paint only what is near the view; how many that are is not known here.
      const least = Math.min(count, 1)
      let last = ''
      let changed = 0
      for (let still = 0; still < STILL || painted() < least; ) {
        const now = `${host()?.childElementCount} ${painted()}`
        still = now === last ? still + 1 : 0
        last = now
        await frame()
        // With the frame that shows it; the waiting for more is no painting.
        if (still === 0) changed = performance.now()
      }
      return { firstText, painted: changed - start }
    },
    { title, highlights, still: STILL_FRAMES },
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

async function addOne(page: Page, at: number): Promise<Task> {
  await page.evaluate((index) => {
    const paragraph = document.querySelectorAll('article > div[dir] p')[index]
    const node = paragraph?.firstChild
    document.querySelector<HTMLElement>('[data-region="article"] [role="region"]')?.focus()
    if (node !== null && node !== undefined) getSelection()?.setBaseAndExtent(node, 2, node, 20)
  }, at)
  await page.waitForTimeout(700)
  const tasks = await tasksWhile(page, async () => {
    await page.keyboard.press('h')
    await page.waitForTimeout(900)
  })
  return longest(tasks)
}

async function scroll(page: Page): Promise<Task> {
  const tasks = await tasksWhile(page, async () => {
    await page.evaluate(async () => {
      const scroller = document.querySelector('[data-region="article"] [role="region"]')
      for (let at = 0; at < 90 && scroller !== null; at++) {
        scroller.scrollTop += 400
        await new Promise<void>((done) => requestAnimationFrame(() => done()))
      }
    })
  })
  return longest(tasks)
}

/** On the clock, and of the processor alone: on a busy machine the first measures the others. */
function taskText(wall: number, cpu: number): string {
  return `${wall.toFixed(1)}, CPU ${cpu.toFixed(1)}`
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
    const added: Task[] = []
    for (let run = 0; run < ADDED; run++) added.push(await addOne(page, 3 + run))
    const scrolled = await scroll(page)
    rows.push({
      article: `${sample.kilobytes} KB, ${sample.highlights} highlights`,
      'floor (ms)': Math.round(floor),
      'painted (ms)': Math.round(painted),
      'painted / floor': `${(painted / floor).toFixed(2)} (bar ${sample.bar})`,
      'first text / floor': `${(firstText / floor).toFixed(2)} (bar ${FIRST_TEXT_BAR})`,
      'longest task, adding one (ms)': `${taskText(median(added.map(({ wall }) => wall)), median(added.map(({ cpu }) => cpu)))}; worst ${longest(added).wall.toFixed(0)} (bar 16)`,
      'longest task, scrolling (ms)': `${taskText(scrolled.wall, scrolled.cpu)} (bar 50)`,
    })
  }
  console.table(rows)
} finally {
  await plain.close()
  await simak.close()
}
