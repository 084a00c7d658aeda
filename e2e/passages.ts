import { expect, type Locator, type Page } from '@playwright/test'

/** The parts of the window that specs speak about. */
interface Parts {
  list: Locator
  toolbar: Locator
  card: Locator
  panel: Locator
  /** The passages in the panel, in its order. */
  quotes: Locator
  /** What was said last to screen readers (and mostly shown too). */
  status: Locator
}

export function partsOf(page: Page): Parts {
  const panel = page.getByRole('complementary', { name: 'Annotations' })
  return {
    list: page.getByRole('listbox', { name: 'Articles' }),
    toolbar: page.getByRole('toolbar', { name: 'Selected passage' }),
    card: page.getByRole('dialog', { name: 'Highlight' }),
    panel,
    quotes: panel.locator('[data-annotation]'),
    status: page.locator('[role="status"][aria-live]'),
  }
}

/** The text of an open article in the window. */
export function articleText(page: Page): Locator {
  return page.locator('article > div[dir]')
}

/** Opens an article from the list by mouse. */
export async function openByMouse(page: Page, title: string): Promise<void> {
  await page.getByRole('option', { name: title }).click()
  await expect(page.locator('article h1')).toHaveText(title)
}

/** Selects by mouse from the first letter of `from` to the last of `to`; backwards where `to` comes first. */
export async function selectByMouse(page: Page, from: string, to = from): Promise<void> {
  await bringIntoView(page, [from, to])
  const [first, last] = [await locate(page, from), await locate(page, to)]
  const isForward = first.y < last.y || (first.y === last.y && first.left <= last.left)
  await dragMouse(
    page,
    { x: isForward ? first.left : first.right, y: isForward ? first.y : first.endY },
    { x: isForward ? last.right : last.left, y: isForward ? last.endY : last.y },
  )
}

/** Begins in the title, which is no part of the text, and selects to the last letter of `to`. */
export async function selectFromTitle(page: Page, to: string): Promise<void> {
  const title = page.locator('article h1')
  await title.scrollIntoViewIfNeeded()
  const box = await title.boundingBox()
  const { right, endY } = await locate(page, to)
  await dragMouse(page, { x: (box?.x ?? 0) + 4, y: (box?.y ?? 0) + 12 }, { x: right, y: endY })
}

async function dragMouse(page: Page, from: Point, to: Point): Promise<void> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2)
  await page.mouse.move(to.x, to.y)
  await page.mouse.up()
  await expect(partsOf(page).toolbar).toBeVisible()
}

/** Selects a passage by mouse and highlights it with the toolbar. */
export async function highlightByMouse(page: Page, colour: string, from: string, to = from): Promise<void> {
  await selectByMouse(page, from, to)
  await partsOf(page).toolbar.getByRole('button', { name: colour }).click()
  await expect(partsOf(page).toolbar).toBeHidden()
}

/** Drags a handle of the highlight the reader is at: its start before a passage, or its end behind it. */
export async function dragHandle(page: Page, end: 'start' | 'end', passage: string): Promise<void> {
  const handle = page.locator(`[data-handle="${end}"]`)
  await expect(handle).toBeVisible()
  const box = await handle.boundingBox()
  const { left, y, right, endY } = await locate(page, passage)
  // Its knob is beyond the line, and what counts is the line.
  const middle = (box?.height ?? 0) / 2
  const away = end === 'start' ? -middle - 6 : middle + 6
  await page.mouse.move((box?.x ?? 0) + 1, (box?.y ?? 0) + middle + away)
  await page.mouse.down()
  await page.mouse.move(end === 'start' ? left : right, (end === 'start' ? y : endY) + away, { steps: 3 })
  await page.mouse.up()
}

/** Presses the first letter of a passage, as often as `clickCount` says. */
export async function pressPassage(page: Page, text: string, clickCount = 1): Promise<void> {
  await bringIntoView(page, [text])
  const { left, y } = await locate(page, text)
  await page.mouse.click(left + 3, y, { clickCount })
}

/** Whether the passage can be seen well in the article's part of the window. */
export async function isInView(page: Page, text: string): Promise<boolean> {
  return (await locate(page, text)).isVisible
}

interface Point {
  x: number
  y: number
}

/** Where a passage begins (`left`, `y`) and ends (`right`, `endY`) in the window: a hair inside its letters. */
interface Place {
  left: number
  y: number
  right: number
  endY: number
  isVisible: boolean
}

/** Scrolls where a passage is not well in view: a drag near the edges would scroll on by itself. */
async function bringIntoView(page: Page, passages: readonly string[]): Promise<void> {
  const places = await Promise.all(passages.map((passage) => locate(page, passage)))
  if (places.every(({ isVisible }) => isVisible)) return
  const top = Math.min(...places.map(({ y }) => y))
  await articleText(page).evaluate((root, by) => root.closest('[role="region"]')?.scrollBy(0, by), top - 300)
}

async function locate(page: Page, text: string): Promise<Place> {
  return articleText(page).evaluate((root, wanted) => {
    const nodes: Text[] = []
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    while (walker.nextNode() instanceof Text) if (walker.currentNode instanceof Text) nodes.push(walker.currentNode)
    const found = nodes
      .map(({ data }) => data)
      .join('')
      .indexOf(wanted)
    if (found < 0) throw new Error(`not in the article: ${wanted}`)
    const letter = (offset: number): DOMRect => {
      let at = offset
      const node = nodes.find(({ length }) => at < length || ((at -= length), false))
      const range = document.createRange()
      if (node !== undefined) {
        range.setStart(node, at)
        range.setEnd(node, at + 1)
      }
      return range.getBoundingClientRect()
    }
    const [first, last] = [letter(found), letter(found + wanted.length - 1)]
    const view = root.closest('[role="region"]')?.getBoundingClientRect() ?? new DOMRect()
    return {
      left: first.left + 0.5,
      y: first.top + first.height / 2,
      right: last.right - 0.5,
      endY: last.top + last.height / 2,
      isVisible: first.top >= view.top + 40 && last.bottom <= view.bottom - 40,
    }
  }, text)
}

/** What is painted in the article: the text of every painted passage by name of its paint (a colour, `search`, ...). */
export function painted(page: Page): Promise<Record<string, string[]>> {
  return page.evaluate(() => {
    const result: Record<string, string[]> = {}
    for (const [name, highlight] of CSS.highlights) {
      const texts = [...highlight].map((part) => {
        const range = document.createRange()
        range.setStart(part.startContainer, part.startOffset)
        range.setEnd(part.endContainer, part.endOffset)
        return range.toString().replace(/\s+/g, ' ')
      })
      if (texts.length > 0) result[name.replace('simak-', '')] = texts.sort()
    }
    return result
  })
}

/** Expects exactly these passages to be painted in colours, whatever else is painted over them. */
export async function expectPainted(page: Page, expected: Record<string, readonly string[]>): Promise<void> {
  const colours = async (): Promise<Record<string, string[]>> => {
    const over = new Set(['active', 'flash', 'search', 'found', 'current'])
    return Object.fromEntries(Object.entries(await painted(page)).filter(([name]) => !over.has(name)))
  }
  await expect.poll(colours).toEqual(expected)
}

/** What screen readers are told of the blocks of the article beside their text, from Chromium's accessibility tree. */
export async function toldOfBlocks(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page)
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  await session.detach()
  return nodes.flatMap(({ role, description }) => {
    const told: unknown = description?.value
    return role?.value === 'paragraph' && typeof told === 'string' && told !== '' ? [told] : []
  })
}
