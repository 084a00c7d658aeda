import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { launchSimak, type RunningSimak, temporaryFolder } from './app.ts'
import { IMPORTING, starters, windowOf } from './reading-window.ts'

declare global {
  var openedOutside: string[]
  var scrollEnds: number
}

const TITLE = 'Catatan panjang dari teluk'
const ORIGINAL = 'https://kabar.example/asli?id=7'
const ADDRESS = 'https://kabar.example/teluk/2026/11/perahu?dari=beranda&halaman=2#akhir'
const MAIL = 'mailto:redaksi@kabar.example'
const PARAGRAPHS = 50

/** Long enough to scroll in any window, every paragraph different. */
function longArticle(): string {
  const facts = `---\ntitle: ${TITLE}\nurl: ${ORIGINAL}\nlanguage: id\n---\n\n`
  const links = `Di sini ada [tautan](${ADDRESS}), [surel](${MAIL}), [berkas](file:///etc/passwd), dan [skrip](javascript:alert(1)).`
  const paragraphs = Array.from(
    { length: PARAGRAPHS },
    (_, index) =>
      `Alinea nomor ${index + 1} bercerita tentang perahu, ombak, dan orang di teluk itu pada hari yang tenang, ketika angin utara berhenti dan semua lampu di dermaga dinyalakan.`,
  )
  return `${facts}${[links, ...paragraphs].join('\n\n')}\n`
}

const file = join(temporaryFolder(), 'panjang.md')
writeFileSync(file, longArticle())
let simak: RunningSimak

test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  simak = await launchSimak({ args: [file] })
  await expect(windowOf(simak.page).title).toHaveText(TITLE, IMPORTING)
})
test.afterAll(() => simak.close())

async function restart(): Promise<void> {
  await simak.close()
  simak = await launchSimak(simak.folders)
  await expect(windowOf(simak.page).title).toHaveText(TITLE)
}

test('the reading time goes by the words', async () => {
  const { page } = simak
  const text = await windowOf(page).content.innerText()
  const segments = [...new Intl.Segmenter('id', { granularity: 'word' }).segment(text)]
  const minutes = Math.round(segments.filter(({ isWordLike }) => isWordLike).length / 200)
  expect(minutes).toBeGreaterThan(4)
  await expect(page.locator('article header')).toContainText(`${minutes} minutes to read`)
  await expect(windowOf(page).rows.filter({ hasText: TITLE })).toContainText(`${minutes} min`)
})

test.describe('links', () => {
  const question = () => simak.page.getByRole('dialog', { name: 'Open this address?' })
  const openedOutside = (): Promise<string[]> => simak.app.evaluate(() => globalThis.openedOutside)

  test.beforeEach(() =>
    simak.app.evaluate(({ shell }) => {
      globalThis.openedOutside = []
      shell.openExternal = async (address) => {
        globalThis.openedOutside.push(address)
      }
    }),
  )

  test('lead nowhere before the reader has seen the whole address and confirmed', async () => {
    const { page } = simak
    const link = windowOf(page).content.getByRole('link', { name: 'tautan' })
    const [address, open] = [
      question().getByRole('textbox', { name: 'Address' }),
      question().getByRole('button', { name: 'Open in the browser' }),
    ]
    await link.click()
    await expect(address).toHaveValue(ADDRESS)
    await page.keyboard.press('Escape')
    await expect(question()).toHaveCount(0)
    await link.click({ button: 'middle' })
    await expect(address).toHaveValue(ADDRESS)
    await question().getByRole('button', { name: 'Close' }).click()
    await expect(question()).toHaveCount(0)
    await link.click({ modifiers: ['Control'] })
    await expect(address).toHaveValue(ADDRESS)
    expect(await openedOutside()).toEqual([])
    await open.click()
    await expect(question()).toHaveCount(0)
    await expect.poll(openedOutside).toEqual([ADDRESS])
    expect(simak.app.windows()).toHaveLength(1)
  })

  test('work by keyboard', async () => {
    const { page } = simak
    await windowOf(page).content.getByRole('link', { name: 'tautan' }).focus()
    await page.keyboard.press('Enter')
    await expect(question()).toBeVisible()
    await question().getByRole('button', { name: 'Open in the browser' }).focus()
    await page.keyboard.press('Enter')
    await expect.poll(openedOutside).toEqual([ADDRESS])
    await expect(windowOf(page).content.getByRole('link', { name: 'tautan' })).toBeFocused()
  })

  test('to the original page ask too', async () => {
    await simak.page.locator('article header').getByRole('link', { name: 'Original page' }).click()
    await expect(question().getByRole('textbox')).toHaveValue(ORIGINAL)
    await question().getByRole('button', { name: 'Open in the browser' }).click()
    await expect.poll(openedOutside).toEqual([ORIGINAL])
  })

  test('are opened for the web only', async () => {
    const { page } = simak
    const { content } = windowOf(page)
    await content.getByRole('link', { name: 'surel' }).click()
    await expect(question().getByRole('textbox')).toHaveValue(MAIL)
    await expect(question().getByRole('button', { name: 'Open in the browser' })).toHaveCount(0)
    await expect(question().getByRole('button', { name: 'Copy address' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(content.getByRole('link')).toHaveText(['tautan', 'surel'])
    for (const name of ['berkas', 'skrip']) {
      await content.getByText(name, { exact: false }).first().click()
      await expect(question()).toHaveCount(0)
    }
    // What the page cannot ask by itself, the main process would refuse as well.
    const refusals = await page.evaluate(
      async (urls) => {
        const replies = await Promise.all(urls.map((url) => window.simak.call('link:open', { url })))
        return replies.map((reply) => (reply.ok ? 'opened' : reply.failure.code))
      },
      [MAIL, 'file:///etc/passwd', 'smb://host/share', 'about:blank'],
    )
    expect(new Set(refusals)).toEqual(new Set(['link-refused']))
    expect(await openedOutside()).toEqual([])
  })
})

test.describe('the page', () => {
  const panel = () => simak.page.getByRole('dialog', { name: 'Type and theme' })

  test('has three themes, and follows the system until told otherwise', async () => {
    const { page, app } = simak
    const paper = page.locator('html')
    await page.emulateMedia({ colorScheme: 'dark' })
    await expect(paper).toHaveCSS('background-color', 'rgb(22, 24, 28)')
    await page.emulateMedia({ colorScheme: 'light' })
    await expect(paper).toHaveCSS('background-color', 'rgb(251, 250, 247)')
    await page.getByRole('button', { name: 'Type and theme' }).click()
    const themes = [
      { name: 'Dark', paper: 'rgb(22, 24, 28)', ink: 'rgb(216, 213, 206)', native: 'dark' },
      { name: 'Light', paper: 'rgb(251, 250, 247)', ink: 'rgb(31, 29, 26)', native: 'light' },
      { name: 'Sepia', paper: 'rgb(244, 236, 216)', ink: 'rgb(59, 47, 32)', native: 'light' },
    ]
    for (const theme of themes) {
      await panel().getByRole('radio', { name: theme.name }).click()
      await expect(paper).toHaveCSS('background-color', theme.paper)
      await expect(windowOf(page).blocks.first()).toHaveCSS('color', theme.ink)
      await expect.poll(() => app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe(theme.native)
    }
  })

  test('takes size, width, leading and face by keyboard', async () => {
    const { page } = simak
    const text = windowOf(page).blocks.first()
    const { content } = windowOf(page)
    const width = async (): Promise<number> => (await content.boundingBox())?.width ?? 0
    await panel().getByRole('radio', { name: 'Literata' }).focus()
    await page.keyboard.press('ArrowRight')
    await expect(text).toHaveCSS('font-family', /^"?Inter/)
    await panel().getByRole('slider', { name: 'Text size' }).focus()
    for (let steps = 0; steps < 3; steps += 1) await page.keyboard.press('ArrowRight')
    await expect(panel()).toContainText('22 px')
    await expect(text).toHaveCSS('font-size', '22px')
    const before = await width()
    await panel().getByRole('slider', { name: 'Line width' }).focus()
    await page.keyboard.press('Home')
    await expect(panel()).toContainText('45 characters')
    await expect.poll(width).toBeLessThan(before)
    await panel().getByRole('slider', { name: 'Line spacing' }).focus()
    await page.keyboard.press('End')
    await expect(panel()).toContainText('2.1')
    await expect(text).toHaveCSS('line-height', '46.2px')
  })

  test('is as it was after a restart that follows at once', async () => {
    const width = (await windowOf(simak.page).content.boundingBox())?.width
    await restart()
    const { page } = simak
    const text = windowOf(page).blocks.first()
    await expect(text).toHaveCSS('font-size', '22px')
    await expect(text).toHaveCSS('line-height', '46.2px')
    await expect(text).toHaveCSS('font-family', /^"?Inter/)
    await expect(page.locator('html')).toHaveCSS('background-color', 'rgb(244, 236, 216)')
    expect((await windowOf(page).content.boundingBox())?.width).toBe(width)
  })
})

test.describe('the reading position', () => {
  /** Number of the paragraph at the upper edge; what lies within its margin is not counted as seen. */
  const firstVisible = (): Promise<number> =>
    windowOf(simak.page).scroller.evaluate((scroller) => {
      const top = scroller.getBoundingClientRect().top
      const blocks = [...scroller.querySelectorAll('article p')].filter((block) =>
        block.textContent.startsWith('Alinea'),
      )
      const first = blocks.find((block) => block.getBoundingClientRect().bottom > top + 34)
      return Number(/\d+/.exec(first?.textContent ?? '')?.[0] ?? 0)
    })

  async function pageDown(times: number): Promise<void> {
    const { scroller } = windowOf(simak.page)
    await scroller.evaluate((element) => {
      globalThis.scrollEnds = 0
      element.addEventListener('scrollend', () => (globalThis.scrollEnds += 1))
    })
    await scroller.focus()
    for (let time = 1; time <= times; time += 1) {
      await simak.page.keyboard.press('PageDown')
      await expect.poll(() => simak.page.evaluate(() => globalThis.scrollEnds)).toBe(time)
    }
  }

  test('is found again after a restart that follows at once', async () => {
    await pageDown(4)
    const number = await firstVisible()
    expect(number).toBeGreaterThan(5)
    await restart()
    await expect.poll(firstVisible).toBe(number)
    // What is only looked at does not creep away.
    await restart()
    await expect.poll(firstVisible).toBe(number)
  })

  test('is found again after another article, and in letters of another size', async () => {
    const { page } = simak
    await pageDown(1)
    const number = await firstVisible()
    await page.keyboard.press('Alt+ArrowDown')
    await expect(windowOf(page).title).toHaveText(starters()[1]?.title ?? '')
    await page.keyboard.press('Alt+ArrowUp')
    await expect(windowOf(page).title).toHaveText(TITLE)
    await expect.poll(firstVisible).toBe(number)
    await page.getByRole('button', { name: 'Type and theme' }).click()
    const size = page.getByRole('slider', { name: 'Text size' })
    await size.focus()
    await page.keyboard.press('Home')
    await expect(windowOf(page).blocks.first()).toHaveCSS('font-size', '14px')
    await expect.poll(firstVisible).toBe(number)
    await page.keyboard.press('End')
    await expect(windowOf(page).blocks.first()).toHaveCSS('font-size', '32px')
    await expect.poll(firstVisible).toBe(number)
    await page.keyboard.press('Escape')
    await page.keyboard.press(']')
    await expect(page.locator('[data-region="annotations"]')).toHaveCount(0)
    await expect.poll(firstVisible).toBe(number)
    await restart()
    await expect.poll(firstVisible).toBe(number)
  })
})
