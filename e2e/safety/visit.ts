import type { Page } from 'playwright-core'
import { clickAll, pokeAll, unlessTakenAway } from './poke.ts'

export interface Visits {
  pages: number
  clicks: number
}

const CLICKABLE =
  'a, img[usemap], button, input, summary, math, maction, mrow, [onclick], [onmouseover], [onpointerdown], [tabindex]'

/** How long a page is given to paint: one that another window covers paints nothing. */
const PAINT_MS = 500

/**
 * Shows each page, points at everything in it and clicks everything.
 * @param show takes the window to an address
 */
export async function visitPages(
  page: Page,
  addresses: readonly string[],
  show: (address: string) => Promise<void>,
): Promise<Visits> {
  const visits = { pages: 0, clicks: 0 }
  for (const address of addresses) {
    await show(address)
    const shown = page.url()
    await unlessTakenAway(() => painted(page))
    await unlessTakenAway(() => pokeAll(page, 'body'))
    visits.clicks += await clickAll(page, { within: 'body', clickable: CLICKABLE }, async () => {
      if (page.url() !== shown) await show(address)
    })
    visits.pages += 1
  }
  return visits
}

/** Until the page has painted what it holds. */
export async function painted(page: Page): Promise<void> {
  await page.evaluate(
    (limit) =>
      new Promise((done) => {
        requestAnimationFrame(() => requestAnimationFrame(done))
        setTimeout(done, limit)
      }),
    PAINT_MS,
  )
}
