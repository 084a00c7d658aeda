import { OfferedBrowserWindow } from './browser-window.ts'
import { offered } from './offered.ts'
import { state } from './state.ts'

let text = ''
let html = ''

state.events.on('copied', (copied: { text: string; html: string }) => {
  text = copied.text
  html = copied.html
})

/** What the main process writes goes to Chromium's clipboard too, as long as a window is open. */
function put(newText: string, newHtml: string): void {
  text = newText
  html = newHtml
  const window = OfferedBrowserWindow.getFocusedWindow() ?? OfferedBrowserWindow.getAllWindows()[0]
  window?.webContents._tell('clipboard', text, html)
}

/** The clipboard of the app and its pages; that of other programs is out of reach. */
export const clipboard = offered('clipboard', {
  readText: (): string => text,
  readHTML: (): string => html,
  writeText: (value: string): void => put(value, ''),
  writeHTML: (value: string): void => put('', value),
  write: (value: { text?: string; html?: string }): void => put(value.text ?? '', value.html ?? ''),
  clear: (): void => put('', ''),
})
