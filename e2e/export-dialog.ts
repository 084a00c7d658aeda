import { expect, type Locator } from '@playwright/test'
import type { RunningSimak } from './app.ts'

const MODIFIER = process.platform === 'darwin' ? 'Meta' : 'Control'

/** Opens the export dialog by its key. */
export async function openExport({ page }: Pick<RunningSimak, 'page'>): Promise<Locator> {
  await page.keyboard.press(`${MODIFIER}+e`)
  const dialog = page.getByRole('dialog', { name: 'Export' })
  await expect(dialog).toBeVisible()
  return dialog
}

/** Native folder dialogs answer with this folder; null cancels them. */
export async function answerFolderDialog({ app }: Pick<RunningSimak, 'app'>, folder: string | null): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () =>
      Promise.resolve({ canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] })
  }, folder)
}

/** Exports notes into a folder and leaves the dialog. Answers what it said of the export. */
export async function exportNotes(simak: RunningSimak, which: RegExp, folder: string): Promise<string> {
  await answerFolderDialog(simak, folder)
  const dialog = await openExport(simak)
  await dialog.getByRole('button', { name: 'Choose…' }).click()
  await expect(dialog).toContainText(folder)
  await dialog.getByRole('button', { name: which }).click()
  const report = dialog.locator('[data-export-report=done]')
  await expect(report).toBeVisible({ timeout: 20_000 })
  const told = (await report.textContent()) ?? ''
  await closeExport(simak)
  return told
}

export async function closeExport({ page }: Pick<RunningSimak, 'page'>): Promise<void> {
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog', { name: 'Export' })).toBeHidden()
}
