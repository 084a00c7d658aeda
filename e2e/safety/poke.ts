import type { Page } from 'playwright-core'

/**
 * Runs `act` in a page that hostile markup may take away meanwhile, which ends it: then null. That the page went is
 * noted by the watch, not here.
 */
export async function unlessTakenAway<Value>(act: () => Promise<Value>): Promise<Value | null> {
  try {
    return await act()
  } catch (error) {
    if (error instanceof Error && /context was destroyed|navigat|ERR_/i.test(error.message)) return null
    throw error
  }
}

/** Sends every element within `within` the events a pointer and a keyboard would send, without leaving the page. */
export async function pokeAll(page: Page, within: string): Promise<void> {
  await page.evaluate((scope) => {
    const mouse = [
      'mouseover',
      'mousemove',
      'mousedown',
      'mouseup',
      'dblclick',
      'contextmenu',
      'dragstart',
      'copy',
      'wheel',
      'scroll',
    ]
    const pointer = ['pointerenter', 'pointerover', 'pointerdown', 'pointerup']
    for (const element of document.querySelectorAll<HTMLElement>(`${scope} *`)) {
      for (const type of mouse) element.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true }))
      for (const type of pointer) element.dispatchEvent(new PointerEvent(type, { bubbles: true, cancelable: true }))
      // Not every element of SVG and MathML, and no clobbered one, has it.
      if (typeof element.focus === 'function') element.focus()
      element.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', bubbles: true }))
    }
  }, within)
}

/** Selectors: the parts of a page, and what to click in them. */
export interface Elements {
  within: string
  clickable: string
}

/**
 * Clicks the elements with the real pointer, one after the other.
 * @param afterClick sets things right for the next click
 * @returns how many clicks were made
 */
export async function clickAll(page: Page, elements: Elements, afterClick: () => Promise<void>): Promise<number> {
  const count = (await unlessTakenAway(() => page.locator(elements.within).locator(elements.clickable).count())) ?? 0
  let clicks = 0
  for (let index = 0; index < count; index += 1) {
    if ((await unlessTakenAway(() => clickAt(page, elements, index))) === true) clicks += 1
    await afterClick()
  }
  return clicks
}

/** False where the element has no place on the screen. */
async function clickAt(page: Page, { within, clickable }: Elements, index: number): Promise<boolean> {
  const point = await page.evaluate(
    ([scope, selector, at]) => {
      const found = [...document.querySelectorAll(scope)].flatMap((root) => [...root.querySelectorAll(selector)])[at]
      found?.scrollIntoView({ block: 'center' })
      const box = found?.getBoundingClientRect()
      if (box === undefined || box.width === 0 || box.height === 0) return null
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
    },
    [within, clickable, index] as const,
  )
  if (point === null) return false
  await page.mouse.move(point.x, point.y)
  await page.mouse.click(point.x, point.y)
  return true
}
