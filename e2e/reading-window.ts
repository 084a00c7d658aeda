import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Locator, type Page } from '@playwright/test'
import type { RunningSimak } from './app.ts'

declare global {
  var asked: number
}

/** For what an import brings: its worker loads two DOMs first, and a busy machine takes its time. */
export const IMPORTING = { timeout: 20_000 }

/** The parts of the window that specs of the library and of reading speak about; English unless given otherwise. */
export interface ReadingWindow {
  library: Locator
  search: Locator
  list: Locator
  rows: Locator
  /** The number of articles above the list. */
  count: Locator
  /** How an import goes or went. */
  summary: Locator
  title: Locator
  /** The article's own text, in its language. */
  content: Locator
  /** Its blocks, in document order. */
  blocks: Locator
  /** The button that shows or hides what was left out, and the line it stands in. */
  leftOut: Locator
  leftOutLines: Locator
  /** What scrolls. */
  scroller: Locator
  /** What the window said last. */
  said: Locator
}

export function windowOf(page: Page): ReadingWindow {
  const library = page.locator('[data-region="library"]')
  const article = page.locator('article')
  const content = article.locator('> div[lang], > div[dir]')
  return {
    library,
    search: library.getByRole('searchbox'),
    list: library.getByRole('listbox'),
    rows: library.getByRole('option'),
    count: library.getByRole('status'),
    summary: library.locator('section'),
    title: article.getByRole('heading', { level: 1 }).first(),
    content,
    blocks: content.locator('> :not([data-left-out])'),
    leftOut: article.locator('header p', { has: page.locator('button[aria-expanded]') }),
    leftOutLines: content.getByRole('complementary'),
    scroller: page.locator('[data-region="article"] [role="region"]'),
    said: page.locator('[role="status"][aria-live]'),
  }
}

/** What the front matter of an article of our own says. */
export interface Starter {
  file: string
  title: string
  language: string
  published: string
}

/** The starter articles in the order of their names. */
export function starters(): Starter[] {
  const folder = join(import.meta.dirname, '../articles')
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => {
      const file = join(folder, name)
      const text = readFileSync(file, 'utf8')
      const fact = (key: string): string => new RegExp(`^${key}: "?(.*?)"?$`, 'm').exec(text)?.[1] ?? ''
      return { file, title: fact('title'), language: fact('language'), published: fact('published') }
    })
}

/** Chooses what the next open dialog answers, as a reader would; an empty list stands for Cancel. */
export async function answerOpenDialog({ app }: RunningSimak, files: readonly string[]): Promise<void> {
  await app.evaluate(({ dialog }, filePaths) => {
    globalThis.asked = 0
    dialog.showOpenDialog = async () => {
      globalThis.asked += 1
      return { canceled: filePaths.length === 0, filePaths: [...filePaths] }
    }
  }, files)
}

/** How often the open dialog was asked since `answerOpenDialog`. */
export function timesAsked({ app }: RunningSimak): Promise<number> {
  return app.evaluate(() => globalThis.asked)
}

/** Chooses an item of the application menu by its label. */
export async function chooseInMenu({ app }: RunningSimak, label: string): Promise<void> {
  const found = await app.evaluate(({ Menu, BrowserWindow }, wanted) => {
    const items = Menu.getApplicationMenu()?.items.flatMap((item) => [item, ...(item.submenu?.items ?? [])]) ?? []
    const item = items.find((candidate) => candidate.label === wanted)
    item?.click(undefined, BrowserWindow.getAllWindows()[0])
    return item !== undefined
  }, label)
  expect(found, `menu item ${label}`).toBe(true)
}
