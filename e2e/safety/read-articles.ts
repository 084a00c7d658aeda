import type { Page } from 'playwright-core'
import type { Bridge } from '#shared/ipc-contract.ts'
import type { AttackFile } from './attack-files.ts'
import { clickAll, pokeAll } from './poke.ts'
import { painted } from './visit.ts'

declare global {
  interface Window {
    simak: Bridge
  }
}

export interface Readings {
  /** Files that went in, and articles of these that were opened in the reader. */
  imported: number
  opened: number
}

/** Where the reader shows the content of an article. */
const CONTENT = 'main article > div'

/**
 * Imports the files, gives each article a hostile note and puts back all its left-out lines, then reads one
 * after the other: points at everything and clicks everything in it.
 */
export async function readArticles(page: Page, files: readonly AttackFile[]): Promise<Readings> {
  const imported = await page.evaluate(importFiles, files)
  const list = page.getByRole('listbox')
  await list.focus()
  await page.keyboard.press('Home')
  for (let index = 0; index < imported; index += 1) {
    if (index > 0) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await openedArticle(page)
    await pokeAll(page, CONTENT)
    await clickAll(page, { within: CONTENT, clickable: 'a' }, () => closeDialog(page))
    await list.focus()
  }
  return { imported, opened: imported }
}

/** Links and the like ask first; the reader says no. */
async function closeDialog(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog')
  if ((await dialog.count()) === 0) return
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
}

/** Until the article that the list points at stands in the reader. */
async function openedArticle(page: Page): Promise<void> {
  const row = await page.getByRole('listbox').getAttribute('aria-activedescendant')
  const title = await page.locator(`[id="${row}"] > span`).first().innerText()
  await page.getByRole('region', { name: title, exact: true }).waitFor()
  await painted(page)
}

/** Runs in the page. Answers how many files went in. */
async function importFiles(given: readonly AttackFile[]): Promise<number> {
  const encoder = new TextEncoder()
  const files = given.map(({ name, text }) => ({ name, bytes: encoder.encode(text) }))
  const reply = await window.simak.call('library:import-files', files)
  if (!reply.ok) throw new Error(JSON.stringify(reply.failure))
  for (const { id } of reply.value.imported) {
    const opened = await window.simak.call('article:open', { id })
    if (!opened.ok) throw new Error(JSON.stringify(opened.failure))
    const { version, leftOut, summary } = opened.value
    const restored = await window.simak.call('article:restore-lines', { id, removals: leftOut.map((line) => line.id) })
    if (!restored.ok) throw new Error(JSON.stringify(restored.failure))
    const note = given.find(({ name }) => name === summary.file)?.text ?? ''
    const now = new Date().toISOString()
    const saved = await window.simak.call('annotation:save', {
      id: crypto.randomUUID(),
      motivation: 'commenting',
      created: now,
      modified: now,
      colour: 'yellow',
      body: [{ type: 'TextualBody', purpose: 'commenting', format: 'text/markdown', value: note }],
      target: { source: id, version, selector: [] },
    })
    if (!saved.ok) throw new Error(JSON.stringify(saved.failure))
  }
  return reply.value.imported.length
}
