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

/** The part of `ClipboardItem` that reads. */
export interface Readable {
  types: string[]
  getType(type: string): Promise<Blob>
}

function itemOf(copied: { text: string; html: string }): Readable {
  const contents = new Map(
    [
      ['text/plain', copied.text],
      ['text/html', copied.html],
    ].filter((entry): entry is [string, string] => entry[1] !== ''),
  )
  return {
    types: [...contents.keys()],
    getType(type) {
      const content = contents.get(type)
      if (content === undefined) return Promise.reject(new Error(`The clipboard has no ${type}.`))
      return Promise.resolve(new Blob([content], { type }))
    },
  }
}

/** The clipboard of the app and its pages; that of other programs is out of reach. */
export const clipboard = offered('clipboard', {
  read: (): Promise<Readable[]> => Promise.resolve(text === '' && html === '' ? [] : [itemOf({ text, html })]),
  readText: (): Promise<string> => Promise.resolve(text),
  readHTML: (): string => html,
  writeText: (value: string): void => put(value, ''),
  writeHTML: (value: string): void => put('', value),
  write: (value: { text?: string; html?: string }): void => put(value.text ?? '', value.html ?? ''),
  clear: (): void => put('', ''),
})
