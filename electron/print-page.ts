import { randomUUID } from 'node:crypto'
import { BrowserWindow } from 'electron'
import { showPage } from './protocol.ts'

/**
 * A self-contained page as a PDF, in the size of paper that it names. The page is shown in a hidden window of its own,
 * without a preload script, under a policy that lets it run and fetch nothing.
 */
export async function printPage(html: string): Promise<Uint8Array> {
  const window = new BrowserWindow({
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, spellcheck: false },
  })
  const page = showPage(randomUUID(), html)
  try {
    await window.loadURL(page.address)
    return await window.webContents.printToPDF({ printBackground: true, preferCSSPageSize: true })
  } finally {
    page.end()
    window.destroy()
  }
}
