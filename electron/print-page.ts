import { randomUUID } from 'node:crypto'
import { BrowserWindow } from 'electron'
import { showPage } from './protocol.ts'

/** On a busy machine Chromium's printing fails now and then, and does the next time. */
const TRIES = 3

/**
 * A self-contained page as a PDF, in the size of paper that it names. The page is shown in a hidden window of its own,
 * without a preload script, under a policy that lets it run and fetch nothing. Throws EPRINT where Chromium cannot.
 */
export async function printPage(html: string): Promise<Uint8Array> {
  const window = new BrowserWindow({
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, spellcheck: false },
  })
  const page = showPage(randomUUID(), html)
  try {
    await window.loadURL(page.address)
    return await print(window)
  } finally {
    page.end()
    window.destroy()
  }
}

async function print({ webContents }: BrowserWindow): Promise<Uint8Array> {
  for (let i = 1; ; i++) {
    try {
      return await webContents.printToPDF({ printBackground: true, preferCSSPageSize: true })
    } catch (cause) {
      if (i === TRIES) throw Object.assign(new Error('Printing failed', { cause }), { code: 'EPRINT' })
    }
  }
}
